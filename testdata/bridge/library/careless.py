#!/usr/bin/python
from ansible.module_utils.basic import AnsibleModule

module = AnsibleModule(argument_spec=dict(path=dict()))
open(module.params['path'], 'w').close()
module.exit_json(changed=True)
