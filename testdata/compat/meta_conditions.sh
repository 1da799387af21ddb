. lib/said
mkdir meta_conditions && cd meta_conditions && ln -s ../out out
cat >m.yml <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - set_fact: { a: "{{ inventory_hostname }}", cacheable: true }
    - meta: noop
      when: inventory_hostname == 'h2'
    - meta: clear_facts
      when: inventory_hostname == 'h2'
    - debug: { msg: "{{ a | default('-') }}" }
    - meta: refresh_inventory
      when: inventory_hostname == 'h2'
    - meta: refresh_inventory
    - meta: clear_host_errors
      when: inventory_hostname == 'h2'
    - meta: end_host
      when: inventory_hostname == 'h3'
    - meta: reset_connection
      when: inventory_hostname == 'h2'
    - meta: flush_handlers
      when: inventory_hostname == 'h2'
    - command: echo
      notify: hh
    - meta: flush_handlers
      when: false
    - debug: { msg: x }
    - meta: end_batch
      when: inventory_hostname == 'h2'
    - meta: end_play
      when: inventory_hostname == 'h2'
    - debug: { msg: y }
    - meta: clear_facts
    - debug: { msg: "{{ a | default('-') }}" }
    - fail: {}
      when: inventory_hostname == 'h1'
    - meta: end_play
      when: inventory_hostname == 'h2'
    - debug: { msg: never }
  handlers:
    - name: hh
      debug: msg=hh
- hosts: all
  gather_facts: false
  tasks:
    - debug: msg=z
    - meta: end_batch
      when: inventory_hostname == 'h2'
    - debug: msg=z2
E
said 01 ansible-playbook -i h1,h2,h3, -c local m.yml -v
said 02 ansible-playbook -i h1,h2,h3, -c local m.yml
sed -i -E 's/=> \{.*"delta".*/=> …/' out/*
