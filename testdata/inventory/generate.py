#!/usr/bin/python3
"""Writes expected.json of every case below this folder by asking ansible-inventory.

Run with an interpreter that can import ansible: /usr/bin/python3 testdata/inventory/generate.py [CASE...]
A case is a folder with case.json ({"sources": [...], "patterns": [...], "limit": "..."}) and a
folder project/ that the sources are relative to. Paths are written relative to /project.
"""
import io
import json
import os
import pathlib
import sys
from contextlib import redirect_stderr, redirect_stdout

from ansible.cli.inventory import InventoryCLI
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.utils.display import Display

HERE = pathlib.Path(__file__).resolve().parent
warnings = []
Display.warning = lambda self, message, formatted=False: warnings.append(str(message).strip())
Display.banner_cows = lambda *args, **kwargs: None


def in_child(work):
    """Ansible's settings can be made once per process only."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            answer = work()
        except BaseException as error:  # noqa: the child must always answer
            answer = {"error": str(getattr(error, "message", error)), "warnings": warnings}
        with os.fdopen(writer, "w") as out:
            json.dump(answer, out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text)


def run_cli(arguments):
    def work():
        shown = io.StringIO()
        Display.display = lambda self, message, *args, **kwargs: shown.write(str(message) + "\n")
        try:
            with redirect_stdout(shown), redirect_stderr(io.StringIO()):
                cli = InventoryCLI(["ansible-inventory", *arguments])
                cli.parse()
                cli.run()
        except SystemExit:
            pass
        return {"text": shown.getvalue(), "warnings": warnings}

    return in_child(work)


def match(sources, limit, patterns):
    def work():
        inventory = InventoryManager(loader=DataLoader(), sources=sources)
        if limit is not None:
            inventory.subset(limit)
        result = {}
        for pattern in patterns:
            warnings.clear()
            inventory.clear_caches()
            try:
                hosts = [host.name for host in inventory.get_hosts(pattern)]
                result[pattern] = {"hosts": hosts, "warnings": list(dict.fromkeys(warnings))}
            except Exception as error:
                result[pattern] = {"error": str(getattr(error, "message", error))}
        return result

    return in_child(work)


def generate(folder):
    case = json.loads((folder / "case.json").read_text())
    project = folder / "project"
    os.chdir(project)
    sources = [part for source in case["sources"] for part in ("-i", source)]
    listed = run_cli([*sources, "--list"])
    expected = {
        "warnings": list(dict.fromkeys(listed.get("warnings", []))),
        "list": json.loads(listed.get("text") or "null"),
        "listText": listed.get("text"),
        "exportText": run_cli([*sources, "--list", "--export"]).get("text"),
        "graphText": run_cli([*sources, "--graph"]).get("text"),
        "graphVarsText": run_cli([*sources, "--graph", "--vars"]).get("text"),
        "yamlText": run_cli([*sources, "--list", "-y", "--export"]).get("text"),
    }
    if "error" in listed:
        expected["error"] = listed["error"]
    if "patterns" in case:
        absolute = [s if "," in s else str(project / s) for s in case["sources"]]
        expected["patterns"] = match(absolute, case.get("limit"), case["patterns"])
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    (folder / "expected.json").write_text(text.replace(str(project), "/project") + "\n")


for folder in sorted(HERE.iterdir()):
    if (folder / "case.json").exists() and (not sys.argv[1:] or folder.name in sys.argv[1:]):
        generate(folder)
