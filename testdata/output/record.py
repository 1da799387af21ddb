#!/usr/bin/python3
"""Records what ansible-playbook prints and the events that made it print that.

    /usr/bin/python3 testdata/output/record.py [CASE...]

Each case runs a playbook of playbooks/ with the options of cases.json in a folder of its own, and
becomes cases/<name>.events.jsonl and cases/<name>.stdout. The recorder callback and the default
callback see the same run, so times and temporary names agree.
"""

import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = "/tmp/shep-record"


def main(names):
    cases = json.load(open(os.path.join(HERE, "cases.json"), encoding="utf-8"))
    for name, case in cases.items():
        if not names or name in names:
            record(name, case)
            print(name)


def record(name, case):
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(os.path.join(HERE, "playbooks"), WORK)
    events = os.path.join(HERE, "cases", name + ".events.jsonl")
    done = subprocess.run(
        ["/usr/bin/ansible-playbook", "-i", "hosts", *case["arguments"]],
        cwd=WORK,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": WORK,
            "LANG": "C.UTF-8",
            "ANSIBLE_FORCE_COLOR": "1" if case.get("color") else "0",
            "ANSIBLE_CALLBACK_PLUGINS": os.path.join(HERE, "recorder"),
            "ANSIBLE_CALLBACKS_ENABLED": "shep_recorder",
            "PYTHONDONTWRITEBYTECODE": "1",
            "SHEP_RECORD": events,
            "SHEP_RECORD_DIFF": "1" if "-D" in case["arguments"] else "",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    text = done.stdout.decode()
    # With -v the program says where its configuration came from before the run begins.
    start = min(at for at in (text.find("\nPLAYBOOK"), text.find("\nPLAY [")) if at >= 0)
    with open(os.path.join(HERE, "cases", name + ".stdout"), "w", encoding="utf-8") as out:
        out.write(text[start:])


main(sys.argv[1:])
