. lib/said
play p -i h1,h2,h3 -c local <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - command: echo {{ inventory_hostname }} {{ item }}
      loop: [a, b]
      run_once: true
      delegate_to: h3
      register: r
    - debug: { msg: "{{ r.results | map(attribute='stdout') }}" }
    - set_fact: { chosen: "{{ inventory_hostname }}" }
      run_once: true
    - debug: { msg: "{{ chosen }}" }
    - fail: { msg: once }
      run_once: true
      ignore_errors: true
      register: f
    - debug: { msg: "{{ f is failed }} {{ f.msg }}" }
    - command: echo
      run_once: true
      when: inventory_hostname == 'h2'
      register: s
    - debug: { msg: "{{ s is skipped }}" }
    - debug: { msg: "{{ item }} on {{ inventory_hostname }}" }
      loop: "{{ ansible_play_hosts }}"
      delegate_to: "{{ item }}"
      run_once: true
    - block:
        - fail: { msg: inner }
          run_once: true
      rescue: [{ debug: { msg: rescued } }]
    - command: echo {{ inventory_hostname }}
      delegate_to: h1
      delegate_facts: true
      register: d
      changed_when: inventory_hostname == 'h2'
      notify: told
    - set_fact: { about: "{{ inventory_hostname }}" }
      delegate_to: h1
      delegate_facts: true
    - debug: { msg: "{{ about | default('none') }} {{ hostvars['h1'].about }}" }
    - add_host: { name: "new_{{ inventory_hostname }}", groups: fresh }
    - debug: { msg: "{{ groups.fresh }}" }
      run_once: true
    - fail: { msg: for all }
      run_once: true
    - debug: { msg: nobody }
  handlers: [{ name: told, debug: { msg: "{{ inventory_hostname }}" }, delegate_to: h3 }]
E
play delegated -i h1,h2 -c local <<'E'
- hosts: all
  gather_facts: false
  vars: { owner: "{{ inventory_hostname }}" }
  tasks:
    - debug:
        msg: "{{ ansible_delegated_vars.keys() | list }} {{ ansible_delegated_vars.h2.group_names }}
          {{ owner }}
          {{ ansible_delegated_vars.h2.inventory_hostname }}"
      delegate_to: h2
    - debug: { msg: "{{ ansible_delegated_vars is defined }}" }
E
