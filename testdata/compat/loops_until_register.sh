. lib/said
play p <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - shell: echo x >> {{ playbook_dir }}/n{{ item }}; wc -l < {{ playbook_dir }}/n{{ item }}
      loop: [1, 2]
      register: r
      until: r.stdout | int >= item
      retries: 5
      delay: 0
    - debug: { msg: "{{ r.results | map(attribute='attempts') }} {{ r.results | map(attribute='stdout') }}" }
    - command: "false"
      register: r
      until: r is succeeded
      retries: 2
      delay: 0
      ignore_errors: true
    - debug: { msg: "{{ r.attempts }} {{ r.rc }} {{ r.failed }}" }
    - command: echo {{ item }}
      loop: [a, b]
      register: r
      failed_when: r.stdout == 'b'
      ignore_errors: true
    - debug: { msg: "{{ r.failed }} {{ r.msg }} {{ r.results | map(attribute='failed') }}" }
    - command: echo {{ item.k }}
      loop: [{ k: 1 }, { k: 2 }]
      loop_control: { label: "{{ item.k }}", index_var: i, extended: true, pause: 0 }
      changed_when: ansible_loop.last
      when: i >= 0
    - debug: { msg: "{{ outer }} {{ item }}" }
      with_nested: [[1, 2], [a]]
      vars: { outer: "{{ item[0] }}" }
    - debug: { msg: "{{ item }}" }
      with_dict: { a: 1, b: { c: 2 } }
    - debug: { msg: "{{ item }}" }
      with_sequence: start=1 end=10 stride=4 format=n%02d
    - debug: { msg: "{{ item }}" }
      with_subelements: [[{ n: a, l: [1, 2] }, { n: b }], l, { skip_missing: true }]
    - debug: { msg: "{{ item }}" }
      with_together: [[1, 2], [a]]
    - debug: { msg: "{{ item }}" }
      with_indexed_items: [x, [y, z]]
    - debug: { msg: "{{ item }}" }
      with_items: [1, [2, [3]], "{{ [4, 5] }}"]
    - debug: { msg: "{{ item }}" }
      with_list: [1, [2]]
    - debug: { msg: "{{ item }}" }
      with_flattened: [1, [2, [3]]]
    - debug: { msg: "{{ item }}" }
      with_items: []
    - debug: { msg: "{{ item }}" }
      loop: "{{ nosuch | default([]) }}"
    - debug: { msg: "{{ item }}" }
      loop: text
      ignore_errors: true
    - debug: { msg: "{{ item }}" }
      loop: "{{ range(3) | list }}"
      when: item != 1
    - command: echo
      loop: [1, 2]
      when: false
      register: r
    - debug: { msg: "{{ r.skipped }} {{ r.results | length }} {{ r.changed }}" }
    - debug: { msg: "{{ item }}" }
      with_lines: printf 'a\nb\n'
    - debug: { msg: "{{ item }}" }
      with_cartesian: [[1], [2, 3]]
    - include_tasks: tasks/applied.yml
      loop: [1, 2]
      loop_control: { loop_var: outer_item, label: "n{{ outer_item }}" }
    - debug: { msg: "{{ item }}" }
      with_random_choice: [only]
    - fail: { msg: "{{ item }}" }
      loop: [1, 2]
      when: item == 2
E
sed -i -E 's/"(start|end|delta)": "[^"]*"/"\1": ""/g' out/p
