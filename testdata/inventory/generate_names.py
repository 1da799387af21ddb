#!/usr/bin/python3
"""Writes names_expected.json: what Python's fnmatch and Ansible's parse_address make of names.

Run with an interpreter that can import ansible: /usr/bin/python3 testdata/inventory/generate_names.py
"""
import fnmatch
import json
import pathlib
import re

from ansible.parsing.utils.addresses import parse_address

HERE = pathlib.Path(__file__).resolve().parent
NAMES = ["web1", "web2", "Web1", "db", "a.b", "a-b", "w]b", "[x]", "^", "!", "a b", "é1", "web10.x"]
GLOBS = ["web*", "web?", "w[a-e]b1", "[!w]*", "[]w]*", "[!]w]*", "*.?", "[a-", "[", "[]", "[!]",
         "[b-a]*", "[\\\\]", "*]*", "[[]x]", "[w-]*", "[^a]*", "w[a-ce-g]b*", "?", "**", "a.b", "[é]?",
         "[!a-z]*", "web[12]", "a|b", "(a)", "a+", "{a}", "[a&&b]*", "[--a]*", "$*"]
ADDRESSES = ["host", "host:22", "host:", "h_x", "-h", "h-", "a.b.c", "a..b", "10.0.0.1", "10.0.0.1:22",
             "256.1.1.1", "fe80::1", "[fe80::1]:22", "[fe80::1]", "::1", "::", "1:2:3:4:5:6:7:8",
             "1:2:3:4:5:6:7:8:9", "a::b junk", "::ffff:10.0.0.1", "web[1:3]", "web[01:10:2].x:2222",
             "web[a:c]", "web[a:cc]", "web[1]", "web[1:3", "10.0.0.[1:9]", "fe80::[1:f]", "é.fr", "a b",
             "", "a:b", "a:b:c", "a,b", "a:99999", "[a]:1", "[web[1:2]]:5", "a[1:2]:b", "*", "web*", "!a",
             "~x", "a_", "_a", "1", "1a", "a@b", "[1:2]", "user:22:33"]


def address(text):
    try:
        host, port = parse_address(text, allow_ranges=True)
        return {"host": host, "port": port}
    except Exception:
        return None


expected = {
    "globs": {glob: [n for n in NAMES if re.match(fnmatch.translate(glob), n)] for glob in GLOBS},
    "addresses": {text: address(text) for text in ADDRESSES},
    "names": NAMES,
}
(HERE / "names_expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")
