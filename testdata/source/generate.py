#!/usr/bin/python3
"""Writes the expectations of lib/source's tests by asking PyYAML, Ansible and Python.

Run with an interpreter that can import ansible: /usr/bin/python3 testdata/source/generate.py
Reads yaml_texts.json, literal_texts.json, argument_texts.json and dump_values.json; writes *_expected.json.
"""
import ast
import datetime
import json
import pathlib
import shlex

import yaml
from ansible.parsing.splitter import parse_kv
from ansible.parsing.vault import VaultSecret
from ansible.parsing.yaml.dumper import AnsibleDumper
from ansible.parsing.yaml.loader import AnsibleLoader
from ansible.parsing.yaml.objects import AnsibleVaultEncryptedUnicode
from ansible.utils.display import Display
from ansible.utils.unsafe_proxy import AnsibleUnsafeText

HERE = pathlib.Path(__file__).parent
warnings = []
Display.warning = lambda self, message, formatted=False: warnings.append(message)


def encode(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return {"bool": value}
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, AnsibleVaultEncryptedUnicode):
        return {"vault": value._ciphertext.decode()}
    if isinstance(value, AnsibleUnsafeText):
        return {"unsafe": str(value)}
    if isinstance(value, (str, datetime.date)):
        return {"str": str(value)}
    if isinstance(value, dict):
        return {"dict": [[encode(k), encode(v)] for k, v in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [encode(v) for v in value]}
    if isinstance(value, (list, set)):
        return {"list": [encode(v) for v in value]}
    raise TypeError(type(value).__name__)


def read_yaml(text):
    warnings.clear()
    try:
        try:
            return {"value": encode(json.loads(text)), "warnings": []}
        except ValueError:
            loader = AnsibleLoader(text, "f.yml", [("default", VaultSecret(b"secret"))])
            return {"value": encode(loader.get_single_data()), "warnings": list(warnings)}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return {
            "problem": getattr(error, "problem", str(error).split("\n")[0]),
            "line": mark and mark.line + 1,
            "column": mark and mark.column + 1,
        }


def read_literal(text):
    try:
        return {"value": encode(ast.literal_eval(text))}
    except (ValueError, SyntaxError, TypeError):
        return {}


def read_arguments(text):
    result = {}
    for mode in ("options", "free-form"):
        try:
            options = parse_kv(text, check_raw=mode == "free-form")
            raw = options.pop("_raw_params", None)
            result[mode] = {"options": list(options.items()), "freeForm": raw}
        except Exception as error:
            result[mode] = {"error": str(getattr(error, "message", error))}
    for mode in ("comments", "no-comments"):
        try:
            result[mode] = shlex.split(text, comments=mode == "comments")
        except ValueError as error:
            result[mode] = {"error": str(error)}
    return result


def decode(value):
    """Reads the typed JSON of dump_values.json; {"same": N} is the N-th list or dict so far."""
    made = []

    def build(value):
        if not isinstance(value, (dict, list)):
            return value
        if isinstance(value, list):
            result = []
            made.append(result)
            result.extend(build(item) for item in value)
            return result
        (kind, content), = value.items()
        if kind == "same":
            return made[content]
        if kind == "vault":
            return AnsibleVaultEncryptedUnicode(content)
        if kind == "dict":
            result = {}
            made.append(result)
            for key, item in content:
                result[build(key)] = build(item)
            return result
        return {"int": int, "float": float, "unsafe": AnsibleUnsafeText}[kind](content)

    return build(value)


LAYOUTS = [
    {"default_flow_style": False, "allow_unicode": True},
    {"default_flow_style": None},
    {"default_flow_style": False, "allow_unicode": True, "indent": 4},
    {"default_flow_style": True, "width": 40},
    {"default_flow_style": False, "sort_keys": False, "width": 1000},
]


def generate_dumps():
    values = json.loads((HERE / "dump_values.json").read_text())
    cases = []
    for value in values:
        texts = [yaml.dump(decode(value), Dumper=AnsibleDumper, **layout) for layout in LAYOUTS]
        cases.append({"value": value, "texts": texts})
    target = HERE / "dump_expected.json"
    target.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


def generate(name, read):
    texts = json.loads((HERE / f"{name}_texts.json").read_text())
    cases = [{"text": text, **read(text)} for text in texts]
    target = HERE / f"{name}_expected.json"
    target.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


generate("yaml", read_yaml)
generate("literal", read_literal)
generate("argument", read_arguments)
generate_dumps()
