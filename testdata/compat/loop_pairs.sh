. lib/said
# What a variable holds has lists where filters made tuples; what a template makes itself has not.
play pairs <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - debug: { msg: "{{ item }}" }
      loop: "{{ [1, 2] | zip(['a','b']) | list }}"
    - debug: { msg: "{{ item }}" }
      loop: "{{ [1, 2] | product(['a','b']) | list }}"
    - debug: { msg: "{{ item }}" }
      loop: "{{ {'a':1}.items() | list }}"
    - debug: { msg: "{{ item }}" }
      loop: "{{ {'a':1} | dictsort }}"
    - debug: { msg: "{{ item.0 }} {{ item }}" }
      loop: "{{ [1, 2] | zip(['a','b']) }}"
    - debug: { msg: "{{ x }} {{ y }}" }
      vars:
        x: "{{ [1, 2] | zip(['a','b']) | list }}"
        y: "{{ [1, 2] | zip(['a','b']) | map('list') | list }}"
    - set_fact:
        x: "{{ [1, 2] | zip(['a','b']) | list }}"
    - debug: { msg: "{{ x }} {{ x | type_debug }} {{ x[0] | type_debug }}" }
    - debug: { var: x }
    - debug: { msg: "{{ item.0.a }} {{ item }}" }
      loop: "{{ [{'a': 1, 'l': [1,2]}] | subelements('l') }}"
    - debug: { msg: "{{ item }}" }
      loop: "{{ [{'a': 1}, {'a': 2}] | groupby('a') }}"
    - debug: { msg: "{{ [1, 2] | zip(['a','b']) | list }}" }
    - debug: { msg: "{{ item }}" }
      with_items: "{{ [1, 2] | zip(['a','b']) | list }}"
    - debug: { msg: "{{ item }}" }
      loop: "{{ x | combinations(2) | list if false else [1,2,3] | combinations(2) | list }}"
E
