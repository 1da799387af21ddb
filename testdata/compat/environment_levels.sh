. lib/said
play p <<'E'
- hosts: localhost
  gather_facts: false
  environment: { A: play, B: play, C: "{{ v }}" }
  vars: { v: from var, extra: { D: d, B: extra } }
  tasks:
    - shell: echo $A $B $C $D
      register: r
    - debug: { var: r.stdout }
    - block:
        - shell: echo $A $B $C $D
          environment: { B: task }
          register: r
        - debug: { var: r.stdout }
        - shell: echo $A $B $C $D
          environment: "{{ extra }}"
          register: r
        - debug: { var: r.stdout }
        - shell: echo $A $B $C $D
          environment: [{ A: list1 }, "{{ extra }}", { D: last }]
          register: r
        - debug: { var: r.stdout }
        - shell: echo $N/$T/$L
          environment: { N: 1, T: true, L: [1, 2] }
          register: r
        - debug: { var: r.stdout }
        - shell: echo $I
          environment: { I: "{{ item }}" }
          loop: [a, b]
          register: r
        - debug: { msg: "{{ r.results | map(attribute='stdout') }}" }
        - debug: { msg: "{{ lookup('env', 'A') }}" }
        - raw: echo $A
          register: r
        - debug: { var: r.stdout }
        - shell: echo "$X"
          environment: { X: "a'b\"c $HOME `id` \\" }
          register: r
        - debug: { var: r.stdout }
      environment: { A: block }
E
sed -i -E 's/"(start|end|delta)": "[^"]*"/"\1": ""/g' out/p
