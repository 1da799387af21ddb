. lib/said
play p -i h1,h2,h3 -c local <<'E'
- hosts: all
  gather_facts: false
  serial: 2
  tasks:
    - meta: noop
    - command: echo
      notify: h
    - meta: flush_handlers
    - meta: end_host
      when: inventory_hostname == 'h1'
    - set_fact: { f: 1, cacheable: true }
    - meta: clear_facts
    - debug: { msg: "{{ f | default('cleared') }} {{ ansible_facts.f | default('cleared') }} {{ ansible_play_hosts }} {{ ansible_play_batch }} {{ ansible_play_hosts_all }} {{ play_hosts }}" }
    - meta: end_batch
      when: inventory_hostname == 'h2'
    - debug: { msg: after batch }
    - fail:
      when: inventory_hostname == 'h3'
    - debug: { msg: not reached }
  handlers: [{ name: h, debug: { msg: handled } }]
- hosts: all
  gather_facts: false
  tasks:
    - meta: reset_connection
    - meta: refresh_inventory
    - debug: { msg: "{{ ansible_play_hosts }}" }
    - meta: end_play
    - debug: { msg: not reached }
- hosts: all
  gather_facts: false
  tasks: [{ debug: { msg: last } }]
E
