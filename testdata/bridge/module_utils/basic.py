"""What the modules of this folder need of a module_utils: no Ansible is needed to test with them."""
import json
import sys

_ANSIBLE_ARGS = None


class AnsibleModule(object):
    def __init__(self, argument_spec, supports_check_mode=False):
        given = json.loads(_ANSIBLE_ARGS.decode('utf-8'))['ANSIBLE_MODULE_ARGS']
        self.settings = dict((key, given[key]) for key in given if key.startswith('_ansible_'))
        self.params = dict((name, given.get(name)) for name in argument_spec)
        self.check_mode = self.settings['_ansible_check_mode']

    def exit_json(self, **result):
        print(json.dumps(result))
        sys.exit(0)

    def fail_json(self, **result):
        print(json.dumps(dict(result, failed=True)))
        sys.exit(1)
