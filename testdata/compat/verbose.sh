. lib/said
play v -v -i h1, -c local <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - command: echo hello
      register: r
      changed_when: false
    - debug: { var: r.rc }
    - debug: { msg: high, verbosity: 2 }
    - debug: { msg: one, verbosity: 1 }
    - set_fact: { a: 1, b: [x] }
    - ping:
    - file: { path: out/folder, state: directory, mode: "0750" }
    - stat: { path: /nosuch }
    - assert: { that: 1 == 1 }
    - command: "true"
      when: false
    - debug: { msg: "{{ item }}" }
      loop: [1, 2]
      when: item > 1
    - fail: { msg: no }
      ignore_errors: true
    - include_tasks: tasks/applied.yml
    - add_host: { name: new, groups: [g1, g2], x: 1 }
    - group_by: { key: "os_{{ 1 }}" }
    - include_vars: { file: vars_files_a.yml }
    - set_stats: { data: { n: 1 } }
    - meta: noop
    - pause: { seconds: 0 }
E
sed -i -E 's/"(start|end|delta|stop)": "[^"]*"/"\1": ""/g; s/"(gid|uid|size)": [0-9]+/"\1": 0/g' out/v
