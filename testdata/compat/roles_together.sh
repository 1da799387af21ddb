. lib/said
mkdir roles_together && cd roles_together && ln -s ../out out
mkdir -p group_vars host_vars inv inv/group_vars myroles/base/defaults myroles/base/handlers myroles/base/tasks myroles/common/defaults myroles/common/handlers myroles/common/meta myroles/common/tasks myroles/common/vars
cat >ansible.cfg <<'E'
[defaults]
roles_path = myroles
E
cat >inv/hosts <<'E'
[web]
w1 ansible_connection=local
w2 ansible_connection=local
[db]
d1 ansible_connection=local
[all:vars]
from_inv=inv
E
cat >inv/group_vars/all.yml <<'E'
gv: inv_all
gv_prec: inv_all
E
cat >inv/group_vars/web.yml <<'E'
gv: inv_web
E
cat >group_vars/web.yml <<'E'
gv: play_web
E
cat >host_vars/w1.yml <<'E'
gv: play_w1
E
cat >myroles/common/meta/main.yml <<'E'
dependencies:
  - role: base
    vars: { base_v: from_common }
  - { role: base, base_v: inline_common, tags: [depb] }
E
cat >myroles/common/defaults/main.yml <<'E'
common_d: dflt
E
cat >myroles/common/vars/main.yml <<'E'
common_v: rolevar
E
cat >myroles/common/tasks/main.yml <<'E'
- name: common {{ common_d }} {{ common_v }} {{ gv }}
  command: echo {{ common_d }}
  notify: restart common
- include_tasks: more.yml
  loop: [a, b]
  loop_control: { loop_var: outer }
  vars: { inner: "{{ outer }}-x" }
- block:
    - import_tasks: imp.yml
      vars: { iv: imported }
      tags: [imp]
  rescue:
    - debug: { msg: "rescued {{ ansible_failed_task.name }} {{ ansible_failed_result.msg | default('-') }}" }
  always:
    - debug: { msg: "always {{ role_name }} {{ ansible_parent_role_names | default('-') }}" }
E
cat >myroles/common/tasks/more.yml <<'E'
- block:
    - name: inner {{ inner }}
      command: "/bin/{{ 'true' if inner == 'a-x' else 'false' }}"
      notify: [listen topic]
    - debug: { msg: "ok {{ inner }}" }
  rescue:
    - debug: { msg: "rescue {{ inner }} {{ ansible_failed_result.rc }}" }
    - meta: flush_handlers
  always:
    - debug: { msg: "always {{ inner }}" }
E
cat >myroles/common/tasks/imp.yml <<'E'
- fail: { msg: "{{ iv }} {{ common_v }}" }
  name: failing import
E
cat >myroles/common/handlers/main.yml <<'E'
- name: restart common
  debug: { msg: "h common {{ common_v }} {{ common_d }}" }
  listen: topic2
- name: by topic
  listen: listen topic
  debug: { msg: "topic in common" }
E
cat >myroles/base/defaults/main.yml <<'E'
base_v: default
E
cat >myroles/base/tasks/main.yml <<'E'
- name: base {{ base_v }}
  command: echo {{ base_v }}
  notify: [listen topic, "base : restart base"]
E
cat >myroles/base/handlers/main.yml <<'E'
- name: restart base
  debug: { msg: "h base {{ base_v }}" }
- name: other listener
  listen: [listen topic, topic2]
  debug: { msg: "listener in base {{ base_v }}" }
E
cat >site.yml <<'E'
- hosts: web
  gather_facts: false
  vars: { common_d: play }
  vars_files: [[missing.yml, vf.yml], "vf_{{ nope | default('2') }}.yml"]
  pre_tasks:
    - debug: { msg: "{{ gv }} {{ gv_prec }} {{ from_inv }} {{ vf }} {{ vf2 }}" }
    - command: echo
      notify: topic2
  roles:
    - common
    - { role: base, base_v: explicit, when: inventory_hostname == 'w1' }
  tasks:
    - include_role: { name: common, tasks_from: more }
      vars: { inner: "{{ item }}-x" }
      loop: [a, c]
    - debug: { msg: "{{ common_v }} {{ common_d }}" }
  post_tasks:
    - debug: { msg: "post {{ base_v | default('undef') }}" }
- import_playbook: second.yml
  vars: { pv: from_import }
  tags: [second]
  when: pw | default(true)
E
cat >second.yml <<'E'
- hosts: all
  gather_facts: false
  vars: { pv: own }
  tasks:
    - debug: { msg: "{{ pv }} {{ gv | default('-') }}" }
    - debug: { msg: tagged }
      tags: [third]
E
cat >vf.yml <<'E'
vf: fallback
E
cat >vf_2.yml <<'E'
vf2: two
E
said 01 ansible-playbook -i inv site.yml
said 02 ansible-playbook -i inv site.yml -t second
said 03 ansible-playbook -i inv site.yml -t imp,depb
said 04 ansible-playbook -i inv site.yml --skip-tags imp,second -l w1
said 05 ansible-playbook -i inv site.yml --list-tasks
said 06 ansible-playbook -i inv site.yml --list-tasks -t imp
said 07 ansible-playbook -i inv site.yml --list-tags
said 08 ansible-playbook -i inv site.yml --list-hosts -l 'web:!w2'
said 09 ansible-playbook -i inv site.yml --start-at-task 'always'
said 10 ansible-playbook -i inv site.yml --start-at-task 'base*' -l w1
said 11 ansible-playbook -i inv site.yml -e pw=false -e '{"common_d": "extra"}' -l w1
said 12 ansible-playbook -i inv site.yml -C -D -l w1
said 13 ansible-playbook -i inv site.yml --syntax-check
sed -i -E 's/=> \{.*"delta".*/=> …/' out/*
