. lib/said
mkdir -p v/sub/deep v/other
echo 'a: top' >v/a.yml
echo 'b: top' >v/b.yaml
echo '{"c": "json"}' >v/c.json
echo 'd: text' >v/d.txt
echo 'a: sub' >v/sub/a.yml
echo 'e: deep' >v/sub/deep/e.yml
echo 'a: other' >v/other/zz.yml
echo 'plain: none' >v/noext
echo 'd: { two: 2 }' >v/d.yml
play p <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - include_vars: { dir: v, extensions: [yml, yaml, json, txt, ""] }
      register: r
    - debug: { msg: "{{ r.ansible_included_var_files | map('basename') }} {{ a }} {{ e }}" }
    - include_vars: { dir: v, depth: 1, name: one, extensions: [yml, yaml, json, txt, ""] }
      register: r
    - debug: { msg: "{{ r.ansible_included_var_files | map('basename') }} {{ one }}" }
    - include_vars: { dir: v, depth: 2, ignore_unknown_extensions: true, ignore_files: ["b.*", c.json], name: two }
    - debug: { var: two }
    - include_vars: { dir: v, files_matching: "^(a|zz)", ignore_unknown_extensions: true, name: three }
    - debug: { var: three }
    - include_vars: { dir: v, extensions: [txt, json], ignore_unknown_extensions: true, name: four }
    - debug: { var: four }
    - include_vars: { dir: nosuch }
      ignore_errors: true
    - include_vars: { file: v/d.txt, name: six }
      ignore_errors: true
    - include_vars: v/a.yml
      register: r
    - debug: { msg: "{{ a }} {{ r.ansible_facts }}" }
    - set_fact: { d: { one: 1 } }
    - include_vars: { file: v/d.yml, hash_behaviour: merge }
    - include_vars: "{{ item }}"
      with_first_found: [nosuch.yml, v/b.yaml]
    - debug: { var: b }
E
