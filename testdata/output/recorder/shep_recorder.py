"""Writes what a run tells its callbacks as the events of lib/engine/executor/event.ts, a line each.

Loaded by ansible-playbook beside the default callback while record.py runs; see there.
"""

import json
import os

from ansible.parsing.ajson import AnsibleJSONEncoder
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: shep_recorder
type: aggregate
short_description: records events
description: records events
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "shep_recorder"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self):
        super().__init__()
        self.out = open(os.environ["SHEP_RECORD"], "w", encoding="utf-8")
        self.tasks = {}
        self.labels = {}

    def write(self, kind, **fields):
        event = {"kind": kind, **fields}
        self.out.write(json.dumps(event, cls=AnsibleJSONEncoder) + "\n")
        self.out.flush()

    def task(self, task):
        name = task.get_name().strip()
        path, _, line = (task.get_path() or "").rpartition(":")
        action = task.action.rpartition(".")[2]
        result = {"id": task._uuid, "name": name, "module": action, "isHandler": False}
        if path:
            result["position"] = {"file": path, "line": int(line), "column": 1}
        return self.tasks.setdefault(task._uuid, result)

    def result(self, result, outcome, ignored=False):
        full = result._result
        delegate = result._task.delegate_to
        details = full.get("_ansible_delegated_vars")
        fields = {
            "task": self.task(result._task),
            "host": result._host.get_name(),
            "outcome": outcome,
            "result": {key: item for key, item in full.items() if not key.startswith("_ansible_")},
            "diffs": self.diffs(full) if outcome == "changed" else [],
            "isIgnored": bool(ignored),
            "isLoop": bool(result._task.loop) and "item" not in full,
            "display": "message" if full.get("_ansible_verbose_always") else
            "hidden" if full.get("_ansible_verbose_override") else "brief",
        }
        if delegate:
            fields["delegate"] = delegate
            if details and details.get("ansible_host") not in (None, delegate):
                fields["delegatedVars"] = {"ansible_host": details["ansible_host"]}
        return fields

    def diffs(self, full):
        if full.get("_ansible_diff") is False or not os.environ.get("SHEP_RECORD_DIFF"):
            return []
        diff = full.get("diff") or []
        found = []
        for entry in diff if isinstance(diff, list) else [diff]:
            one = {}
            for side in ("before", "after"):
                if side not in entry:
                    continue
                text = entry[side]
                if isinstance(text, dict):
                    text = json.dumps(text, sort_keys=True, indent=4) + "\n"
                one[side] = "" if text is None else text
                if side + "_header" in entry:
                    one[side + "Header"] = entry[side + "_header"]
            if "prepared" in entry:
                one["prepared"] = entry["prepared"]
            for side, name in (("dst", "destination"), ("src", "source")):
                if side + "_binary" in entry:
                    one["prepared"] = "diff skipped: %s file appears to be binary\n" % name
            found.append(one)
        return found

    def label(self, full):
        return str(full.get("_ansible_item_label", full.get("item")))

    def v2_playbook_on_start(self, playbook):
        plays = len(playbook.get_plays())
        self.write("playbook_start", file=playbook._file_name, plays=plays)

    def v2_playbook_on_play_start(self, play):
        self.write(
            "play_start",
            play={
                "name": play.get_name().strip(),
                "isCheck": bool(play.check_mode),
                "strategy": play.strategy,
            },
        )

    def v2_playbook_on_no_hosts_matched(self):
        self.write("no_hosts_matched")

    def v2_playbook_on_no_hosts_remaining(self):
        self.write("no_hosts_remaining")

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.write("task_start", task=self.task(task), hosts=[])

    def v2_playbook_on_handler_task_start(self, task):
        self.task(task)["isHandler"] = True
        self.write("task_start", task=self.task(task), hosts=[])

    def v2_runner_on_ok(self, result):
        outcome = "changed" if result._result.get("changed", False) else "ok"
        if "include" in result._task.action:
            return
        self.write("task_result", result=self.result(result, outcome))

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.write("task_result", result=self.result(result, "failed", ignore_errors))

    def v2_runner_on_skipped(self, result):
        self.write("task_result", result=self.result(result, "skipped"))

    def v2_runner_on_unreachable(self, result):
        ignored = result._task.ignore_unreachable
        self.write("task_result", result=self.result(result, "unreachable", ignored))

    def v2_runner_item_on_ok(self, result):
        if "include" in result._task.action:
            return
        outcome = "changed" if result._result.get("changed", False) else "ok"
        self.write(
            "item_result", result=self.result(result, outcome), label=self.label(result._result)
        )

    def v2_runner_item_on_failed(self, result):
        self.write(
            "item_result", result=self.result(result, "failed"), label=self.label(result._result)
        )

    def v2_runner_item_on_skipped(self, result):
        self.write(
            "item_result", result=self.result(result, "skipped"), label=self.label(result._result)
        )

    def v2_runner_retry(self, result):
        full = result._result
        self.write(
            "retry",
            result=self.result(result, "failed"),
            retriesLeft=full["retries"] - full["attempts"],
        )

    def v2_playbook_on_include(self, included):
        fields = {"file": included._filename, "hosts": [h.name for h in included._hosts]}
        label = self.label(included._vars)
        if label != "None":
            fields["label"] = label
        self.write("included", **fields)

    def v2_playbook_on_stats(self, stats):
        keys = ("ok", "changed", "unreachable", "skipped", "rescued", "ignored")
        found = {}
        for host in stats.processed:
            summary = stats.summarize(host)
            found[host] = {key: summary[key] for key in keys}
            found[host]["failed"] = summary["failures"]
        self.write("recap", stats=found)
