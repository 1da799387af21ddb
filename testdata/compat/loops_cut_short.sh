. lib/said
play cut -i h1, -c local <<'P'
- hosts: all
  gather_facts: false
  ignore_errors: true
  tasks:
    - shell: echo {{ item.a }} >>out/commands
      loop: [{ a: 1 }, { b: 1 }, { a: 2 }]
      register: r
    - debug: { msg: "{{ r.results is defined }} {{ r.keys() | list | sort }}" }
    - shell: echo {{ item.a }} >>out/conditions
      when: item.c
      loop: [{ a: 1, c: 1 }, { b: 1 }, { a: 2, c: 1 }]
    - assert: { that: item.a }
      loop: [{ a: 1 }, { b: 1 }, { a: 2 }]
    - command: echo {{ item }}
      environment: { A: "{{ item.a }}" }
      loop: [{ a: 1 }, { b: 1 }, { a: 2 }]
    - command: echo {{ item }}
      loop: [{ a: 1 }, { b: 1 }]
      loop_control: { label: "{{ item.a }}" }
    - command: echo {{ item }}
      changed_when: item.a
      loop: [{ a: 1 }, { b: 1 }, { a: 2 }]
    - include_tasks: "{{ item.a }}"
      loop: [{ a: tasks/other.yml }, { b: 1 }]
    - shell: exit 3
      register: r
      until: r.rc == 0
      retries: 1
      delay: 0
      failed_when: false
    - debug: { msg: "{{ r is failed }} {{ r.attempts }}" }
    - shell: exit {{ item }}
      register: r
      until: false
      retries: 1
      delay: 0
      failed_when: r.rc == 2
      loop: [1, 3]
    - shell: exit {{ item }}
      register: r
      failed_when: r.rc == 2
      loop: [1, 2, 3]
    - command: echo
      notify: "{{ nope }}"
    - command: echo {{ item }}
      loop: [a, b]
      notify: ["restart {{ item }}", "at {{ ansible_host }}"]
    - command: echo {{ nope | default('-') }}
      delegate_to: "{{ nope | default(omit) }}"
      environment: "{{ nope | default(omit) }}"
      become: "{{ nope | default(omit) }}"
      ignore_errors: "{{ omit }}"
  handlers:
    - { name: restart a, debug: { msg: a } }
    - { name: restart b, debug: { msg: b } }
    - { name: at h1, debug: { msg: at } }
P
sed -i -E '
  s/=> \{.*"delta".*/=> …/
  s/("msg": ").*("dict object|.dict object|.nope.).*/\1\2/
' out/cut
# What fails binds nothing.
play bound -i h1, -c local <<'P'
- hosts: all
  gather_facts: false
  tasks:
    - set_fact: { "got_{{ item.n }}": "{{ item.value }}", last: "{{ item.n }}" }
      loop: [{ n: 1, value: a }, { n: 2 }]
      ignore_errors: true
    - include_vars: "{{ item }}"
      loop: [vars_files_a.yml, nosuch.yml]
      ignore_errors: true
    - set_fact: { alone: 1 }
      failed_when: true
      ignore_errors: true
    - set_fact: { kept: "{{ (kept | d([])) + [item] }}" }
      loop: [1, 2]
    - debug: { msg: "{{ got_1 | d('-') }}{{ last | d('-') }}{{ alone | d('-') }}{{ kept }}{{ a | d('-') }}" }
P
sed -i -E 's/(msg": ").*(dict object|.dict object).*/\1\2/; s/"message": .*/…/' out/bound
