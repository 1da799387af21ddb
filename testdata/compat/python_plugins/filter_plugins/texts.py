from ansible.errors import AnsibleFilterError
from ansible.module_utils._text import to_text
from ansible.module_utils.six import string_types


def shout(value, mark="!", times=1):
    if not isinstance(value, string_types):
        raise AnsibleFilterError("shout needs a text, got %s" % type(value).__name__)
    return to_text(value).upper() + mark * times


class FilterModule(object):
    def filters(self):
        return {"shout": shout, "capitalize": lambda value: "of the project"}
