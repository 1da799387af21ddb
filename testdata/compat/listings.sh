. lib/said
cat >p.yml <<'E'
- name: First {{ 1 }}
  hosts: h1,h2
  tags: [play]
  gather_facts: false
  pre_tasks:
    - debug:
      tags: pre
  roles:
    - { role: tagged, tags: role }
    - base
  tasks:
    - name: Named
      debug:
      tags: [a, b]
    - block:
        - command: echo
        - name: never
          debug:
          tags: never
      rescue: [{ debug: , name: rescued }]
      always: [{ debug: , name: at last, tags: always }]
      tags: block
    - import_tasks: tasks/tagged.yml
      tags: imp
    - include_tasks: tasks/tagged.yml
    - include_role: { name: base }
    - import_role: { name: base }
      tags: ir
    - meta: flush_handlers
  post_tasks:
    - debug: { msg: x }
  handlers:
    - name: h
      debug:
- hosts: h3
  tasks: []
- import_playbook: plays/one.yml
  tags: imported
E
set -- ansible-playbook -i h1,h2,h3, p.yml
said hosts "$@" --list-hosts -l h1
said tasks "$@" --list-tasks
said tags "$@" --list-tags
said all "$@" --list-tasks --list-tags
said tasks_tags "$@" --list-tasks -t a,imp
said tasks_skip "$@" --list-tasks --skip-tags play
said tasks_never "$@" --list-tasks -t never
said tags_limit "$@" --list-tags -l h3 --list-hosts
said syntax "$@" --syntax-check
said tasks_untagged "$@" --list-tasks -t untagged
said tasks_tagged "$@" --list-tasks -t tagged --skip-tags b
