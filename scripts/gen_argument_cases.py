"""Writes down what ansible-core's argument validation makes of testdata/playbook/argument_spec.

Reads example.json (a spec) and cases.json (arguments); writes ansible.json, one entry per case.
Run with a Python that has ansible-core, such as /usr/bin/python3, from the project's folder.
"""

import copy
import json
import os
import sys

# Sets of strings are printed in the order of their hashes.
if os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

from ansible.module_utils.common import warnings as collected
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

FOLDER = "testdata/playbook/argument_spec"
CONSTRAINTS = [
    "mutually_exclusive",
    "required_together",
    "required_one_of",
    "required_if",
    "required_by",
]


def read(path: str) -> dict:
    with open(path, encoding="utf-8") as source:
        return json.load(source)


def converted(options: dict) -> dict:
    result = {}
    for name, option in options.items():
        new = dict(option)
        if "deprecated" in new:
            new["removed_in_version"] = new.pop("deprecated")
        if "options" in new:
            new["options"] = converted(new["options"])
        result[name] = new
    return result


def main() -> None:
    example = read(f"{FOLDER}/example.json")
    options = dict(read("lib/engine/playbook/option_groups.json")["file_attributes"])
    options.update(example["options"])
    spec = converted(options)
    results = []
    for args in read(f"{FOLDER}/cases.json"):
        collected._global_warnings.clear()
        validator = ArgumentSpecValidator(
            copy.deepcopy(spec), **{key: example[key] for key in CONSTRAINTS}
        )
        try:
            result = validator.validate(copy.deepcopy(args))
        except Exception as error:  # a crash of ansible-core itself
            results.append({"crash": str(error)})
            continue
        own = [
            f"Both option {w['option']} and its alias {w['alias']} are set."
            for w in result._warnings
        ]
        results.append({
            "args": result.validated_parameters,
            "errors": result.error_messages,
            "warnings": own + list(collected.get_warning_messages()),
            "deprecations": [[d.get("msg"), d["version"]] for d in result._deprecations],
            "secrets": sorted(str(value) for value in result._no_log_values),
        })
    with open(f"{FOLDER}/ansible.json", "w", encoding="utf-8") as out:
        json.dump(results, out, indent=1, ensure_ascii=False)
        out.write("\n")


if __name__ == "__main__":
    main()
