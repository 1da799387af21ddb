. lib/said
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  vars: { n: 1, t: "{{ n + 1 }}", l: "[1, 2]", s: "true" }
  tasks:
    - debug: { msg: "{{ [t, t | type_debug] }}" }
    - debug: { msg: "{{ n + 1 }}" }
    - debug: { msg: "{{ l }}" }
    - debug: { msg: "{{ none }}" }
    - debug: { msg: "{{ 1 }}{{ 2 }}" }
    - debug: { msg: "{{ '007' }}" }
    - set_fact: { f: "{{ n * 2 }}", g: "{{ 'yes' }}", h: "yes" }
    - debug: { msg: "{{ [f, g] | map('type_debug') }} {{ h }}" }
    - debug: { msg: "{{ (1, 2) }}" }
    - debug: { msg: "x{{ n }}" }
    - debug: { msg: "{{ [1] + [2] }}" }
    - debug: { msg: ok }
      when: t == 2
E
said legacy ansible-playbook p.yml
ANSIBLE_JINJA2_NATIVE=1 said native ansible-playbook p.yml
