. lib/said
mkdir -p roles/named/defaults roles/named/vars roles/named/tasks
echo 'by_default: localhost' >roles/named/defaults/main.yml
echo 'by_var: a role' >roles/named/vars/main.yml
echo '- debug: msg=role' >roles/named/tasks/main.yml
echo 'from_file: localhost' >known.yml
cat >p.yml <<'E'
- hosts: "{{ own }}"
  name: "{{ title }} {{ by_var }}"
  gather_facts: "{{ facts }}"
  vars: { own: localhost, title: Play, facts: false }
  roles: [named]
- hosts: "{{ from_file }}"
  gather_facts: false
  vars_files: ["{{ unknown }}.yml", [missing.yml, known.yml]]
  tasks: [{ debug: msg=1, tags: "{{ from_file }}" }, { debug: msg=2 }]
- hosts: "{{ target }}"
  gather_facts: false
  vars_prompt: [{ name: target, default: localhost }]
  tasks: [{ debug: msg=3 }]
- hosts: "{{ by_default }}"
  name: "{{ unknown }}"
  gather_facts: false
  roles: [named]
- hosts: "{{ groups['web'] }}"
  gather_facts: false
  tasks: [{ debug: msg=4 }]
E
cat >hosts.yml <<'E'
- { hosts: localhost, gather_facts: false, tasks: [{ debug: msg=1 }] }
- { hosts: "{{ unknown }}", tasks: [{ debug: msg=2 }] }
E
cat >late.yml <<'E'
- { hosts: localhost, gather_facts: false, vars_files: [missing.yml], tasks: [{ debug: msg=1 }] }
E
cat >lists.yml <<'E'
- { hosts: [w1, "{{ missing | default('nobody') }}"], gather_facts: false, tasks: [{ debug: msg=1 }] }
- { hosts: "w1,nobody", gather_facts: false, tasks: [{ debug: msg=2 }] }
E
printf '[web]\nw1 ansible_connection=local\nw2 ansible_connection=local\n' >inventory
for playbook in p hosts late; do
  set -- ansible-playbook -i inventory $playbook.yml
  said "$playbook" "$@"
  said "$playbook tasks" "$@" --list-tasks
  said "$playbook syntax" "$@" --syntax-check
done
said tagged ansible-playbook -i inventory p.yml -t localhost
said lists ansible-playbook -i inventory lists.yml --list-hosts
said hosts_listed ansible-playbook -i inventory p.yml -l localhost
