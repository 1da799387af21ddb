. lib/said
cp -r python_plugins/. .
for name in filters errors places; do
  ANSIBLE_FILTER_PLUGINS=$PWD/elsewhere said $name ansible-playbook -i hosts.ini $name.yml
done
# What Ansible says twice.
sed -i -E 's/(\. String: [^"]*)\. Could not load .*"}/\1"}/; s/([^:.]+)\. \1"}/\1"}/' out/errors
said ad_hoc ansible -i hosts.ini h1 -m debug -a "msg={{ 'a' | ns.col.greet }}" --playbook-dir .
printf '[defaults]\nfilter_plugins = elsewhere\n' >ansible.cfg
play config -i hosts.ini <<'P'
- hosts: h1
  gather_facts: false
  tasks: [{ debug: { msg: "{{ 'x' | far }}" } }]
P
