. lib/said
plugins=collections/ansible_collections/acme/tools/plugins/modules
mkdir -p "$plugins" collections/ansible_collections/acme/tools/meta
cat >collections/ansible_collections/acme/tools/meta/runtime.yml <<'E'
action_groups:
  one: [hello]
  two:
    - metadata: { extend_group: [one] }
    - bye
E
cat >"$plugins/hello.py" <<'E'
#!/usr/bin/python
from ansible.module_utils.basic import AnsibleModule
module = AnsibleModule(argument_spec=dict(name=dict(default='nobody'), level=dict(type='int')))
module.exit_json(changed=False, msg='%s %s' % (module.params['name'], module.params['level']))
E
cp "$plugins/hello.py" "$plugins/bye.py"
export ANSIBLE_COLLECTIONS_PATH="$PWD/collections"
play p <<'E'
- hosts: localhost
  gather_facts: false
  module_defaults:
    group/acme.tools.two: { name: group }
    acme.tools.hello: { level: 3 }
  tasks:
    - acme.tools.hello:
      register: r
    - debug: { var: r.msg }
    - acme.tools.bye:
      register: r
    - debug: { var: r.msg }
    - acme.tools.bye: { name: own }
      register: r
    - debug: { var: r.msg }
- hosts: localhost
  gather_facts: false
  module_defaults: { group/acme.tools.one: { name: "first {{ 1 + 1 }}" } }
  tasks:
    - acme.tools.hello:
      register: r
    - debug: { var: r.msg }
    - acme.tools.bye:
      register: r
    - debug: { var: r.msg }
E
play unknown <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - debug:
      module_defaults: { group/acme.tools.three: { name: x } }
E
play unknown_short <<'E'
- hosts: localhost
  module_defaults: { group/nowhere: { name: x } }
E
