. lib/said
cat >p.yml <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - debug: { msg: x }
    - command: echo
      when: inventory_hostname == 'h1'
    - fail: { msg: no }
      ignore_errors: true
    - fail: { msg: no }
      when: inventory_hostname == 'h2'
E
unset ANSIBLE_NOCOLOR NO_COLOR
ANSIBLE_FORCE_COLOR=1 said colors ansible-playbook -i h1,h2 -c local p.yml
ANSIBLE_FORCE_COLOR=1 said adhoc ansible -i h1, -c local h1 -m debug -a msg=x
