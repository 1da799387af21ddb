. lib/said
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  tags: [play]
  tasks:
    - { debug: , name: none }
    - { debug: , name: a, tags: a }
    - { debug: , name: ab, tags: "a,b" }
    - { debug: , name: listed, tags: [a, "c, d"] }
    - { debug: , name: always, tags: always }
    - { debug: , name: never, tags: [never, n] }
    - { debug: , name: templated, tags: "{{ t }}" }
  handlers: []
  vars: { t: dyn }
- hosts: localhost
  gather_facts: false
  tasks:
    - { debug: , name: untagged }
    - block: [{ debug: , name: in block, tags: x }]
      tags: blk
    - meta: flush_handlers
E
n=0
for args in '-t a' '-t b' '-t a,b' '-t c' '-t never' '-t n' '-t all' '-t tagged' '-t untagged' '-t always' '--skip-tags a' \
  '--skip-tags always' '--skip-tags tagged' '--skip-tags untagged' '-t play --skip-tags b' '-t dyn' '-t blk' '-t x' '-t all,never' '--skip-tags never' '-t nosuch'; do
  n=$((n + 1))
  said "$n" ansible-playbook p.yml $args
done
