. lib/said
play p <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - command: printf 'a\nb\n'
      register: r
    - debug: { msg: "{{ r.stdout_lines }} {{ r.rc }} {{ r.cmd }} {{ r is succeeded }} {{ r is changed }} {{ r.keys() | list | sort }}" }
    - command: "false"
      register: r
      failed_when: r.rc not in [0, 1]
    - debug: { msg: "{{ r.failed }} {{ r.failed_when_result }}" }
    - debug: { msg: x }
      register: r
      when: false
    - debug: { var: r }
    - debug: { msg: "{{ item }}" }
      loop: [a]
      register: r
    - debug: { var: r }
    - fail: { msg: x }
      register: r
      ignore_errors: true
    - debug: { var: r }
    - set_fact: { a: 1 }
      register: r
    - debug: { var: r }
    - stat: { path: /nosuch }
      register: r
    - debug: { var: r }
    - assert: { that: [1 == 2], fail_msg: nope }
      register: r
      ignore_errors: true
    - debug: { var: r }
    - command: echo
      register: r
      changed_when: [true, false]
    - debug: { msg: "{{ r.changed }}" }
E
