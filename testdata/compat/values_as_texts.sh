. lib/said
play texts -i d, -c local <<'P'
- hosts: d
  name: "{{ b }}"
  gather_facts: false
  ignore_errors: true
  vars: { m: { a: 1 }, l: [a, "b c"], i: 5, b: true, n: null, f: 1.5 }
  tasks:
    - command: "{{ m }}"
    - command: "{{ l }}"
    - command: "{{ b }}"
    - command: "{{ i }}"
    - command: { argv: [echo, "{{ m }}", "{{ b }}", "{{ l }}", "{{ i }}", "{{ n }}", "{{ f }}"] }
      register: r
    - debug: { msg: "{{ r.stdout }}" }
    - shell: echo "{{ l }} {{ m }} {{ b }} {{ n }}" "$X" "$Y"
      environment: { X: "{{ m }}", Y: "{{ b }}" }
      register: r
    - debug: { msg: "{{ r.stdout }}" }
    - group_by: { key: x, parents: "{{ l }}" }
    - debug: { msg: "{{ groups.keys() | list }}" }
    - name: "{{ m }}"
      debug: { msg: "{{ m }}" }
    - name: "{{ b }} and {{ m }}"
      debug: { msg: "{{ n }}" }
    - name: "{{ b }}"
      debug: { msg: "{{ n }}" }
    - debug: { msg: 1 }
      loop: "{{ [m, l, b, n, f, i] }}"
    - copy: { content: "{{ m }}", dest: out/m }
    - copy: { content: "{{ b }}", dest: out/b }
    - lineinfile: { path: out/x, line: "{{ m }}", create: true }
    - lineinfile: { path: out/x, line: "{{ b }}" }
    - file: { path: "out/{{ l }}", state: touch }
P
sed -i -E 's/=> \{.*"delta".*/=> …/' out/texts
