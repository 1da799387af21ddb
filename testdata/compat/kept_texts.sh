. lib/said
# What to_json and its like have made stays text wherever it is kept.
cat >kept_texts.yml <<'E'
- debug: { msg: "{{ p }}" }
- debug: { msg: "{{ q1 }}" }
E
play kept <<'E'
- hosts: localhost
  gather_facts: false
  vars:
    v: "{{ {'a': 1} | to_json }}"
    d: { v: "{{ {'a': 1} | to_json }}" }
  tasks:
    - debug: { msg: "{{ d.v }}" }
    - debug: { msg: "{{ d['v'] }} {{ d.v | length }}" }
    - debug: { msg: "{{ d }}" }
    - set_fact: { s: "{{ {'a': 1} | to_json }}", t: { u: "{{ {'a': 1} | to_json }}" } }
    - debug: { msg: "{{ s }}" }
    - debug: { msg: "{{ t.u }}" }
    - debug: { msg: "{{ hostvars.localhost.s }}" }
    - debug: { msg: "{{ hostvars.localhost.s | from_json }}" }
    - debug: { var: s }
    - debug: { var: t }
    - command: sh -c 'echo $X'
      environment: { X: "{{ s }}" }
      register: e
    - debug: { msg: "{{ e.stdout }}" }
    - debug: { msg: "{{ item }}" }
      loop: ["{{ s }}", "{{ t.u }}", "{{ {'a': 1} | to_json }}", '{"a": 1}']
    - set_fact: { lst: "{{ (lst | default([])) + [s] }}" }
    - debug: { msg: "{{ lst[0] }} " }
    - debug: { msg: "{{ lst[0] }}" }
    - debug: { msg: "{{ s | trim }}" }
    - set_fact: { s2: "{{ s }}" }
    - debug: { msg: "{{ s2 }}" }
    - include_tasks: kept_texts.yml
      vars: { p: "{{ s }}", q1: "{{ {'a': 1} | to_json }}" }
    - { command: { argv: [echo, '{"a": 1}'] }, register: c }
    - debug: { msg: "{{ c.stdout }}" }
    - set_fact: { c2: "{{ c.stdout }}" }
    - debug: { msg: "{{ c2 }}" }
    - set_fact: { c3: "{{ c.stdout | string }}" }
    - debug: { msg: "{{ c3 }}" }
E
