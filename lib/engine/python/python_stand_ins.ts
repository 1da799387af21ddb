/**
 * Modules of Python that stand for the little of Ansible that most plugins import, where there is no
 * Ansible: errors, texts, `six`, the classes of collections, booleans, `Display`, and what lookups
 * are derived from. Whatever else a plugin imports of Ansible is missing.
 */
export const PYTHON_STAND_INS = String.raw`
def stand_in(name, members):
    module = types.ModuleType(name)
    module.__path__ = []
    module.__dict__.update(members)
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    if parent:
        if parent not in sys.modules:
            stand_in(parent, {})
        setattr(sys.modules[parent], last, module)


class AnsibleError(Exception):
    def __init__(self, message="", obj=None, show_content=True, suppress_extended_error=False,
                 orig_exc=None):
        super().__init__(message)
        self.obj = obj
        self.orig_exc = orig_exc
        self._message = str(message)

    @property
    def message(self):
        return self._message if self.orig_exc is None else "%s. %s" % (self._message, self.orig_exc)

    def __str__(self):
        return self.message


def error_classes():
    classes = {"AnsibleError": AnsibleError}
    for line in ERRORS.split("\n"):
        base, _, names = line.partition(": ")
        for name in names.split():
            classes[name] = type(name, (classes[base],), {"__module__": "ansible.errors"})
    return classes


ERRORS = """AnsibleError: AnsibleAssertionError AnsibleOptionsError AnsibleParserError
AnsibleError: AnsibleInternalError AnsibleRuntimeError AnsiblePluginError AnsibleRequiredOptionError
AnsibleRuntimeError: AnsibleModuleError AnsibleConnectionFailure AnsibleTemplateError
AnsibleRuntimeError: AnsibleUndefinedVariable AnsibleFileNotFound AnsibleLookupError
AnsibleTemplateError: AnsibleFilterError
AnsibleFilterError: AnsibleFilterTypeError"""


def to_text(value, encoding="utf-8", errors=None, nonstring="simplerepr"):
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode(encoding, python_errors(errors))
    return of_other(value, nonstring, "")


def to_bytes(value, encoding="utf-8", errors=None, nonstring="simplerepr"):
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        value = of_other(value, nonstring, b"")
    return value.encode(encoding, python_errors(errors)) if isinstance(value, str) else value


def python_errors(errors):
    return errors if errors and not errors.startswith("surrogate_") else "surrogateescape"


def of_other(value, nonstring, empty):
    if nonstring == "strict":
        raise TypeError("obj must be a string type")
    if nonstring == "passthru":
        return value
    return empty if nonstring == "empty" else str(value)


def boolean(value, strict=True):
    text = value.lower().strip() if isinstance(value, str) else value
    if isinstance(text, collections.abc.Hashable):
        if text in TRUE:
            return True
        if text in FALSE or not strict:
            return False
    raise TypeError("The value '%s' is not a valid boolean." % to_text(value))


TRUE = frozenset(("y", "yes", "on", "1", "true", "t", 1, 1.0, True))
FALSE = frozenset(("n", "no", "off", "0", "false", "f", 0, 0.0, False))


def is_string(value):
    return isinstance(value, (str, bytes))


def is_iterable(value, include_strings=False):
    if is_string(value) and not include_strings:
        return False
    return isinstance(value, collections.abc.Iterable)


def is_sequence(value, include_strings=False):
    if is_string(value) and not include_strings:
        return False
    return isinstance(value, collections.abc.Sequence)


class Display:
    """Warnings are told by the host; the rest is for those who look for mistakes of plugins."""

    verbosity = 0

    def __init__(self, verbosity=0):
        pass

    def warning(self, message, formatted=False):
        print("[WARNING]: %s" % message)

    def deprecated(self, message, **_details):
        pass

    def display(self, message, **_details):
        print(message)

    def error(self, message, wrap_text=True):
        print("ERROR! %s" % message)

    def quiet(self, *_messages, **_details):
        pass

    v = vv = vvv = vvvv = vvvvv = vvvvvv = verbose = debug = quiet


class LookupBase:
    def __init__(self, loader=None, templar=None, **_options):
        self._loader = loader
        self._templar = templar
        self._display = Display()
        self._direct = {}

    def set_options(self, task_keys=None, var_options=None, direct=None):
        self._direct = dict(direct or {})

    def get_option(self, name, hostvars=None):
        if name in self._direct:
            return self._direct[name]
        raise AnsibleError(
            "Cannot say what option %s is without Ansible, which reads what is documented" % name)

    def get_options(self, hostvars=None):
        return dict(self._direct)

    def has_option(self, name):
        return name in self._direct

    def get_basedir(self, variables):
        return variables.get("role_path") or variables.get("playbook_dir") or os.getcwd()

    def find_file_in_search_path(self, variables, subdirectory, name, ignore_missing=False):
        folders = variables.get("ansible_search_path") or [self.get_basedir(variables)]
        places = [place for folder in folders
                  for place in (os.path.join(folder, subdirectory, name), os.path.join(folder, name))]
        found = next((place for place in places if os.path.exists(place)), None)
        if found is None and not ignore_missing:
            print("[WARNING]: Unable to find '%s' in expected paths" % name)
        return found

    @staticmethod
    def _flatten(terms):
        return [item for term in terms
                for item in (term if isinstance(term, (list, tuple)) else [term])]


def stand_in_all():
    abc = {name: getattr(collections.abc, name) for name in collections.abc.__all__}
    texts = {"to_text": to_text, "to_bytes": to_bytes, "to_native": to_text}
    errors = error_classes()
    stand_in("ansible.errors", {**errors, **texts})
    converters = {**texts, "jsonify": lambda data, **options: json.dumps(data, **options)}
    stand_in("ansible.module_utils._text", converters)
    stand_in("ansible.module_utils.common.text.converters", converters)
    stand_in("ansible.module_utils.common._collections_compat", abc)
    checks = {"is_string": is_string, "is_iterable": is_iterable, "is_sequence": is_sequence}
    stand_in("ansible.module_utils.common.collections", {**abc, **checks})
    stand_in("ansible.module_utils.parsing.convert_bool", {
        "boolean": boolean, "BOOLEANS_TRUE": TRUE, "BOOLEANS_FALSE": FALSE, "BOOLEANS": TRUE | FALSE,
    })
    stand_in("ansible.utils.display", {"Display": Display})
    stand_in("ansible.plugins.lookup", {"LookupBase": LookupBase})
    unsafe = type("AnsibleUnsafeText", (str,), {"__UNSAFE__": True})
    wrap = lambda value: unsafe(value) if isinstance(value, str) else value
    stand_in("ansible.utils.unsafe_proxy", {
        "AnsibleUnsafe": unsafe, "AnsibleUnsafeText": unsafe, "wrap_var": wrap,
    })
    stand_in("ansible.parsing.yaml.objects", {
        "AnsibleUnicode": str, "AnsibleSequence": list, "AnsibleMapping": dict,
    })
    stand_in_six()


def stand_in_six():
    import itertools, urllib.parse
    six = {
        "PY2": False, "PY3": True, "string_types": (str,), "text_type": str, "binary_type": bytes,
        "integer_types": (int,), "class_types": (type,), "u": str,
        "iteritems": lambda one: iter(one.items()), "iterkeys": lambda one: iter(one.keys()),
        "itervalues": lambda one: iter(one.values()),
        "with_metaclass": lambda meta, *bases: meta("Base", bases, {}),
        "add_metaclass": lambda meta: lambda one: meta(one.__name__, one.__bases__, dict(one.__dict__)),
    }
    stand_in("ansible.module_utils.six", six)
    stand_in("ansible.module_utils.six.moves", {
        "zip": zip, "map": map, "range": range, "xrange": range, "filter": filter,
        "zip_longest": itertools.zip_longest, "reduce": functools.reduce, "input": input,
    })
    stand_in("ansible.module_utils.six.moves.urllib", {})
    sys.modules["ansible.module_utils.six.moves.urllib.parse"] = urllib.parse
    sys.modules["ansible.module_utils.six.moves.urllib"].parse = urllib.parse


if not HAS_ANSIBLE:
    stand_in_all()
`;
