"""Writes down which options the modules that shep has, have in the reference.

Asks `ansible-doc --json` for every module of plugins/modules/*/plugin.json and of
lib/engine/executor/actions; writes testdata/modules/arguments.json: facts alone, no descriptions.
Run from the project's folder; ansible-core and the community collections must be installed.
"""

import glob
import json
import os
import subprocess

# What Ansible knows under no short name.
FULL_NAMES = {"x509_certificate": "community.crypto.x509_certificate"}

FACTS = ["type", "elements", "required", "default", "choices", "aliases"]


def names() -> list[str]:
    found = set()
    for path in glob.glob("plugins/modules/*/plugin.json"):
        with open(path, encoding="utf-8") as source:
            found.update(json.load(source)["modules"])
    for path in glob.glob("lib/engine/executor/actions/*.json"):
        found.add(os.path.basename(path)[: -len(".json")])
    return sorted(FULL_NAMES.get(name, name) for name in found)


def facts(options: dict) -> dict:
    result = {}
    for name, option in sorted(options.items()):
        known = {key: option[key] for key in FACTS if option.get(key) not in (None, [])}
        known.setdefault("type", "str")
        if isinstance(known.get("choices"), dict):
            known["choices"] = list(known["choices"])
        if known.get("required") is False:
            del known["required"]
        if option.get("suboptions"):
            known["options"] = facts(option["suboptions"])
        result[name] = known
    return result


def main() -> None:
    command = ["ansible-doc", "--json", "--type", "module", *names()]
    documented = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    result = {}
    for full_name, entry in sorted(documented.items()):
        doc = entry.get("doc")
        if doc is not None:
            result[full_name.rsplit(".", 1)[-1]] = facts(doc.get("options") or {})
    with open("testdata/modules/arguments.json", "w", encoding="utf-8") as target:
        json.dump(result, target, indent=1, sort_keys=True)
        target.write("\n")


main()
