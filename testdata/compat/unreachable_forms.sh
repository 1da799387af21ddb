. lib/said
cat >hosts.ini <<'E'
up ansible_connection=local
down ansible_connection=ssh ansible_host=127.0.0.1 ansible_port=1 ansible_ssh_common_args="-o ConnectTimeout=1"
E
play ignored -i hosts.ini <<'E'
- hosts: all
  gather_facts: false
  ignore_unreachable: true
  tasks:
    - ping:
      register: r
    - debug: { msg: "{{ r.unreachable | default(false) }}" }
    - ping:
      ignore_unreachable: false
    - debug: { msg: after }
E
play rescued -i hosts.ini <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - block:
        - ping:
      rescue:
        - debug: { msg: rescued }
      always:
        - debug: { msg: always }
    - debug: { msg: after }
- hosts: all
  gather_facts: false
  tasks:
    - debug: { msg: next play }
E
play errors -i hosts.ini <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - ping:
      ignore_errors: true
    - fail:
      when: inventory_hostname == 'up'
E
play delegated -i hosts.ini <<'E'
- hosts: up
  gather_facts: false
  tasks:
    - ping:
      delegate_to: down
      ignore_unreachable: true
    - ping:
      delegate_to: down
- hosts: up
  gather_facts: false
  tasks: [{ debug: { msg: gone } }]
E
play facts -i hosts.ini <<'E'
- hosts: all
  gather_subset: ["!all"]
  any_errors_fatal: true
  tasks: [{ debug: { msg: x } }]
E
sed -i -E 's/"msg": "[^"]*ssh[^"]*"/"msg": ""/' out/*
