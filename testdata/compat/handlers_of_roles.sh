. lib/said
mkdir handlers_of_roles && cd handlers_of_roles && ln -s ../out out
mkdir -p roles/p/meta roles/p/tasks roles/r/handlers roles/r/tasks
cat >roles/r/tasks/main.yml <<'E'
- command: echo
  notify: [topic, hn]
E
cat >roles/r/tasks/other.yml <<'E'
- command: echo
  notify: [topic, hn]
E
cat >roles/r/handlers/main.yml <<'E'
- name: hn
  debug: { msg: "hn {{ v | default('-') }}" }
- name: l
  listen: topic
  debug: { msg: "l {{ v | default('-') }} {{ item | default('-') }}" }
E
cat >roles/p/meta/main.yml <<'E'
dependencies: [r]
E
cat >roles/p/tasks/main.yml <<'E'
- command: echo
  notify: topic
E
cat >a.yml <<'E'
- hosts: h
  gather_facts: false
  tasks:
    - include_role: { name: r }
    - include_role: { name: r }
- hosts: h
  gather_facts: false
  tasks:
    - include_role: { name: r }
    - include_role: { name: r }
      vars: { v: 1 }
- hosts: h
  gather_facts: false
  tasks:
    - include_role: { name: r }
      loop: [1, 2]
- hosts: h
  gather_facts: false
  tasks:
    - include_role: { name: r }
    - include_role: { name: r, tasks_from: other }
    - include_role: { name: r, tasks_from: other }
- hosts: h
  gather_facts: false
  roles: [r]
  tasks:
    - include_role: { name: r }
    - include_role: { name: r, tasks_from: other }
- hosts: h
  gather_facts: false
  roles: [p]
  tasks:
    - include_role: { name: p }
    - include_role: { name: r }
- hosts: h
  gather_facts: false
  tasks:
    - include_role: { name: p }
    - include_role: { name: p }
    - include_role: { name: r }
- hosts: h
  gather_facts: false
  tasks:
    - import_role: { name: r }
    - import_role: { name: r }
    - include_role: { name: r }
- hosts: h,i
  gather_facts: false
  roles: [p]
  tasks:
    - include_role: { name: p }
      when: inventory_hostname == 'h'
- hosts: h
  gather_facts: false
  tasks:
    - import_role: { name: r }
      when: false
    - import_role: { name: r }
    - include_role: { name: p }
      when: false
E
said 01 ansible-playbook -i h,i, -c local a.yml
sed -i -E 's/=> \{.*"delta".*/=> …/' out/*
