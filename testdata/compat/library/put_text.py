#!/usr/bin/python
from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_text


def main():
    module = AnsibleModule(
        argument_spec=dict(
            path=dict(type='path', required=True),
            lines=dict(type='list', elements='str', default=[]),
            secret=dict(type='str', no_log=True),
            state=dict(type='str', choices=['present', 'absent'], default='present'),
        ),
        supports_check_mode=True,
    )
    text = u''.join(u'%s\n' % to_text(line) for line in module.params['lines'])
    try:
        with open(module.params['path']) as stream:
            before = stream.read()
    except IOError:
        before = None
    if before != text and not module.check_mode:
        with open(module.params['path'], 'w') as stream:
            stream.write(text)
    module.exit_json(changed=before != text, text=text, echo=module.params['secret'],
                     ansible_facts=dict(put_text=text))


if __name__ == '__main__':
    main()
