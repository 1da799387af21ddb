#!/usr/bin/python
from ansible.module_utils.answers import ANSWER
from ansible.module_utils.basic import *
module = AnsibleModule(argument_spec=dict())
module.exit_json(changed=False, answer=ANSWER)
