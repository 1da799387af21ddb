#!/usr/bin/python3
"""Asks ansible-core what it makes of the release files in distributions.json and writes the answers
into it as "expected". Run it with a Python that has ansible-core 2.14."""

import json
import os
import pathlib
import platform
import tempfile

from ansible.module_utils.common import sys_info
from ansible.module_utils.facts.system import distribution

CASES = pathlib.Path(__file__).with_name("distributions.json")


class Module:
    def get_bin_path(self, name):
        return None

    def run_command(self, *args, **kwargs):
        return 1, "", ""

    def debug(self, text):
        pass


def facts_in(root):
    """The distribution's facts with all its files below `root`."""
    info = sys_info.distro.LinuxDistribution(root_dir=root, include_lsb=False, include_uname=False)
    for name in ("id", "version", "codename", "os_release_info", "lsb_release_info"):
        setattr(sys_info.distro, name, getattr(info, name))
    real_content = distribution.get_file_content
    real_lines = distribution.get_file_lines
    distribution.get_file_content = lambda path, *a, **k: real_content(root + path, *a, **k)
    distribution.get_file_lines = lambda path, *a, **k: real_lines(root + path, *a, **k)
    exists = distribution._file_exists
    distribution._file_exists = lambda path, allow_empty=False: exists(root + path, allow_empty)
    try:
        found = distribution.Distribution(Module()).get_distribution_facts()
    finally:
        distribution.get_file_content = real_content
        distribution.get_file_lines = real_lines
        distribution._file_exists = exists
    return found


def main():
    cases = json.loads(CASES.read_text())
    assert platform.system() == "Linux"
    for case in cases.values():
        with tempfile.TemporaryDirectory() as root:
            for path, content in case["files"].items():
                file = pathlib.Path(root + path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content)
            case["expected"] = dict(sorted(facts_in(root).items()))
    CASES.write_text(json.dumps(cases, indent=2, ensure_ascii=False) + "\n")


main()
