#!/usr/bin/python3
"""Writes text_cases.json: what Python's textwrap and difflib make of texts.

    /usr/bin/python3 testdata/output/gen_text_cases.py
"""

import difflib
import json
import os
import random
import textwrap

HERE = os.path.dirname(os.path.abspath(__file__))

WRAPPED = [
    "[WARNING]: short",
    "[WARNING]: a b  c\nd\te " + "word " * 30,
    "This-is-hyphenated " * 10,
    "em-dash--between words -- and --options like --list-hosts --with-a-very-long-option-name-here",
    "x" * 200,
    "a-" * 60 + " end",
    "/a/very/long/path/" * 12 + " not-broken-at-slashes-but-at-hyphens-" * 4,
    "  leading and trailing  ",
    "",
    "naïve-café Ünïcode-wörds " * 6,
    "1-2-3-4 a-1-b x86-64 user@host-name.example.com " * 4,
    "tab\tin\tthe\tmiddle " * 8,
    "No inventory was parsed, only implicit localhost is available",
    "provided hosts list is empty, only localhost is available. Note that the implicit localhost "
    "does not match 'all'",
]


def with_end(text):
    lines = text.splitlines(True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines


def diff(before, after):
    lines = difflib.unified_diff(with_end(before), with_end(after), fromfile="a", tofile="b", n=3)
    return {"before": before, "after": after, "lines": list(lines)}


def changed(rng, lines):
    result = []
    for line in lines:
        chance = rng.random()
        if chance < 0.1:
            continue
        result.append(rng.choice("abcdefgh") if chance < 0.2 else line)
        if chance > 0.9:
            result.append(rng.choice("abcdefgh"))
    return result


def diffs():
    rng = random.Random(1)
    yield diff("", "")
    yield diff("same\n", "same\n")
    yield diff("", "a\n")
    yield diff("a\n", "")
    yield diff("a", "a\n")
    yield diff("a\r\nb\rc\n", "a\nb\x0bc\x1dd\x85e\u2029f\n")
    yield diff("\n\n\n", "\n")
    for size in (3, 8, 20, 40, 80):
        for _ in range(8):
            lines = [rng.choice("abcdefgh") for _ in range(size)]
            yield diff("\n".join(lines), "\n".join(changed(rng, lines)) + "\n")
    # 200 lines and more, where common lines start no match.
    for _ in range(3):
        lines = [rng.choice(["common", "common", "}", str(rng.randrange(400))]) for _ in range(260)]
        yield diff("\n".join(lines) + "\n", "\n".join(changed(rng, lines)) + "\n")


with open(os.path.join(HERE, "text_cases.json"), "w", encoding="utf-8") as out:
    wrapped = [
        {
            "text": text,
            "width": width,
            "lines": textwrap.wrap(text, width),
            "spaced": textwrap.wrap(text, width, drop_whitespace=False),
        }
        for text in WRAPPED
        for width in (79, 24)
    ]
    json.dump({"wrapped": wrapped, "diffs": list(diffs())}, out, indent=1)
    out.write("\n")
