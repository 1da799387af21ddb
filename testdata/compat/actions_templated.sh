. lib/said
play p <<'E'
- hosts: localhost
  gather_facts: false
  vars: { mod: debug, args_text: "msg=templated" }
  tasks:
    - action: "{{ mod }} msg=hello"
    - action: debug msg="two words"
    - action: { module: debug, msg: mapped }
    - action: { module: "{{ mod }}", msg: mapped }
    - local_action: debug msg=local
    - local_action: { module: command, _raw_params: echo x }
    - action: command echo {{ mod }} chdir=/
      register: r
    - debug: { var: r.stdout }
    - action: ansible.builtin.debug
      args: { msg: args }
E
play unknown <<'E'
- hosts: localhost
  gather_facts: false
  vars: { mod: nosuch }
  tasks: [{ action: "{{ mod }} a=1" }]
E
play key <<'E'
- hosts: localhost
  gather_facts: false
  vars: { mod: debug }
  tasks: [{ "{{ mod }}": { msg: x } }]
E
sed -i 's/"changed": false, //' out/unknown
