. lib/said
mkdir -p roles/hr/handlers roles/hr/tasks roles/hr/meta
cat >roles/hr/handlers/main.yml <<'E'
- name: same
  debug: { msg: role same }
- name: listening
  debug: { msg: role listening }
  listen: [topic, "{{ 'not' }}_templated"]
- import_tasks: more.yml
E
echo '- { name: imported, debug: { msg: "imported {{ ansible_role_name | default(1) }}" } }' >roles/hr/handlers/more.yml
cat >roles/hr/tasks/main.yml <<'E'
- command: echo
  notify: [same, topic, imported]
- command: echo
  notify: "hr : same"
E
play p -i h1,h2 -c local <<'E'
- hosts: all
  gather_facts: false
  pre_tasks:
    - command: echo pre
      notify: topic
  roles: [hr]
  tasks:
    - block:
        - command: echo
          changed_when: inventory_hostname == 'h1'
        - meta: flush_handlers
        - command: echo
          when: false
      notify: [one, chain]
    - command: echo {{ item }}
      loop: [1, 2]
      changed_when: item == 2
      notify: "{{ 'o' ~ 'ne' }}"
    - include_role: { name: hr }
  post_tasks:
    - command: echo
      notify: topic
  handlers:
    - name: one
      command: echo one
      notify: two
    - name: two
      debug: { msg: two }
      listen: topic
    - name: chain
      command: echo
      notify: [one, zero]
      when: inventory_hostname == 'h1'
    - name: zero
      debug: { msg: zero }
    - name: same
      debug: { msg: play same }
    - name: once
      debug: { msg: once }
      run_once: true
      listen: topic
    - name: looping
      debug: { msg: "{{ item }}" }
      loop: [x, y]
      listen: topic
E
