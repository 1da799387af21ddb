. lib/said
mkdir -p roles/opt/tasks roles/opt/vars roles/opt/defaults roles/opt/handlers roles/opt/meta
for f in main other; do
  echo "d: defaults $f" >roles/opt/defaults/$f.yml
  echo "v: vars $f" >roles/opt/vars/$f.yml
  echo "- { name: told, debug: { msg: handlers $f } }" >roles/opt/handlers/$f.yml
  printf -- '- command: echo %s {{ d }} {{ v }} {{ p | default(0) }}\n  register: r\n  notify: told\n- debug: { var: r.stdout }\n' $f >roles/opt/tasks/$f.yml
done
play p <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - include_role: { name: opt, tasks_from: other, vars_from: other, defaults_from: other, handlers_from: other }
    - meta: flush_handlers
    - debug: { msg: "{{ d | default('private') }} {{ v | default('private') }}" }
    - include_role: { name: opt, tasks_from: other.yml, allow_duplicates: false }
    - include_role: { name: opt, allow_duplicates: false }
    - include_role: { name: opt, public: true }
      vars: { p: 1 }
    - debug: { msg: "{{ d | default('private') }} {{ v | default('private') }}" }
    - include_role:
        name: opt
        apply: { tags: [x], vars: { p: 2 }, when: "p == 2" }
    - include_role: { name: "{{ item }}" }
      loop: [opt, opt]
      loop_control: { loop_var: item }
    - include_role: { name: opt, vars_from: nosuch }
      ignore_errors: true
E
play from <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - import_role: { name: opt, tasks_from: other, vars_from: other, defaults_from: other, handlers_from: other }
      vars: { p: 3 }
    - debug: { msg: "{{ d | default('private') }} {{ v | default('private') }}" }
    - import_role: { name: opt, allow_duplicates: false }
    - import_role: { name: opt, allow_duplicates: false }
E
play missing_tasks <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - block: [{ include_role: { name: opt, tasks_from: nosuch } }]
      rescue: [{ debug: { msg: rescued } }]
E
play missing_import <<'E'
- hosts: localhost
  gather_facts: false
  tasks: [{ import_role: { name: opt, tasks_from: nosuch } }]
E
play missing_defaults <<'E'
- hosts: localhost
  gather_facts: false
  tasks: [{ include_role: { name: opt, defaults_from: nosuch } }]
E
