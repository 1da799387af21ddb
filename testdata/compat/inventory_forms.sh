. lib/said
cat >odd.ini <<'E'
# comment
h1 a=1 b='two words' c="x=y" d=True e=None f=[1, g='{"k": 1}'   # trailing
h2:2222 ansible_port=3
[1::2]:22
host.with.dots ; not a comment
[g]
h[01:03]
x[a:c]y
h[0:10:5]
[g:vars]
s=text with spaces
n=007
l=[1, 2]
t=(1, 2)
q='quoted'
m="a#b"
empty=
E
sed -i '/^host.with/d' odd.ini
said list ansible-inventory -i odd.ini --list
cat >dup.yml <<'E'
ungrouped: { hosts: { u: { a: yes, b: 1:30, c: 0o17, d: 017, e: 1e3, f: ~, g: 2024-01-02 } } }
g:
  hosts: { u: { a: no } }
  vars: { x: "{{ a }}" }
E
said yaml ansible-inventory -i dup.yml --list
cat >script <<'E'
#!/bin/sh
if [ "$1" = --list ]; then
  echo '{"g": {"hosts": ["s1", "s2"], "vars": {"a": 1}, "children": ["k"]}, "k": ["s3"], "_meta": {"hostvars": {"s1": {"b": 2}}}}'
else
  echo '{"never": 1}'
fi
E
chmod +x script
said script ansible-inventory -i script --list
said mixed ansible-inventory -i odd.ini -i dup.yml -i extra1,extra2 --graph
said host ansible-inventory -i odd.ini -i dup.yml --host h1
