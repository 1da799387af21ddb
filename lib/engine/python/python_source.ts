/**
 * The program that runs plugins in Python: what the helper's process reads first and carries out. It
 * takes requests from its standard input and answers on its standard output, each message JSON after
 * its length; while it works on one it may ask back, and is then asked in turn.
 *
 * Requests: `["names", kind, path, module]`, `["call", kind, path, module, name, args, kwargs]`,
 * `["attribute", object, name]`. Messages: `["=", value, isUnsafe]`, `["!", classes, message, trace,
 * host error]`, `["printed", text]`, and questions, `["?", what, …]`, answered by `["=", value]`,
 * `["-"]` for what there is not, or `["!", message, host error]`.
 */
export const PYTHON_SOURCE = String.raw`
import collections, collections.abc, datetime, importlib, importlib.machinery, importlib.util
import functools, io, json, os, signal, struct, sys, traceback, types, zlib

sys.dont_write_bytecode = True
sys.path[:] = [path for path in sys.path if path]
target = os.dup(1)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
os.dup2(2, 1)

TAG = "__shep"
SAFE = 2 ** 53 - 1


# What plugins print is told with the next message: the host hides secrets in it.
printed = io.BytesIO()
sys.stdout = sys.stderr = io.TextIOWrapper(
    printed, encoding="utf-8", errors="backslashreplace", write_through=True)
encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def send(message):
    if printed.tell() > 0:
        text = printed.getvalue().decode("utf-8", "replace")
        printed.seek(0)
        printed.truncate()
        send(["printed", text])
    data = encode(message).encode("ascii")
    data = memoryview(struct.pack(">I", len(data)) + data)
    while data:
        data = data[os.write(target, data):]


def receive():
    header = source.read(4)
    if len(header) < 4:
        os._exit(0)
    text = source.read(struct.unpack(">I", header)[0]).decode("utf-8")
    return json.loads(text, object_hook=untagged if TAG in text else None)


# Values

class Made:
    """Objects that JSON has no words for: they stay here, and the host knows them by numbers."""

    MOST = 10000

    def __init__(self):
        self.objects = collections.OrderedDict()
        self.count = 0

    def add(self, value):
        self.count += 1
        self.objects[self.count] = value
        if len(self.objects) > self.MOST:
            self.objects.popitem(last=False)
        return self.count

    def get(self, number):
        if number not in self.objects:
            raise ValueError("the object is gone: there were %d others since" % self.MOST)
        return self.objects[number]


made = Made()
is_unsafe = False


def tagged(value):
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int:
        return value if -SAFE <= value <= SAFE else {TAG: ["int", str(value)]}
    if kind is float:
        is_whole = value != value or value in (float("inf"), float("-inf")) or value == int(value)
        return {TAG: ["float", repr(value)]} if is_whole else value
    if kind is list:
        return [tagged(item) for item in value]
    if kind is dict:
        return tagged_dict(value)
    return tagged_other(value)


def tagged_dict(value):
    for key in value:
        if not isinstance(key, str) or key == TAG or key.isdigit():
            return {TAG: ["pairs", [[tagged(key), tagged(item)] for key, item in value.items()]]}
    return {tagged(key): tagged(item) for key, item in value.items()}


def tagged_other(value):
    global is_unsafe
    if hasattr(value, "__UNSAFE__"):
        is_unsafe = True
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, int):
        return tagged(int(value))
    if isinstance(value, float):
        return tagged(float(value))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return {TAG: ["tuple", [tagged(item) for item in value]]}
    if isinstance(value, LazyDict):
        return {TAG: ["lazy", value.number]}
    if isinstance(value, collections.abc.Mapping):
        return tagged_dict(value)
    if isinstance(value, LISTED):
        return [tagged(item) for item in value]
    if type(value) is datetime.datetime:
        return tagged_time(value)
    if is_undefined(value):
        return {TAG: ["undefined", undefined_reason(value), value._undefined_name]}
    has_items = isinstance(value, (collections.abc.Set, tuple))
    items = [tagged(item) for item in value] if has_items else None
    return {TAG: ["object", made.add(value), type(value).__name__, str(value), items]}


LISTED = (list, collections.deque, collections.abc.Iterator, collections.abc.MappingView, range)


def tagged_time(value):
    offset = value.utcoffset()
    parts = [value.year, value.month, value.day, value.hour, value.minute, value.second]
    parts.append(value.microsecond)
    if offset is None:
        return {TAG: ["time", parts]}
    return {TAG: ["time", parts, offset.total_seconds(), value.tzname()]}


def untagged(value):
    if len(value) != 1 or TAG not in value:
        return value
    kind, content = value[TAG][0], value[TAG][1:]
    return UNTAGGED[kind](*content)


def untagged_time(parts, offset=None, zone=None):
    place = offset if offset is None else datetime.timedelta(seconds=offset)
    zoned = None if place is None else datetime.timezone(place, zone or "UTC")
    return datetime.datetime(*parts, tzinfo=zoned)


UNTAGGED = {
    "float": float,
    "lazy": lambda number: LazyDict(number),
    "object": made.get,
    "pairs": dict,
    "time": untagged_time,
    "tuple": tuple,
    "undefined": lambda reason, name=None: undefined(reason, name),
}


class LazyDict(collections.abc.Mapping):
    """A dict of the host whose values are asked for one by one, such as hostvars."""

    def __init__(self, number):
        self.number = number

    def __getitem__(self, key):
        return ask("item", self.number, tagged(key))

    def __iter__(self):
        return iter(ask("keys", self.number))

    def __len__(self):
        return len(ask("keys", self.number))


def is_undefined(value):
    return hasattr(type(value), "_fail_with_undefined_error")


def undefined_reason(value):
    return getattr(value, "_undefined_message", None) or str(value._undefined_hint)


def undefined(reason, name):
    return undefined_class()(hint=reason, name=name)


@functools.lru_cache(None)
def undefined_class():
    from jinja2 import StrictUndefined

    class AnsibleUndefined(StrictUndefined):
        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            return self

        def __getitem__(self, key):
            return self

    return AnsibleUndefined


# Questions to the host

class HostError(Exception):
    """An error of the host while it answered a question; the host knows it by its number."""

    def __init__(self, message, number):
        super().__init__(message)
        self.host_error = number


def ask(what, *details):
    send(["?", what, *details])
    while True:
        message = receive()
        if message[0] == "=":
            return message[1]
        if message[0] == "-":
            raise KeyError(details[-1])
        if message[0] == "!":
            raise HostError(*message[1:])
        serve(message)


class Variables(collections.abc.MutableMapping):
    """What the template sees."""

    def __init__(self, own=()):
        self.own = dict(own)

    def __getitem__(self, name):
        return self.own[name] if name in self.own else ask("variable", name)

    def __setitem__(self, name, value):
        self.own[name] = value

    def __delitem__(self, name):
        del self.own[name]

    def __iter__(self):
        return iter({**dict.fromkeys(ask("variables")), **self.own})

    def __len__(self):
        return len(list(iter(self)))

    def copy(self):
        return Variables(self.own)


class Builtins(collections.abc.MutableMapping):
    """The filters or the tests of the host, among them those from here."""

    def __init__(self, kind, own):
        self.kind = kind
        self.own = own

    def __getitem__(self, name):
        if not ask("has", self.kind, name):
            return self.own[name]
        return lambda *args, **named: ask(self.kind, name, tagged(list(args)), tagged(named))

    def __setitem__(self, name, value):
        self.own[name] = value

    def __delitem__(self, name):
        del self.own[name]

    def __iter__(self):
        return iter(self.own)

    def __len__(self):
        return len(self.own)


@functools.lru_cache(None)
def environment():
    import jinja2.nativetypes

    class AnsibleEnvironment(jinja2.nativetypes.NativeEnvironment):
        pass

    result = AnsibleEnvironment(undefined=undefined_class(), trim_blocks=True)
    result.filters = Builtins("filter", result.filters)
    result.tests = Builtins("test", result.tests)
    return result


def passed(kind):
    """What a filter wants before its input: the environment, or the context of the template."""
    if kind == "environment":
        return environment()
    import jinja2.runtime
    context = jinja2.runtime.Context(environment(), Variables(), None, {})
    return context if kind == "context" else context.eval_ctx


# Plugins

class Collections:
    """Finds ansible_collections and what is in it: the host knows where collections lie."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        parts = name.split(".")
        if parts[0] != "ansible_collections" or len(parts) > 3:
            return None
        spec = importlib.machinery.ModuleSpec(name, cls, is_package=True)
        if len(parts) == 3:
            folder = ask("collection", ".".join(parts[1:]))
            if folder is None:
                return None
            spec.submodule_search_locations = [folder]
        return spec

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        # An installed Ansible asks its packages of collections for their routing.
        module._collection_meta = {}


sys.meta_path.insert(0, Collections)
HAS_ANSIBLE = importlib.util.find_spec("ansible") is not None
modules = {}
functions = {}
CLASSES = {"filter": "FilterModule", "test": "TestModule"}


def load(kind, path, module):
    if path in modules:
        return modules[path]
    if module is not None:
        loaded = importlib.import_module(module)
    else:
        stem = os.path.splitext(os.path.basename(path))[0]
        name = "ansible.plugins.%s.%d_%s" % (kind, zlib.crc32(path.encode()), stem)
        spec = importlib.util.spec_from_file_location(name, path)
        loaded = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
    modules[path] = loaded
    return loaded


def names(kind, path, module):
    """The names of a file's filters or tests, and why there are none."""
    try:
        loaded = load(kind, path, module)
    except BaseException as error:
        return [[], "Skipping plugin (%s), cannot load: %s%s" % (path, error, missing(error))]
    try:
        plugin = getattr(loaded, CLASSES[kind])()
    except BaseException as error:
        return [[], "Skipping plugin (%s) as it seems to be invalid: %s" % (path, error)]
    try:
        found = dict(getattr(plugin, kind + "s")())
    except BaseException as error:
        return [[], "Skipping %s plugins in '%s' as it seems to be invalid: %s" % (kind, path, error)]
    functions[kind, path] = found
    return [[name for name in found if isinstance(name, str)], None]


def missing(error):
    name = getattr(error, "name", None) or ""
    if not isinstance(error, ImportError) or HAS_ANSIBLE or not name.startswith("ansible."):
        return ""
    return "; there is no Ansible beside %s, and little stands in for it" % sys.executable


def call(kind, path, module, name, args, named):
    if (kind, path) not in functions:
        names(kind, path, module)
    function = functions[kind, path][name]
    wanted = getattr(function, "jinja_pass_arg", None)
    if wanted is not None:
        args.insert(0, passed(wanted.name))
    return function(*args, **named)


REQUESTS = {
    "attribute": lambda value, *name: [getattr(value, *name)] if hasattr(value, *name) else [],
    "call": call,
    "names": names,
}


def serve(request):
    global is_unsafe
    is_unsafe = False
    try:
        answer = ["=", tagged(REQUESTS[request[0]](*request[1:])), is_unsafe]
    except BaseException as error:
        answer = failure(error)
    send(answer)


def failure(error):
    classes = [one.__name__ for one in type(error).__mro__]
    message = getattr(error, "message", None)
    text = message if isinstance(message, str) and message else str(error)
    return ["!", classes, text or classes[0], traceback.format_exc(), getattr(error, "host_error", None)]


def main(limit):
    while True:
        request = receive()
        # The kernel ends what takes too long, or the person with Ctrl-C; idle it ends with the host.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limit)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        serve(request)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
`;

/** What the interpreter is started with: it reads the rest, which no list of processes shows. */
export const PYTHON_START = `import os, struct
source = os.fdopen(os.dup(0), "rb")
exec(source.read(struct.unpack(">I", source.read(4))[0]))`;
