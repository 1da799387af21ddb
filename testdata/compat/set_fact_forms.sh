. lib/said
cat >ansible.cfg <<'E'
[defaults]
fact_caching = jsonfile
fact_caching_connection = cache
E
play first -i h1, -c local <<'E'
- hosts: all
  gather_facts: false
  vars: { lower: play }
  tasks:
    - set_fact: { cached: kept, lower: fact, cacheable: true }
    - set_fact: { temporary: gone, number: 1, text: "1", yes_text: "yes", list: [1, "{{ 2 }}"], d: { k: "{{ 3 }}" } }
    - debug: { msg: "{{ [cached, lower, temporary, number, text, yes_text, list, d, ansible_facts] }}" }
    - set_fact: a=1 b="two words" c={{ [1] }}
    - debug: { msg: "{{ [a, b, c] | map('type_debug') }}" }
    - set_fact: { "{{ 'key' }}_name": v }
    - debug: { var: key_name }
    - set_fact: { "1bad": x }
      ignore_errors: true
    - set_fact:
      ignore_errors: true
    - set_fact: { x: "{{ item }}" }
      loop: [1, 2, 3]
    - debug: { var: x }
    - set_fact: { acc: "{{ (acc | default([])) + [item] }}" }
      loop: [1, 2, 3]
    - debug: { var: acc }
E
play second -i h1, -c local <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - debug: { msg: "{{ cached }} {{ lower }} {{ temporary | default('none') }}" }
- hosts: all
  gather_facts: false
  vars: { lower: play }
  tasks: [{ debug: { var: lower } }]
E
play flushed -i h1, -c local --flush-cache <<'E'
- hosts: all
  gather_facts: false
  tasks: [{ debug: { msg: "{{ cached | default('forgotten') }}" } }]
E
