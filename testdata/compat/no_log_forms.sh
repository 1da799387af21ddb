. lib/said
play p -v <<'E'
- hosts: localhost
  gather_facts: false
  vars: { s: hushhush }
  tasks:
    - debug: { msg: "{{ s }}" }
      no_log: true
    - debug: { msg: "{{ item }}" }
      loop: ["{{ s }}", other]
      no_log: true
    - fail: { msg: "{{ s }}" }
      no_log: true
      ignore_errors: true
    - fail: { msg: "{{ item }}" }
      loop: ["{{ s }}"]
      no_log: true
      ignore_errors: true
      register: r
    - debug: { msg: x }
      when: false
      no_log: true
    - set_fact: { copied: "{{ s }}" }
      no_log: true
    - debug: { msg: "{{ nosuch }}" }
      no_log: true
      ignore_errors: true
    - debug: { msg: "{{ item }}" }
      loop: [1, 2]
      loop_control: { label: "label {{ item }}" }
      no_log: "{{ item == 1 }}"
    - command: "false"
      no_log: true
      until: false
      retries: 1
      delay: 0
      ignore_errors: true
    - block:
        - debug: { msg: "{{ s }}" }
      no_log: true
E
ANSIBLE_NO_LOG=1 said env ansible -i h1, -c local h1 -m debug -a msg=x
