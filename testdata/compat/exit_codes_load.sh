. lib/said
one() {
  { printf -- '- hosts: localhost\n  gather_facts: false\n'; sed 's/^/  /'; } | play "$1"
}
one role <<'E'
roles: [nosuch]
E
one import <<'E'
tasks: [{ import_tasks: nosuch.yml }]
E
play playbook <<'E'
- import_playbook: nosuch.yml
E
one module <<'E'
tasks: [{ nosuchmodule: }]
E
one vars_file <<'E'
vars_files: [nosuch.yml]
tasks: [{ debug: }]
E
one vars_file_number <<'E'
vars_files: 1
tasks: [{ debug: }]
E
one vars_file_folder <<'E'
vars_files: ["tasks"]
tasks: [{ debug: }]
E
one meta <<'E'
tasks: [{ meta: nosuch }]
E
one strategy <<'E'
strategy: nosuch
tasks: [{ debug: }]
E
one handler <<'E'
tasks: [{ command: echo, notify: nosuch }]
E
play hosts_undefined <<'E'
- hosts: "{{ nosuch }}"
  gather_facts: false
  tasks: [{ debug: }]
E
one include <<'E'
tasks: [{ include_tasks: nosuch.yml }]
E
one include_role <<'E'
tasks: [{ include_role: { name: nosuch } }]
E
one two_modules <<'E'
tasks: [{ debug: , command: echo }]
E
one no_module <<'E'
tasks: [{ name: x }]
E
one var_name <<'E'
vars: { "a-b": 1 }
tasks: [{ debug: }]
E
one loop_twice <<'E'
tasks: [{ debug: , loop: [1], with_items: [1] }]
E
one include_keyword <<'E'
tasks: [{ include_tasks: tasks/tagged.yml, become: true }]
E
one import_loop <<'E'
tasks: [{ import_tasks: tasks/tagged.yml, loop: [1] }]
E
one unknown_option <<'E'
tasks: [{ include_role: { name: base, bogus: 1 } }]
E
one rescue_alone <<'E'
tasks: [{ rescue: [{ debug: }] }]
E
