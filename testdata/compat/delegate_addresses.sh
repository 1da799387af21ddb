. lib/said
cat >addresses.ini <<'I'
a ansible_host=127.0.0.2 ansible_connection=local ansible_port=2201 ansible_user=ua
b ansible_host=127.0.0.3 ansible_connection=local ansible_port=2202 ansible_user=ub
c ansible_connection=local
I
cat >addresses_part.yml <<'I'
- command: echo {{ target }}
  delegate_to: "{{ target }}"
I
play addresses -i addresses.ini <<'P'
- hosts: a,c
  gather_facts: false
  tasks:
    - debug: { msg: "{{ ansible_delegated_vars['b'].ansible_host }} {{ ansible_delegated_vars['b'].inventory_hostname }} {{ ansible_delegated_vars['b'].ansible_port }} {{ hostvars.b.ansible_host }}  {{ hostvars.c.ansible_host | default('-') }} {{ hostvars.b.ansible_port }}" }
      delegate_to: b
    - debug: { msg: "{{ ansible_delegated_vars[item].ansible_host }} {{ ansible_host }}" }
      delegate_to: "{{ item }}"
      loop: [a, b, c, localhost]
    - command: echo {{ ansible_host }}
      delegate_to: b
      register: r
    - debug: { var: r.keys() | list | sort }
    - command: echo {{ item }} {{ ansible_host }}
      delegate_to: "{{ item }}"
      loop: [a, b, c]
      register: r
    - debug: { msg: "{{ r.results | map(attribute='stdout') }}" }
    - ping:
      delegate_to: c
      register: r
    - debug: { var: r }
    - command: "false"
      delegate_to: b
      ignore_errors: true
    - command: "false {{ item }}"
      delegate_to: "{{ item }}"
      loop: [b, c, localhost]
      ignore_errors: true
      loop_control: { label: "{{ item }} {{ ansible_host | default('-') }}" }
    - debug: { msg: "{{ hostvars[inventory_hostname].ansible_host | default('-') }} {{ ansible_connection }} {{ ansible_delegated_vars.b.ansible_connection }}" }
      delegate_to: b
    - fail: { msg: "{{ ansible_host }}" }
      delegate_to: b
      when: ansible_host == '127.0.0.2'
      ignore_errors: true
    - command: echo {{ ansible_host }}
      delegate_to: 127.0.0.9
      connection: local
      vars: { ansible_connection: local }
    - assert: { that: "ansible_host == '127.0.0.3'" }
      delegate_to: b
      ignore_errors: true
    - local_action: command echo {{ ansible_host }} {{ ansible_delegated_vars.localhost.ansible_host }} {{ ansible_connection }}
      delegate_to: b
      diff: true
    - stat: { path: / }
      delegate_to: b
      run_once: true
    - debug: { msg: "{{ ansible_host }}" }
      run_once: true
      delegate_to: b
    - set_fact: { x: "{{ ansible_host }}" }
      delegate_to: b
    - debug: { var: x }
    - include_tasks: addresses_part.yml
      vars: { target: b }
    - debug: { msg: hi }
      delegate_to: "{{ nothing | default(omit) }}"
    - debug: { msg: hi }
      delegate_to: "{{ item.d | default(omit) }}"
      become: "{{ item.b | default(omit) }}"
      ignore_errors: "{{ omit }}"
      loop: [{ d: b }, { }]
    - command: "false"
      register: r
      until: r.rc == 0
      retries: 2
      delay: 0
      delegate_to: b
      failed_when: r.rc == 5 or ansible_host == 'x'
    - command: echo {{ x | default('-') }}
      environment: "{{ omit }}"
    - fail: msg=final
      delegate_to: b
P
sed -i -E 's/=> \{.*"delta".*/=> …/' out/addresses
