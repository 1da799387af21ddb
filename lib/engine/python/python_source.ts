/**
 * The program that runs plugins in Python: what the helper's process reads first and carries out. It
 * takes requests from its standard input and answers on its standard output, each message JSON after
 * its length; while it works on one it may ask back, and is then asked in turn.
 *
 * Requests: `["names", kind, path, module]`, `["call", kind, path, module, name, args, kwargs]`,
 * `["attribute", object, name]`, and that of `python_lookup_source.ts`. Messages: `["=", value, isUnsafe]`, `["!", classes, message, trace,
 * host error]`, `["printed", text]`, and questions, `["?", what, …]`, answered by `["=", value]`,
 * `["-"]` for what there is not, or `["!", message, host error]`.
 */
export const PYTHON_SOURCE = String.raw`
import collections, collections.abc, datetime, importlib, importlib.machinery, importlib.util
import functools, io, json, os, signal, struct, sys, threading, traceback, types, zlib

sys.dont_write_bytecode = True
target = os.dup(1)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
os.dup2(2, 1)

OWNER = os.getpid(), threading.get_ident()
TAG = "__shep"
SAFE = 2 ** 53 - 1


# What plugins print is told with the next message: the host hides secrets in it.
printed = io.BytesIO()
sys.stdout = sys.stderr = io.TextIOWrapper(
    printed, encoding="utf-8", errors="backslashreplace", write_through=True)
encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def send(message):
    if os.getpid() != OWNER[0]:
        # A copy of this process, which nobody listens to.
        os._exit(1)
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
    return source.read(struct.unpack(">I", header)[0]).decode("utf-8")


def decode(text):
    return json.loads(text, object_hook=untagged if TAG in text else None)


# Questions to the host

class HostError(Exception):
    """An error of the host while it answered a question; the host knows it by its number."""

    def __init__(self, message, number):
        super().__init__(message)
        self.host_error = number


ANSWERS = ('["="', '["-"', '["!"')


def ask(what, *details):
    if (os.getpid(), threading.get_ident()) != OWNER:
        raise RuntimeError("Only the first thread of a plugin can ask for what templates see")
    send(["?", what, *details])
    while True:
        text = receive()
        if not text.startswith(ANSWERS):
            serve(text)
            continue
        message = decode(text)
        if message[0] == "=":
            return message[1]
        if message[0] == "-":
            raise KeyError(details[-1])
        raise HostError(*message[1:])


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
    try:
        from ansible.template import AnsibleEnvironment
        result = AnsibleEnvironment()
    except Exception:
        from jinja2.nativetypes import NativeEnvironment
        result = NativeEnvironment(undefined=undefined_class(), trim_blocks=True)
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
        if parts[0] != "ansible_collections":
            return None
        spec = importlib.machinery.ModuleSpec(name, cls, is_package=True)
        if len(parts) < 3:
            return spec
        if len(parts) == 3:
            folders = [ask("collection", ".".join(parts[1:]))]
        else:
            folders = [os.path.join(folder, parts[-1]) for folder in path or ()]
        spec.submodule_search_locations = [folder for folder in folders if cls.is_bare(folder)]
        return spec if spec.submodule_search_locations else None

    @staticmethod
    def is_bare(folder):
        """Whether it is a package without a file of Python that says so."""
        others = ("/__init__.py", ".py")
        return folder is not None and os.path.isdir(folder) and not any(
            os.path.exists(folder + other) for other in others)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        # What an installed Ansible asks its packages of collections for.
        module._collection_meta = {}
        if module.__path__:
            module.__file__ = os.path.join(module.__path__[0], "__synthetic__")


sys.meta_path.insert(0, Collections)
HAS_ANSIBLE = importlib.util.find_spec("ansible") is not None
modules = {}
functions = {}
CLASSES = {"filter": "FilterModule", "test": "TestModule"}


def load(kind, path, module):
    if path in modules:
        return modules[path]
    if sys.meta_path[0] is not Collections:
        # An installed Ansible brings a finder that knows no collections beside playbooks.
        sys.meta_path.remove(Collections)
        sys.meta_path.insert(0, Collections)
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


def serve(text):
    global is_unsafe
    is_unsafe = False
    try:
        request = decode(text)
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
export const PYTHON_START = `import sys
sys.path[:] = [path for path in sys.path if path]
import os, struct
source = os.fdopen(os.dup(0), "rb")
exec(source.read(struct.unpack(">I", source.read(4))[0]))`;
