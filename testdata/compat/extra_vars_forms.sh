. lib/said
echo '{"file": "json", "n": [1]}' >v.json
printf 'file: yaml\nyes_no: yes\n' >v.yml
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  vars: { a: play, b: play }
  tasks:
    - set_fact: { a: fact }
    - debug: { msg: "{{ [a, b, c | default('-'), file | default('-'), n | default('-'), yes_no | default('-')] }}" }
E
said words ansible-playbook p.yml -e 'a=1 b="two words" c=yes'
said json ansible-playbook p.yml -e '{"a": 1, "b": [true], "c": null}'
said yaml ansible-playbook p.yml -e '{a: 1, b: yes}'
said files ansible-playbook p.yml -e @v.json -e @v.yml
said order ansible-playbook p.yml -e a=1 -e a=2 -e @v.yml -e file=last
said template ansible-playbook p.yml -e 'a={{ b }}' -e 'c={{ 1 + 1 }}'
said quoted ansible-playbook p.yml -e "a='x y' b=\"it's\" c=x=y"
said bare ansible-playbook p.yml -e 'novalue'
