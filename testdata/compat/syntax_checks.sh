. lib/said
check() { cat >"$1.yml"; said "$1" ansible-playbook "$1.yml" --syntax-check; }
check fine <<'E'
- hosts: all
  roles: [base]
  tasks: [{ import_tasks: tasks/tagged.yml }, { include_tasks: nosuch.yml }]
E
check role <<'E'
- hosts: all
  roles: [nosuch]
E
check keyword <<'E'
- hosts: all
  tasks: [{ debug: , becom: true }]
E
check yaml <<'E'
- hosts: all
   tasks: []
E
check tab <<'E'
- hosts: all
	tasks: []
E
check jinja <<'E'
- hosts: all
  tasks: [{ debug: { msg: "{{ x" } }]
E
check import_playbook <<'E'
- import_playbook: plays/one.yml
- import_playbook: nosuch.yml
E
check text <<'E'
hello
E
check handlers <<'E'
- hosts: all
  handlers: [{ name: h }]
E
check duplicate <<'E'
- hosts: all
  vars: { a: 1, a: 2 }
  tasks: [{ debug: , when: a == 2 }]
E
check module <<'E'
- hosts: all
  tasks: [{ block: [{ debgu: { msg: hello } }] }]
E
said module_listed ansible-playbook module.yml --list-tasks
check group_of_modules <<'E'
- hosts: all
  module_defaults: { group/nosuch: { a: b } }
  tasks: []
E
check lookup <<'E'
- hosts: all
  tasks: [{ block: [{ debug: , with_nosuch: [1] }] }]
E
check play_keyword <<'E'
- { hosts: all, gather_facts: perhaps, tasks: [] }
E
