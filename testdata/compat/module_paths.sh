. lib/said
mkdir -p library other roles/lib/library roles/lib/tasks
module() { printf '#!/bin/sh\n# WANT_JSON\necho "{\\"changed\\": false, \\"from\\": \\"%s\\"}"\n' "$1"; }
module beside >library/mine
module other >other/mine
module other >other/elsewhere
module overriding >library/stat
module role >roles/lib/library/inrole
chmod +x library/* other/* roles/lib/library/*
echo '- inrole:' >roles/lib/tasks/main.yml
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - mine:
      register: r
    - debug: { var: r.from }
    - stat: { path: /nosuch }
      register: r
    - debug: { msg: "{{ r.from | default('the real one') }}" }
    - ansible.builtin.stat: { path: /nosuch }
      register: r
    - debug: { msg: "{{ r.from | default('the real one') }}" }
    - import_role: { name: lib }
    - elsewhere:
      register: r
    - debug: { var: r.from }
E
said option ansible-playbook p.yml -M other
ANSIBLE_LIBRARY=$PWD/other said variable ansible-playbook p.yml
said none ansible-playbook p.yml
printf '[defaults]\nlibrary = other\n' >ansible.cfg
said config ansible-playbook p.yml
