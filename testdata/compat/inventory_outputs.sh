. lib/said
mkdir -p inv/group_vars inv/host_vars/h2
cat >inv/hosts.ini <<'E'
lone ansible_host=10.0.0.1
[web]
h[1:3].example.com x=1
[db]
h2 y="a b" z=[1,2]
db-[a:c]
[site:children]
web
db
[site:vars]
level=site
port=80
[empty]
E
printf 'all:\n  hosts:\n    y1: { v: 1 }\n  children:\n    yaml:\n      hosts: { "y[1:2]": }\n      vars: { k: text }\n' >inv/more.yml
echo 'g: from all' >inv/group_vars/all.yml
echo 'g: from web' >inv/group_vars/web.yml
echo 'hv: 1' >inv/host_vars/h2/a.yml
echo 'hv: 2' >inv/host_vars/h2/b.yml
set -- ansible-inventory -i inv
said list "$@" --list
said list_yaml "$@" --list -y
said list_export "$@" --list --export
said graph "$@" --graph
said graph_vars "$@" --graph --vars
said graph_group "$@" --graph site
said host "$@" --host h2
said host_yaml "$@" --host lone -y
said host_missing "$@" --host nosuch
said graph_missing "$@" --graph nosuch
said nothing "$@"
said two "$@" --list --graph
said commas ansible-inventory -i 'a,b,c' --list
said output "$@" --list --output out/written
