. lib/said
play block -i h1,h2,h3 -c local <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - block:
        - fail:
          when: inventory_hostname == 'h2'
        - debug: { msg: not reached }
      any_errors_fatal: true
      always: [{ debug: { msg: always } }]
    - debug: { msg: after }
- hosts: all
  gather_facts: false
  tasks: [{ debug: { msg: next } }]
E
play rescued -i h1,h2,h3 -c local <<'E'
- hosts: all
  gather_facts: false
  any_errors_fatal: true
  tasks:
    - block:
        - fail:
          when: inventory_hostname == 'h2'
        - debug: { msg: went on }
      rescue: [{ debug: { msg: rescued } }]
    - debug: { msg: after }
E
play task -i h1,h2 -c local <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - fail:
      when: inventory_hostname == 'h2'
      any_errors_fatal: true
      ignore_errors: true
    - command: echo
      notify: h
    - fail:
      when: inventory_hostname == 'h2'
      any_errors_fatal: true
  handlers: [{ name: h, debug: { msg: handled } }]
E
play forced -i h1,h2 -c local --force-handlers <<'E'
- hosts: all
  gather_facts: false
  any_errors_fatal: true
  tasks:
    - command: echo
      notify: h
    - fail:
      when: inventory_hostname == 'h2'
  handlers: [{ name: h, debug: { msg: handled } }]
E
play percentage -i h1,h2,h3,h4 -c local <<'E'
- hosts: all
  gather_facts: false
  serial: 2
  max_fail_percentage: 49
  tasks:
    - fail:
      when: inventory_hostname in ['h3']
    - debug: { msg: after }
E
