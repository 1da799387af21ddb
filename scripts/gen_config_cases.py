"""Writes down what ansible-core knows of its configuration, in testdata/config.

settings.json: names, places, types and defaults of all settings, and of the options of
connections, of methods to become another user and of the default callback.
cases/NAME.json: what it makes of cases/NAME.cfg: all values that are not the default, or that it
refuses the file. Lines `; env NAME=value` are environment variables.

Run it where ansible-core is installed: python3 scripts/gen_config_cases.py
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent / "testdata" / "config"
HOME = "/home/tester"


def run(*words: str, cwd: str = "/", env: dict | None = None) -> subprocess.CompletedProcess:
    clean = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": HOME, "COLUMNS": "200"}
    return subprocess.run(words, capture_output=True, text=True, cwd=cwd, env={**clean, **(env or {})})


def settings() -> dict:
    listed = json.loads(run("ansible-config", "list", "--format", "json").stdout)
    return {
        "callback": options("callback", "default"),
        "settings": {name: entry(value) for name, value in sorted(listed.items())},
        "ssh": options("connection", "ssh"),
        "docker": options("connection", "community.docker.docker"),
        "podman": options("connection", "containers.podman.podman"),
        "sudo": options("become", "sudo"),
        "su": options("become", "su"),
        "doas": options("become", "community.general.doas"),
    }


def options(kind: str, name: str) -> dict:
    doc = json.loads(run("ansible-doc", "-t", kind, name, "-j").stdout)
    return {option: entry(value) for option, value in sorted(doc[name]["doc"]["options"].items())}


def entry(value: dict) -> dict:
    result = {
        "type": value.get("type", "string"),
        "default": value.get("default"),
        "ini": [[one["section"], one["key"]] for one in value.get("ini", [])],
        "env": [one["name"] for one in value.get("env", [])],
    }
    if value.get("choices"):
        result["choices"] = list(value["choices"])
    return result


def case(path: pathlib.Path) -> dict:
    env = {}
    for line in path.read_text().splitlines():
        if line.startswith("; env "):
            name, value = line.removeprefix("; env ").split("=", 1)
            env[name] = value
    folder = tempfile.mkdtemp(prefix="config-")
    try:
        shutil.copy(path, f"{folder}/ansible.cfg")
        done = run("ansible-config", "dump", "--only-changed", "--format", "json", cwd=folder, env=env)
        if done.returncode != 0:
            return {"exitCode": done.returncode}
        values = json.loads(done.stdout)
        text = json.dumps({
            "exitCode": 0,
            "values": {one["name"]: one["value"] for one in values if one["name"] != "CONFIG_FILE"},
        })
        return json.loads(text.replace(folder, "$WORK"))
    finally:
        shutil.rmtree(folder)


def write(path: pathlib.Path, data: dict) -> None:
    path.write_text(json.dumps(data, indent=2) + "\n")


def write_lines(path: pathlib.Path, data: dict) -> None:
    """One line for each entry of each part."""
    parts = []
    for part, entries in data.items():
        lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(one)}" for name, one in entries.items())
        parts.append(f"  {json.dumps(part)}: {{\n{lines}\n  }}")
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n")


def main() -> None:
    write_lines(ROOT / "settings.json", settings())
    for path in sorted((ROOT / "cases").glob("*.cfg")):
        write(path.with_suffix(".json"), case(path))


if __name__ == "__main__":
    main()
