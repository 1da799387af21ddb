. lib/said
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - name: one
      debug: { msg: 1 }
    - name: two words
      debug: { msg: 2 }
      tags: t
    - block:
        - name: three
          debug: { msg: 3 }
    - import_tasks: tasks/tagged.yml
  handlers: [{ name: h, debug: }]
- hosts: localhost
  gather_facts: false
  tasks: [{ debug: { msg: second }, name: last }]
E
said exact ansible-playbook p.yml --start-at-task 'two words'
said glob ansible-playbook p.yml --start-at-task 'thr*'
said last ansible-playbook p.yml --start-at-task last
said nothing ansible-playbook p.yml --start-at-task nosuch
said tags ansible-playbook p.yml --start-at-task one -t t
said listed ansible-playbook p.yml --start-at-task three --list-tasks
printf 'y\nn\nc\ny\n' >answers
ansible-playbook p.yml --step <answers 2>/dev/null | sed 's/Perform task: [^:]*: [^:]*: //g' | grep -v '^ *$' | grep -o '^ok.*\|^TASK.*\|"msg.*\|^localhost.*' >out/step
