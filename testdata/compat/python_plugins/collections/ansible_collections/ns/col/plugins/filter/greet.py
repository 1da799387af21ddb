from ansible_collections.ns.col.plugins.module_utils.words import GREETING
from ..module_utils import words


class FilterModule(object):
    def filters(self):
        return {"greet": lambda value: "%s %s" % (GREETING, value), "alike": lambda value: words.GREETING == value}
