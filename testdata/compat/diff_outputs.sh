. lib/said
printf 'one\ntwo\nthree\n' >text
printf 'no newline' >bare
seq 20000 >long
seq 30000 >longer
printf 'a\0b' >binary
play d -D -i localhost, -c local <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - copy: { src: text, dest: "{{ playbook_dir }}/bare" }
    - lineinfile: { path: "{{ playbook_dir }}/text", line: four }
    - lineinfile: { path: "{{ playbook_dir }}/text", regexp: ^two, line: 2 }
    - replace: { path: "{{ playbook_dir }}/text", regexp: o, replace: "0" }
    - blockinfile: { path: "{{ playbook_dir }}/text", block: "x\ny" }
    - file: { path: "{{ playbook_dir }}/text", mode: "0600" }
    - file: { path: "{{ playbook_dir }}/text", state: absent }
    - file: { path: "{{ playbook_dir }}/dir", state: directory }
    - file: { src: bare, dest: "{{ playbook_dir }}/link", state: link, force: true }
    - copy: { src: longer, dest: "{{ playbook_dir }}/long" }
    - copy: { src: binary, dest: "{{ playbook_dir }}/longer" }
    - copy: { src: bare, dest: "{{ playbook_dir }}/long" }
    - copy: { content: hidden, dest: "{{ playbook_dir }}/secret" }
      no_log: true
    - copy: { content: quiet, dest: "{{ playbook_dir }}/quiet" }
      diff: false
E
