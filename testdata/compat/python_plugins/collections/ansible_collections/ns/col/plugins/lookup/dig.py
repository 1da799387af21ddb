DOCUMENTATION = r"""
name: dig
author: somebody
short_description: Digs
options:
  _terms: { description: What. }
  fast: { description: Whether, type: bool, default: false }
extends_documentation_fragment: [ns.col.depth]
"""
from ansible.plugins.lookup import LookupBase


class LookupModule(LookupBase):
    def run(self, terms, variables=None, **kwargs):
        self.set_options(var_options=variables, direct=kwargs)
        return [[term, self.get_option("depth"), self.get_option("fast")] for term in terms]
