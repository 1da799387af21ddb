. lib/said
mkdir -p inv/group_vars inv/host_vars group_vars host_vars roles/pr/defaults roles/pr/vars roles/pr/tasks
rm -f group_vars/* host_vars/* 2>/dev/null
names() { for n in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20; do [ "$n" \> "$1" ] && echo "v$n$3$2"; done; true; }
y() { names "$1" "$1" ': L'; }
y 00 >roles/pr/defaults/main.yml
{ echo '[g]'; echo "h1 $(names 07 07 '=L' | tr '\n' ' ')"; echo '[g:vars]'; names 01 01 '=L'; } >inv/hosts
y 02 >inv/group_vars/all.yml
y 03 >group_vars/all.yml
y 04 >inv/group_vars/g.yml
y 05 >group_vars/g.yml
y 08 >inv/host_vars/h1.yml
y 09 >host_vars/h1.yml
y 12 >varsfile.yml
y 13 >roles/pr/vars/main.yml
y 16 >included.yml
cat >roles/pr/tasks/main.yml <<'E'
- debug: { msg: "before {{ v01 }} {{ v02 }} {{ v03 }} {{ v04 }} {{ v05 }} {{ v08 }} {{ v09 }} {{ v10 }} {{ v12 }} {{ v13 }} {{ v14 }}" }
- block:
    - debug: { msg: "in block {{ v14 }} {{ v15 }} {{ v16 }}" }
      vars: { v15: L14task, v16: L14task }
    - include_vars: "{{ playbook_dir }}/included.yml"
    - debug: { msg: "included {{ v14 }} {{ v15 }} {{ v16 }} {{ v17 }} {{ v18 }}" }
      vars: { v17: L14task }
    - set_fact: { v18: L17, v19: L17, v20: L17 }
    - debug: { msg: "set {{ v17 }} {{ v18 }} {{ v19 }} {{ v20 }}" }
      vars: { v19: L14task }
  vars: { v14: L13block, v15: L13block, v16: L13block }
- include_tasks: "{{ playbook_dir }}/level.yml"
  vars: { v19: L19include, v20: L19include }
E
echo '- debug: { msg: "include {{ v18 }} {{ v19 }} {{ v20 }}" }' >level.yml
cat >p.yml <<'E'
- hosts: h1
  gather_facts: false
  vars: { v10: L10, v11: L10, v12: L10, v13: L10, v14: L10 }
  vars_files: [varsfile.yml]
  tasks:
    - import_role: { name: pr }
    - include_role: { name: pr }
      vars: { v20: L18param }
    - debug: { msg: "after {{ v01 }} {{ v13 }} {{ v20 }}" }
  roles:
    - { role: pr, v18: L18role, v20: L18role }
E
said run ansible-playbook -i inv -c local p.yml -e v20=extra
said plain ansible-playbook -i inv -c local p.yml
