/** What `python_source.ts` needs for lookups, besides the request `["lookup", path, module, name, …]`. */
export const PYTHON_LOOKUP_SOURCE = String.raw`
import contextlib


class Templar:
    """What lookups template with: the host, and the variables that they put on top."""

    def __init__(self, loader):
        self._loader = loader
        self.available_variables = Variables()

    @property
    def environment(self):
        return environment()

    def template(self, value, **_options):
        variables = self.available_variables
        own = variables.own if isinstance(variables, Variables) else dict(variables)
        return ask("template", tagged(value), tagged(own))

    do_template = template

    def is_template(self, value):
        return isinstance(value, str) and any(mark in value for mark in ("{{", "{%", "{#"))

    is_possibly_template = is_template

    def set_available_variables(self, variables):
        self.available_variables = variables

    def copy_with_new_env(self, available_variables=None, **_options):
        copy = Templar(self._loader)
        if available_variables is not None:
            copy.available_variables = available_variables
        return copy

    @contextlib.contextmanager
    def set_temporary_context(self, available_variables=None, **_options):
        before = self.available_variables
        if available_variables is not None:
            self.available_variables = available_variables
        try:
            yield self
        finally:
            self.available_variables = before


def loader(variables):
    if not HAS_ANSIBLE:
        return None
    from ansible.parsing.dataloader import DataLoader
    result = DataLoader()
    result.set_basedir(variables.get("playbook_dir") or os.getcwd())
    return result


def describe(name, loaded, path):
    """Makes the documented options of a lookup known to an installed Ansible."""
    if not HAS_ANSIBLE:
        return
    from ansible.plugins.loader import lookup_loader
    lookup_loader._load_config_defs(name, loaded, path)


def lookup(path, module, name, terms, named):
    variables = Variables()
    try:
        loaded = load("lookup", path, module)
        full_name = module or name
        describe(full_name, loaded, path)
        files = loader(variables)
        plugin = loaded.LookupModule(loader=files, templar=Templar(files))
        plugin._load_name = full_name
        plugin._original_path = path
        found = plugin.run(terms, variables=variables, **named)
    except Exception as error:
        classes = [one.__name__ for one in type(error).__mro__]
        if any(known in classes for known in TELLING["with" if "wantlist" in named else "lookup"]):
            raise
        raise LookupFailure(
            "An unhandled exception occurred while running the lookup plugin '%s'. "
            "Error was a %s, original message: %s%s" % (name, type(error), error, missing(error))
        ) from error
    return list(found) if isinstance(found, (list, tuple)) else [found]


# What with_ and lookup() take for an explanation.
TELLING = {
    "with": ("AnsibleError", "UndefinedError", "HostError"),
    "lookup": ("AnsibleLookupError", "AnsibleOptionsError", "AnsibleUndefinedVariable",
               "UndefinedError", "HostError"),
}


class LookupFailure(Exception):
    """What ends a lookup that does not say why it fails."""


REQUESTS["lookup"] = lookup
`;
