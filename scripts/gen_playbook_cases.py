"""Writes down what ansible-core makes of the files in testdata/playbook.

errors/ansible.json: what ansible-playbook --syntax-check says about each playbook of errors/.
forms.ansible.json: module, arguments and delegate of each task of forms.yml.
keywords.json: which keywords are legal where.
project/<playbook>.loaded.json: every task that a playbook is unfolded to, with what it inherits.
project/<playbook>.list.txt: the output of --list-tasks --list-tags.

Run with a Python that has ansible-core, such as /usr/bin/python3, from the project's folder.
"""

import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys

# Sets of strings are printed in the order of their hashes.
if os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

# Read when ansible-core is imported.
os.environ["ANSIBLE_ROLES_PATH"] = os.path.abspath("testdata/playbook/project/more_roles")
os.environ["ANSIBLE_COLLECTIONS_PATH"] = os.path.abspath("testdata/playbook/project/collections")

from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.parsing.mod_args import ModuleArgsParser
from ansible.playbook.block import Block
from ansible.playbook import Playbook
from ansible.playbook.handler import Handler
from ansible.playbook.loop_control import LoopControl
from ansible.playbook.play import Play
from ansible.playbook.playbook_include import PlaybookInclude
from ansible.playbook.role.include import RoleInclude
from ansible.playbook.role.metadata import RoleMetadata
from ansible.playbook.task import Task
from ansible.playbook.task_include import TaskInclude
from ansible.utils.sentinel import Sentinel
from ansible.vars.manager import VariableManager

CASES = "testdata/playbook"
FOLDER = f"{CASES}/errors"


def observe(path: str) -> tuple[str, dict[str, object]]:
    name = os.path.basename(path)
    run = subprocess.run(
        ["ansible-playbook", "-i", "localhost,", "-c", "local", "--syntax-check", name],
        cwd=FOLDER,
        env={
            "PATH": os.environ["PATH"],
            "HOME": "/nonexistent",
            "ANSIBLE_NOCOLOR": "1",
            "COLUMNS": "1000",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
        },
        capture_output=True,
        text=True,
    )
    result: dict[str, object] = {"rc": run.returncode}
    errors = run.stderr.split("ERROR! ", 1)
    if len(errors) > 1:
        message, _, context = errors[1].partition("\n\nThe error appears to be in")
        message = message.split("\n\nThis error can be suppressed")[0].strip()
        result["error"] = message.replace(os.getcwd() + "/" + FOLDER, "FOLDER")
        place = re.search(r"line (\d+), column (\d+)", context)
        if place:
            result["line"], result["column"] = int(place[1]), int(place[2])
    warnings = re.findall(r"\[(?:DEPRECATION )?WARNING\]: (.*)", run.stderr)
    if warnings:
        result["warnings"] = [w.replace(os.getcwd() + "/" + FOLDER, "FOLDER") for w in warnings]
    return name, result


def write(name: str, what: object) -> None:
    with open(f"{CASES}/{name}", "w", encoding="utf-8") as out:
        json.dump(what, out, indent=1, sort_keys=True, ensure_ascii=False)
        out.write("\n")


def forms() -> list[dict[str, object]]:
    tasks = DataLoader().load_from_file(f"{CASES}/forms.yml")[0]["tasks"]
    result = []
    for task in tasks:
        action, args, delegate = ModuleArgsParser(task).parse(skip_action_validation=True)
        result.append({
            "module": action,
            "args": args,
            "delegate_to": None if delegate is Sentinel else delegate,
        })
    return result


def keywords() -> dict[str, list[str]]:
    owners = [Play, Block, Task, Handler, RoleInclude, RoleMetadata, PlaybookInclude, LoopControl]
    result = {owner.__name__: sorted(owner.fattributes) for owner in owners}
    result["TaskInclude"] = sorted(TaskInclude.VALID_INCLUDE_KEYWORDS)
    return result


def task_facts(task, folder: str) -> dict[str, object]:
    chain = task.get_dep_chain()
    role = task._role
    return {
        "name": task.get_name(),
        "module": task.action,
        "when": task.when,
        "tags": sorted(task.tags),
        "become": task.become,
        "become_user": task.become_user,
        "environment": task.environment,
        "vars": task.get_vars(),
        "search": [path.replace(folder, "PROJECT") for path in task.get_search_path()],
        "defaults": role.get_default_vars(dep_chain=chain) if role else {},
        "role_vars": role.get_vars(chain, include_params=False) if role else {},
        "params": role.get_role_params(chain) if role else {},
    }


def flat(block):
    for part in (block.block, block.rescue, block.always):
        for task in part:
            if isinstance(task, Block):
                yield from flat(task)
            elif not task.implicit:
                yield task


def loaded(name: str) -> list[dict[str, object]]:
    folder = os.getcwd()
    loader = DataLoader()
    loader.set_basedir(folder)
    inventory = InventoryManager(loader=loader, sources=["a,"])
    variables = VariableManager(loader=loader, inventory=inventory)
    plays = []
    for play in Playbook.load(name, variable_manager=variables, loader=loader).get_plays():
        tasks = [task for block in play.compile() for task in flat(block)]
        handlers = [h for b in play.compile_roles_handlers() + play.handlers for h in b.block]
        plays.append({
            "name": play.get_name(),
            "vars": play.vars,
            "roles": [role.get_name() for role in play.get_roles()],
            "tasks": [task_facts(task, folder) for task in tasks],
            "handlers": [task_facts(handler, folder) for handler in handlers],
        })
    return plays


def project() -> None:
    home = os.getcwd()
    os.chdir(f"{CASES}/project")
    for name in ("site", "checked", "inherit"):
        result = loaded(f"{name}.yml")
        listed = subprocess.run(
            ["ansible-playbook", "-i", "hosts.ini", "--list-tasks", "--list-tags", f"{name}.yml"],
            capture_output=True,
            text=True,
            check=True,
        )
        with open(f"{name}.list.txt", "w", encoding="utf-8") as out:
            out.write(listed.stdout)
        with open(f"{name}.loaded.json", "w", encoding="utf-8") as out:
            json.dump(result, out, indent=1, ensure_ascii=False, default=str)
            out.write("\n")
    os.chdir(home)


def main() -> None:
    project()
    write("forms.ansible.json", forms())
    write("keywords.json", keywords())
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        observed = dict(pool.map(observe, sorted(glob.glob(f"{FOLDER}/*.yml"))))
    write("errors/ansible.json", observed)


if __name__ == "__main__":
    main()
