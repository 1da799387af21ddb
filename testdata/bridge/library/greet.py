#!/usr/bin/python
DOCUMENTATION = r'''
---
module: greet
short_description: Greet somebody
options:
  name:
    description: Whom
    required: true
    type: str
'''

EXAMPLES = r'''
- greet: {name: you}
'''

import os

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils import words


def main():
    module = AnsibleModule(
        argument_spec=dict(
            name=dict(type='str', required=True),
            path=dict(type='path'),
            token=dict(type='str', no_log=True),
            mood=dict(type='str', choices=['good', 'broken', 'mute']),
        ),
        supports_check_mode=True,
    )
    if module.params['mood'] == 'broken':
        module.fail_json(msg='no mood to greet', mood='broken')
    if module.params['mood'] == 'mute':
        raise RuntimeError('cannot speak')
    path = module.params['path']
    if path and not module.check_mode:
        with open(path, 'w') as stream:
            stream.write(module.settings['_ansible_tmpdir'])
    print('noise before')
    module.exit_json(
        changed=bool(path),
        greeting=words.greeting(module.params['name']),
        is_check=module.check_mode,
        is_private=(os.stat(module.settings['_ansible_tmpdir']).st_mode & 0o777) == 0o700,
        invocation=dict(module_args=module.params),
        warnings=['mind the gap'],
        diff=dict(before='a\n', after='b\n', before_header='one', after_header='two'),
        ansible_facts=dict(greeted=module.params['name'], ansible_connection='evil'),
    )


if __name__ == '__main__':
    main()
