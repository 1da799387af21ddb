from ansible.errors import AnsibleError
from ansible.plugins.lookup import LookupBase


class LookupModule(LookupBase):
    def run(self, terms, variables=None, **kwargs):
        if "fail" in terms:
            raise AnsibleError("told to fail")
        if "break" in terms:
            raise KeyError("break")
        where = self.find_file_in_search_path(variables, "files", "here.txt")
        return [
            [term, sorted(kwargs), variables["fruit"], self._templar.template("{{ fruit }}s"),
             variables["hostvars"]["h2"]["color"], open(where).read().strip()]
            for term in terms
        ]
