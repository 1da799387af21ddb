/** What `python_source.ts` needs to turn values into JSON and back: the other end of `python_value.ts`. */
export const PYTHON_VALUE_SOURCE = String.raw`
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

    def __contains__(self, key):
        return ask("holds", self.number, tagged(key))

    def __iter__(self):
        return iter(ask("keys", self.number))

    def __len__(self):
        return len(ask("keys", self.number))

    def __repr__(self):
        return repr(dict(self))


def is_undefined(value):
    return hasattr(type(value), "_fail_with_undefined_error")


def undefined_reason(value):
    return getattr(value, "_undefined_message", None) or str(value._undefined_hint)


def undefined(reason, name):
    return undefined_class()(hint=reason, name=name)


@functools.lru_cache(None)
def undefined_class():
    try:
        # What plugins compare with; since 2.19 there is none that can be made outside of templates.
        from ansible.template import AnsibleUndefined
        AnsibleUndefined(hint="", name="")
        return AnsibleUndefined
    except Exception:
        from jinja2 import StrictUndefined

    class AnsibleUndefined(StrictUndefined):
        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            return self

        def __getitem__(self, key):
            return self

    return AnsibleUndefined
`;
