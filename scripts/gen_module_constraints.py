"""Writes down what must hold between the options of the modules that shep has, in the reference.

Starts every module of testdata/modules/arguments.json whose source is Python, takes what it hands
to its AnsibleModule, and lets it do nothing else; writes testdata/modules/constraints.json. What a
module checks itself, later, is not in it. Run from the project's folder; ansible-core and the
community collections must be installed.
"""

import importlib
import json
import subprocess
import sys

# What Ansible knows under no short name.
FULL_NAMES = {"x509_certificate": "community.crypto.x509_certificate"}

KEYS = ["mutually_exclusive", "required_together", "required_one_of", "required_if", "required_by"]


class Taken(BaseException):
    """Ends a module that has told what it takes."""


def constraints(source: dict) -> dict:
    found = {key: source[key] for key in KEYS if source.get(key)}
    inner = {}
    for name, option in (source.get("argument_spec") or source.get("options") or {}).items():
        if deeper := constraints(option):
            inner[name] = deeper
    if inner:
        found["options"] = inner
    return found


def start(file: str) -> None:
    """Prints the constraints of the module in `file`."""
    import ansible.module_utils.basic as basic

    def take(_self, argument_spec, **given) -> None:
        print(json.dumps(constraints({**given, "argument_spec": argument_spec}), sort_keys=True))
        raise Taken

    basic.AnsibleModule.__init__ = take
    if "ansible_collections/" in file:
        from ansible.utils.collection_loader._collection_finder import _AnsibleCollectionFinder

        folder, name = file.split("/ansible_collections/")
        _AnsibleCollectionFinder(paths=[folder])._install()
        name = f"ansible_collections/{name}"
    else:
        name = f"ansible{file.rsplit('/ansible', 1)[-1]}"
    module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
    # Modules without main() are carried out by an action plugin, and checked there.
    if hasattr(module, "main"):
        try:
            module.main()
        except Taken:
            pass
    else:
        print("null")


def main() -> None:
    with open("testdata/modules/arguments.json", encoding="utf-8") as source:
        names = [FULL_NAMES.get(name, name) for name in json.load(source)]
    command = ["ansible-doc", "--json", "--type", "module", *names]
    documented = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    result = {}
    for full_name, entry in sorted(documented.items()):
        command = [sys.executable, __file__, entry["doc"]["filename"]]
        found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        if found is not None:
            result[full_name.rsplit(".", 1)[-1]] = found
    with open("testdata/modules/constraints.json", "w", encoding="utf-8") as target:
        json.dump(result, target, indent=1, sort_keys=True)
        target.write("\n")


if len(sys.argv) > 1:
    start(sys.argv[1])
else:
    main()
