. lib/said
play p <<'E'
- hosts: localhost
  gather_facts: false
  module_defaults:
    debug: { msg: play }
    ansible.builtin.command: { chdir: /tmp }
    file: { mode: "0700" }
  tasks:
    - debug:
    - debug: { msg: own }
    - ansible.builtin.debug:
    - block:
        - debug:
        - debug:
          module_defaults: { ansible.builtin.debug: { msg: task } }
        - command: pwd
          register: r
        - debug: { msg: "{{ r.stdout }}" }
        - command: pwd
          args: { chdir: / }
          register: r
        - debug: { msg: "{{ r.stdout }}" }
      module_defaults: { debug: { msg: "block {{ 1 + 1 }}" } }
    - file: { path: "{{ playbook_dir }}/out/folder", state: directory }
    - file: { path: "{{ playbook_dir }}/out/own", state: directory, mode: "0755" }
    - debug:
      loop: [1]
      module_defaults: { debug: { msg: "{{ item }}" } }
E
