. lib/said
mkdir -p inv/group_vars inv/host_vars roles/r/defaults roles/r/vars roles/r/tasks
printf '[g]\nh1\n' >inv/hosts
echo 'd: { all: 1, both: all, deep: { x: all, l: [1] } }' >inv/group_vars/all.yml
echo 'd: { group: 1, both: group, deep: { y: group, l: [2] } }' >inv/group_vars/g.yml
echo 'd: { host: 1, deep: { z: "{{ 1 + 1 }}" } }' >inv/host_vars/h1.yml
echo 'd: { file: 1 }' >file.yml
echo 'd: { included: 1, both: included }' >included.yml
echo 'd: { default: 1 }' >roles/r/defaults/main.yml
echo 'd: { rolevar: 1 }' >roles/r/vars/main.yml
echo '- debug: { var: d }' >roles/r/tasks/main.yml
cat >p.yml <<'E'
- hosts: all
  gather_facts: false
  vars: { d: { play: 1, deep: { x: play } }, s: { a: 1 } }
  vars_files: [file.yml]
  tasks:
    - debug: { var: d }
    - debug: { var: d }
      vars: { d: { task: 1 } }
    - include_vars: included.yml
    - set_fact: { d: { fact: "{{ 1 }}" } }
    - debug: { var: d }
    - import_role: { name: r }
    - set_fact: { s: text }
    - debug: { var: s }
    - debug: { var: hostvars.h1.d }
E
ANSIBLE_HASH_BEHAVIOUR=merge said merge ansible-playbook -i inv -c local p.yml -e '{"d": {"extra": 1}}'
said replace ansible-playbook -i inv -c local p.yml
printf '[defaults]\nhash_behaviour = merge\n' >ansible.cfg
said list ansible-inventory -i inv --list
said host ansible-inventory -i inv --host h1
