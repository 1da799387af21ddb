import type { RunArguments } from "../commands/run.ts";
import type { Given } from "./given.ts";
import type { Grammar } from "./grammar.ts";
import { ABOUT, BECOME, CHECK, CONNECTION, HOSTS, RUN, VERBOSITY } from "./options.ts";
import { definePeer } from "./peer.ts";
import { commonProblem, commonRunArguments, refuseUnsupported } from "./run_arguments.ts";

const OPTIONS = [
  ...ABOUT,
  ...VERBOSITY,
  ...CONNECTION,
  {
    key: "forceHandlers",
    names: ["--force-handlers"],
    kind: "flag",
    does: "Run handlers of hosts that failed too",
  },
  {
    key: "flushCache",
    names: ["--flush-cache"],
    kind: "flag",
    does: "Forget the facts that are kept of the hosts",
  },
  ...BECOME,
  {
    key: "tags",
    names: ["-t", "--tags"],
    kind: "texts",
    metavar: "TAGS",
    does: "Run tasks with one of these tags alone; repeatable",
  },
  {
    key: "skipTags",
    names: ["--skip-tags"],
    kind: "texts",
    metavar: "SKIP_TAGS",
    does: "Do not run tasks with one of these tags; repeatable",
  },
  ...CHECK,
  ...HOSTS,
  ...RUN,
  {
    key: "syntaxCheck",
    names: ["--syntax-check"],
    kind: "flag",
    does: "Only look whether the playbooks can be read",
  },
  { key: "listTasks", names: ["--list-tasks"], kind: "flag", does: "Only list the tasks" },
  { key: "listTags", names: ["--list-tags"], kind: "flag", does: "Only list the tags" },
  { key: "step", names: ["--step"], kind: "flag", does: "Ask before each task" },
  {
    key: "startAtTask",
    names: ["--start-at-task"],
    kind: "text",
    metavar: "START_AT_TASK",
    does: "Start at the task with this name",
  },
] as const;

type Key = typeof OPTIONS[number]["key"];

/** The command line of `ansible-playbook`. */
export const ANSIBLE_PLAYBOOK: Grammar<Key> = {
  program: "ansible-playbook",
  brief: "Runs playbooks: what shep run does, with the options of Ansible's program",
  options: OPTIONS,
  operands: { name: "playbook", count: "some", does: "Playbooks, run in this order" },
};

/** `ansible-playbook`. */
export const ansiblePlaybook = definePeer<Key>({
  grammar: ANSIBLE_PLAYBOOK,
  permissions: ["run", "write", "net", "sys"],
  problemOf: commonProblem,
  async run(app, given) {
    refuseUnsupported(given);
    const { runCommand } = await app.load<typeof import("../run/run_command.ts")>(
      "lib/cli/run/run_command.ts",
    );
    // Who knows shep can have its check mode under this name, too; the options are Ansible's.
    const checkAsAnsible = app.system.environment.variables()["SHEP_CHECK"] !== "predict";
    return await runCommand(app, { ...runArguments(given), checkAsAnsible });
  },
});

function runArguments(given: Given<Key>): RunArguments {
  return {
    ...commonRunArguments(given),
    playbooks: given.operands,
    tags: given.texts("tags"),
    skipTags: given.texts("skipTags"),
    startAtTask: given.text("startAtTask"),
    journal: undefined,
    resume: false,
    resumeChanged: false,
    // Ansible has none.
    noLease: true,
    forceHandlers: given.flag("forceHandlers"),
    flushCache: given.flag("flushCache"),
    step: given.flag("step"),
    format: undefined,
    syntaxCheck: given.flag("syntaxCheck"),
    listTasks: given.flag("listTasks"),
    listTags: given.flag("listTags"),
  };
}
