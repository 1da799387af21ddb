. lib/said
c=collections/ansible_collections/ns/col
mkdir -p $c/roles/role/tasks $c/roles/role/defaults $c/roles/helper/tasks $c/playbooks/sub $c/plugins/modules $c/roles/role/meta
echo 'd: default' >$c/roles/role/defaults/main.yml
echo 'dependencies: [{ role: ns.col.helper }]' >$c/roles/role/meta/main.yml
echo '- debug: { msg: "helper {{ ansible_role_name }}" }' >$c/roles/helper/tasks/main.yml
echo '- debug: { msg: "{{ d }} {{ ansible_role_name }} {{ role_name }} {{ ansible_collection_name }}" }' >$c/roles/role/tasks/main.yml
printf -- '- hosts: localhost\n  gather_facts: false\n  tasks: [{ debug: { msg: "{{ playbook_dir | basename }}" } }]\n' | tee $c/playbooks/play.yml >$c/playbooks/sub/deep.yml
printf '#!/bin/sh\n# WANT_JSON\necho "{\\"changed\\": false, \\"from\\": \\"collection\\"}"\n' >$c/plugins/modules/tool.py
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
E
said p ansible-playbook p.yml
said direct ansible-playbook ns.col.play
said missing ansible-playbook ns.col.nosuch
mv collections elsewhere
ANSIBLE_COLLECTIONS_PATH=$PWD/elsewhere said variable ansible-playbook ns.col.play
printf '[defaults]\ncollections_path = elsewhere\n' >ansible.cfg
said config ansible-playbook ns.col.sub.deep
