. lib/said
mkdir -p templates files
printf '{{ ansible_managed }}|{{ template_path | basename }}|{{ x }}\n' >templates/t.j2
printf 'from file\n' >files/f.txt
printf '#jinja2: trim_blocks: false\n{%% if true %%}\nx\n{%% endif %%}\n' >templates/h.j2
printf '{%% include "part.j2" %%} {%% import "mac.j2" as m %%}{{ m.f(1) }}\n' >templates/i.j2
printf 'part {{ x }}\n' >templates/part.j2
printf '{%% macro f(a) %%}<{{ a }}>{%% endmacro %%}\n' >templates/mac.j2
echo '{{ a }} [% a %] {{ x }}' >templates/v.j2
echo '{"a": {{ x }}}' >templates/data.j2
play p <<'E'
- hosts: localhost
  gather_facts: false
  vars: { x: 1 }
  tasks:
    - debug: { msg: "{{ lookup('template', 't.j2') }}" }
    - debug: { msg: "{{ lookup('file', 'f.txt') }}" }
    - debug: { msg: "{{ lookup('template', 'h.j2') }}" }
    - debug: { msg: "{{ lookup('template', 'i.j2') }}" }
    - debug: { msg: "{{ query('fileglob', 'files/*.txt') | map('basename') }}" }
    - debug: { msg: "{{ lookup('vars', 'x') }} {{ lookup('vars', 'no', default='d') }} {{ query('varnames', '^x$') }}" }
    - debug: { msg: "{{ lookup('env', 'NOSUCHVAR') | default('unset', true) }} {{ lookup('pipe', 'echo hi') }}" }
    - debug: { msg: "{{ lookup('first_found', ['nosuch', 'f.txt']) | basename }}" }
    - debug: { msg: "{{ lookup('dict', {'a': 1}) }} {{ lookup('sequence', 'start=1 end=3') }} {{ lookup('items', [1, 2]) }}" }
    - debug: { msg: "{{ lookup('nosuch', 1) }}" }
      ignore_errors: true
    - debug: { msg: "{{ lookup('template', 'v.j2', template_vars={'a': [1], 'x': 'own'}) }} {{ x }}" }
    - debug: { msg: "{{ lookup('template', 'v.j2', template_vars={'a': 2}, variable_start_string='[%', variable_end_string='%]') }}" }
    - set_fact: { data: "{{ lookup('template', 'data.j2') }}", text: "{{ lookup('template', 'data.j2', convert_data=False) }}" }
    - debug: { msg: "{{ data is mapping }} {{ text is string }}" }
    - debug: { msg: "{{ lookup('nosuch', 1, errors='ignore') }}" }
      ignore_errors: true
    - template: { src: t.j2, dest: "{{ playbook_dir }}/out/t" }
    - debug: { msg: "{{ lookup('file', 'nosuch', errors='ignore') is none }} {{ lookup('config', 'DEFAULT_FORKS') }}" }
E
sed -i '/FAILED!/s/=>.*//; s/Ansible managed.*|t/Ansible managed|t/' out/p out/t
