import collections
import datetime

Pair = collections.namedtuple("Pair", "left right")


class Version(object):
    major = 7

    def __str__(self):
        return "v7"


def made(kind):
    return {
        "tuple": (1, "a"),
        "pair": Pair(1, [2]),
        "dict": collections.OrderedDict([(1, "one"), ("1", "text"), (None, "nothing"), (True, "yes")]),
        "float": 2.0,
        "tiny": 1e-9,
        "huge": 2 ** 70,
        "infinite": float("inf"),
        "bytes": "zwölf".encode(),
        "generator": (n * n for n in range(4)),
        "keys": {"b": 1, "a": 2}.keys(),
        "map": map(str, [1, 2]),
        "none": None,
        "time": datetime.datetime(2020, 2, 3, 4, 5, 6),
        "object": Version(),
        "json": '{"a": [1, 2]}',
        "text": "ü\n\x00\u20ac\U0001f600",
        "deep": {"a": [{"b": (1, None)}], "2": {"x": 1.0}},
    }[kind]


class FilterModule(object):
    def filters(self):
        return {
            "made": made,
            "seen": lambda *args, **named: [
                "%s %r" % (type(one).__name__.replace("AnsibleUnicode", "str"), one)
                for one in list(args) + sorted(named.items())
            ],
            "same": lambda value: value,
            "fails": lambda value: {}[value],
        }
