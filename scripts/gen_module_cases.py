#!/usr/bin/env python3
"""Writes testdata/modules/*/*.expected.json: what Ansible's own modules make of the cases beside them.

Run it as root with an interpreter that has ansible-core 2.14: /usr/bin/python3. Names of files limit
it to some, such as testdata/modules/files/copy.json.
"""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

DROPPED = {"action", "exception", "stdout_lines", "stderr_lines", "invocation", "ansible_facts"}
TREE = (
    "find . -mindepth 1 -printf '%y %m %u:%g %p -> %l\\n' | LC_ALL=C sort; "
    "find . -type f -exec sha1sum {} + | LC_ALL=C sort"
)


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    paths = sys.argv[1:] or sorted(glob.glob(f"{root}/testdata/modules/*/*.json"))
    for path in paths:
        if path.endswith(".expected.json"):
            continue
        with open(path) as file:
            cases = json.load(file)
        expected = [run(case) for case in cases]
        with open(path.replace(".json", ".expected.json"), "w") as file:
            json.dump(expected, file, indent=1, sort_keys=True, ensure_ascii=False)
            file.write("\n")
        print(path, sum(len(case["steps"]) for case in cases), "steps")


def run(case):
    folder = os.path.realpath(tempfile.mkdtemp(prefix="shep-cases-"))
    os.chmod(folder, 0o755)
    work = tempfile.mkdtemp(prefix="shep-play-")
    try:
        subprocess.run(["sh", "-c", case.get("setup", ":")], cwd=folder, check=True)
        tasks = [task(step, folder) for step in case["steps"]]
        play = [{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]
        with open(f"{work}/play.json", "w") as file:
            json.dump(play, file)
        environment = {**os.environ, "ANSIBLE_STDOUT_CALLBACK": "json", "ANSIBLE_NOCOLOR": "1"}
        command = ["ansible-playbook", "-i", "localhost,", "-c", "local", f"{work}/play.json"]
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
        output = json.loads(done.stdout[done.stdout.index("{\n"):])
        results = [one["hosts"]["localhost"] for play in output["plays"] for one in play["tasks"]]
        tree = subprocess.run(["sh", "-c", TREE], cwd=folder, capture_output=True, text=True).stdout
        return {
            "results": [normal(result, folder) for result in results],
            "tree": told(tree, folder).splitlines(),
        }
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(work)


def task(step, folder):
    args = json.loads(json.dumps(step["args"]).replace("$D", folder))
    return {
        step["module"]: args,
        "check_mode": step.get("check", False),
        "diff": step.get("diff", False),
        "ignore_errors": True,
    }


def normal(result, folder):
    kept = {
        key: value
        for key, value in result.items()
        if key not in DROPPED and not key.startswith("_ansible") and key != "diff"
    }
    # The engine adds these to whatever a module returns.
    kept.setdefault("failed", False)
    if kept.get("src", "") and "/.ansible/tmp/" in str(kept["src"]):
        del kept["src"]
    if kept.get("state") in ("directory", "link"):
        kept.pop("size", None)
    diffs = result.get("diff") or []
    diffs = [side(one) for one in (diffs if isinstance(diffs, list) else [diffs])]
    kept["diff"] = [one for one in diffs if one]
    return json.loads(told(json.dumps(stat_types(kept)), folder))


def side(diff):
    """One difference as the default callback takes it apart."""
    if "src_binary" in diff or "dst_binary" in diff:
        which = "destination" if "dst_binary" in diff else "source"
        return {"prepared": f"diff skipped: {which} file appears to be binary\n"}
    if "before" not in diff and "after" not in diff:
        return None
    texts = {name: serialized(diff.get(name, "")) for name in ("before", "after")}
    for name in ("before_header", "after_header"):
        if name in diff and "/.ansible/tmp/" not in diff[name]:
            texts[name] = diff[name]
    return texts


def serialized(value):
    if not isinstance(value, dict):
        return value
    return json.dumps(value, sort_keys=True, indent=4, separators=(",", ": ")) + "\n"


def stat_types(result):
    """What differs from run to run is told by its type alone."""
    # The order of a folder is the file system's.
    files = result.get("files") or []
    files.sort(key=lambda stat: stat["path"])
    for stat in [result.get("stat"), *files]:
        if not isinstance(stat, dict):
            continue
        for key in ("atime", "mtime", "ctime", "inode", "dev", "blocks", "block_size"):
            if key in stat:
                stat[key] = type(stat[key]).__name__
        # These depend on the file system and on programs that need not be there.
        for key in ("attr_flags", "attributes", "version", "mimetype", "charset"):
            stat.pop(key, None)
        if stat.get("isdir"):
            stat.pop("size")
            stat.pop("nlink")
    return result


def told(text, folder):
    text = text.replace(folder, "$D")
    text = re.sub(r'(\\?"[amc]time\\?": )[\d.]+', r"\1TIME", text)
    return re.sub(r"\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~", ".BACKUP~", text)


if __name__ == "__main__":
    main()
