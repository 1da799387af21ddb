. lib/said
cat >hosts.yml <<'E'
all:
  children:
    a: { hosts: { h: }, vars: { v: a, ansible_group_priority: 10, only_a: 1 } }
    b: { hosts: { h: }, vars: { v: b } }
    c: { children: { a: }, vars: { v: c, w: c } }
    d: { children: { b: }, vars: { w: d } }
    z: { hosts: { h: }, vars: { w: z, ansible_group_priority: 0 } }
E
said list ansible-inventory -i hosts.yml --list
play vars -i hosts.yml -c local <<'E'
- hosts: h
  gather_facts: false
  tasks:
    - debug: { msg: "{{ v }} {{ w }} {{ only_a }} {{ group_names }} {{ groups }}" }
E
