#!/usr/bin/python3
"""Writes what the real Ansible makes of the templates in testdata/template/*.json.

A file holds the variables and the templates that the cases share, and the cases: the template, the
mode and, written by this script, the result (as Python's repr) or the error. A case may be just the
template's text when it is new. Run with a Python that has ansible-core 2.14 and jinja2 3.1.
"""

import glob
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
os.environ["TZ"] = "UTC"

from ansible.parsing.dataloader import DataLoader
from ansible.playbook.conditional import Conditional
from ansible.template import AnsibleNativeEnvironment, Templar
from ansible.utils.display import Display
from jinja2 import DictLoader
from jinja2.exceptions import UndefinedError

Display.warning = lambda *args, **kwargs: None
Display.deprecated = lambda *args, **kwargs: None

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "testdata", "template")
EXTENSIONS = ("jinja2.ext.do", "jinja2.ext.loopcontrols")


def templar(data):
    result = Templar(loader=DataLoader(), variables=data.get("variables", {}))
    for extension in EXTENSIONS:
        result.environment.add_extension(extension)
    result.environment.loader = DictLoader(data.get("templates", {}))
    for name, value in data.get("syntax", {}).items():
        setattr(result.environment, name, value)
    return result


def conditional(text, data):
    check = Conditional(loader=DataLoader())
    check.when = [text]
    return bool(check.evaluate_conditional(templar(data), data.get("variables", {})))


def run(case, data):
    text, mode = case["template"], case.get("mode", "value")
    if mode == "when":
        return conditional(text, data)
    engine = templar(data)
    if mode == "text":
        return engine.template(text, convert_data=False, escape_backslashes=False)
    if mode == "native":
        loader = engine.environment.loader
        engine = engine.copy_with_new_env(environment_class=AnsibleNativeEnvironment)
        engine.environment.finalize = AnsibleNativeEnvironment().finalize
        engine.environment.concat = AnsibleNativeEnvironment.concat
        engine.environment.loader = loader
    return engine.template(text)


def plain(value):
    """Ansible's own kinds of text print as Python's."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if type(value) is tuple or hasattr(value, "_fields"):
        return tuple(plain(item) for item in value)
    return value


def describe(error):
    kind = "error"
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        if isinstance(error, UndefinedError):
            kind = "undefined"
        elif "Undefined" in type(error).__name__ and kind == "error":
            kind = "undefined"
        error = getattr(error, "orig_exc", None) or error.__cause__ or error.__context__
    first = seen[0]
    if "template error while templating string" in str(first):
        kind = "syntax"
    return {"error": kind, "message": str(first)}


def main():
    paths = sys.argv[1:] or sorted(glob.glob(os.path.join(FOLDER, "*.json")))
    for path in paths:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        cases = []
        for case in data["cases"]:
            case = {"template": case} if isinstance(case, str) else case
            kept = {key: case[key] for key in ("template", "mode", "differs") if key in case}
            if "differs" in case:
                cases.append(case)
                continue
            try:
                kept["repr"] = repr(plain(run(case, data)))
            except BaseException as error:
                kept.update(describe(error))
            cases.append(kept)
        data["cases"] = cases
        with open(path, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1, ensure_ascii=False)
            file.write("\n")
        print(f"{os.path.basename(path)}: {len(cases)}")


main()
