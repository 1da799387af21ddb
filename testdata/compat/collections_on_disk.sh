. lib/said
c=collections/ansible_collections/ns/col
mkdir -p $c/roles/role/tasks $c/roles/role/defaults $c/roles/helper/tasks $c/playbooks/sub $c/plugins/modules $c/roles/role/meta
echo 'd: default' >$c/roles/role/defaults/main.yml
echo 'dependencies: [{ role: ns.col.helper }]' >$c/roles/role/meta/main.yml
echo '- debug: { msg: "helper {{ ansible_role_name }}" }' >$c/roles/helper/tasks/main.yml
echo '- debug: { msg: "{{ d }} {{ ansible_role_name }} {{ role_name }} {{ ansible_collection_name }}" }' >$c/roles/role/tasks/main.yml
printf -- '- hosts: localhost\n  gather_facts: false\n  tasks: [{ debug: { msg: "{{ playbook_dir | basename }}" } }]\n' | tee $c/playbooks/play.yml >$c/playbooks/sub/deep.yml
printf '#!/bin/sh\n# WANT_JSON\necho "{\\"changed\\": false, \\"from\\": \\"collection\\"}"\n' >$c/plugins/modules/tool.py
mkdir $c/meta
echo 'action_groups: { all: [tool] }' >$c/meta/runtime.yml
cat >$c/playbooks/own.yml <<'E'
- hosts: localhost
  gather_facts: false
  roles: [helper]
  tasks: [{ tool: , register: told }, { debug: { var: told.from } }]
E
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  collections: [ns.col]
  roles: [ns.col.role, role]
  tasks:
    - include_role: { name: ns.col.role }
      vars: { d: given }
    - import_role: { name: helper }
    - include_role: { name: nosuch.nosuch.role }
      ignore_errors: true
- import_playbook: ns.col.play
- import_playbook: ns.col.sub.deep
- import_playbook: ns.col.own.yml
E
said p ansible-playbook p.yml
ANSIBLE_COLLECTIONS_PATH=$PWD/collections said own ansible-playbook ns.col.own
ANSIBLE_COLLECTIONS_PATH=$PWD/collections said extension ansible-playbook ns.col.play.yml
ANSIBLE_COLLECTIONS_PATH=$PWD/collections said path ansible-playbook $c/playbooks/own.yml
printf '#!/bin/sh\n# WANT_JSON\necho "{$(grep -o "\"from\": \"[a-z]*\"" "$1")}"\n' >$c/plugins/modules/tool.py
play defaults <<'E'
- hosts: localhost
  gather_facts: false
  collections: [ns.col]
  module_defaults: { group/ns.col.all: { from: group } }
  tasks:
    - { tool: , register: told }
    - { debug: { var: told.from } }
    - tool: { from: own }
      register: told
    - { debug: { var: told.from } }
E
said direct ansible-playbook ns.col.play
said missing ansible-playbook ns.col.nosuch
mv collections elsewhere
ANSIBLE_COLLECTIONS_PATH=$PWD/elsewhere said variable ansible-playbook ns.col.play
printf '[defaults]\ncollections_path = elsewhere\n' >ansible.cfg
said config ansible-playbook ns.col.sub.deep
