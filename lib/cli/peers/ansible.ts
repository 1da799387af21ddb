import type { Given } from "./given.ts";
import type { Grammar } from "./grammar.ts";
import {
  ABOUT,
  BECOME,
  CHECK,
  CONNECTION,
  HOSTS,
  PLAYBOOK_FOLDER,
  RUN,
  VERBOSITY,
} from "./options.ts";
import { definePeer } from "./peer.ts";
import { commonProblem, commonRunArguments, refuseUnsupported } from "./run_arguments.ts";

const OPTIONS = [
  ...ABOUT,
  ...VERBOSITY,
  ...BECOME,
  ...HOSTS,
  {
    key: "poll",
    names: ["-P", "--poll"],
    kind: "number",
    metavar: "POLL_INTERVAL",
    does: "With -B: look at the task every so many seconds, or never (default=15)",
  },
  {
    key: "background",
    names: ["-B", "--background"],
    kind: "number",
    metavar: "SECONDS",
    does: "Run in the background for this long at most",
  },
  {
    key: "oneLine",
    names: ["-o", "--one-line"],
    kind: "flag",
    does: "One line for each host",
  },
  {
    key: "tree",
    names: ["-t", "--tree"],
    kind: "text",
    metavar: "TREE",
    does: "Write the result of each host to a file in this folder",
  },
  ...CONNECTION,
  ...CHECK,
  ...RUN,
  ...PLAYBOOK_FOLDER,
  {
    key: "taskTimeout",
    names: ["--task-timeout"],
    kind: "number",
    metavar: "TASK_TIMEOUT",
    does: "Give up the task after this many seconds",
  },
  {
    key: "moduleArgs",
    names: ["-a", "--args"],
    kind: "text",
    metavar: "MODULE_ARGS",
    does: "The task's arguments: key=value words, or JSON",
  },
  {
    key: "module",
    names: ["-m", "--module-name"],
    kind: "text",
    metavar: "MODULE_NAME",
    does: "The module to run (default=command)",
  },
] as const;

type Key = typeof OPTIONS[number]["key"];

/** The command line of `ansible`. */
export const ANSIBLE: Grammar<Key> = {
  program: "ansible",
  brief: "Runs one task on hosts",
  options: OPTIONS,
  operands: { name: "pattern", count: "one", does: "The hosts" },
};

/** `ansible`. */
export const ansible = definePeer<Key>({
  grammar: ANSIBLE,
  permissions: ["run", "write", "net", "sys"],
  problemOf: commonProblem,
  async run(app, given) {
    refuseUnsupported(given);
    const { adHocCommand } = await app.load<typeof import("../run/ad_hoc_command.ts")>(
      "lib/cli/run/ad_hoc_command.ts",
    );
    return await adHocCommand(app, adHocArguments(given));
  },
});

function adHocArguments(given: Given<Key>) {
  return {
    ...commonRunArguments(given),
    pattern: given.operands[0] ?? "",
    module: given.text("module") ?? "command",
    moduleArgs: given.text("moduleArgs") ?? "",
    background: given.number("background") ?? 0,
    poll: given.number("poll") ?? 15,
    taskTimeout: given.number("taskTimeout") ?? 0,
    oneLine: given.flag("oneLine"),
    tree: given.text("tree"),
    playbookFolder: given.text("playbookFolder"),
  };
}
