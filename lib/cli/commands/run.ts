import { merge, object } from "@optique/core/constructs";
import { multiple, optional } from "@optique/core/modifiers";
import type { InferValue } from "@optique/core/parser";
import { argument, option } from "@optique/core/primitives";
import { choice, string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import {
  countOption,
  inventoryOption,
  pluginOptions,
  switchOption,
  textOption,
  textsOption,
  verbosityOption,
} from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

const WHAT = object("What to run", {
  playbooks: multiple(
    argument(string({ metavar: "PLAYBOOK" }), {
      description: text("Playbooks, run in this order"),
    }),
    { min: 1, errors: { tooFew: text("Name a playbook to run") } },
  ),
  inventory: inventoryOption(),
  limit: textOption(["-l", "--limit"], "PATTERN", "Run on these hosts of the inventory alone"),
  extraVars: textsOption(
    ["-e", "--extra-vars"],
    "VARS",
    "Variables that win over all others: key=value, YAML, JSON, or @FILE; repeatable",
  ),
  tags: textsOption(["-t", "--tags"], "TAGS", "Run tasks with one of these tags alone"),
  skipTags: textsOption(["--skip-tags"], "TAGS", "Do not run tasks with one of these tags"),
  startAtTask: textOption(["--start-at-task"], "NAME", "Start at the task with this name"),
});

const HOW = object("How to run it", {
  check: switchOption(["-C", "--check"], "Change nothing: tell what would change"),
  checkAsAnsible: switchOption(
    ["--check-as-ansible"],
    "With -C, let tasks see of a command that did not run what Ansible shows them",
  ),
  checkRunReadonly: switchOption(
    ["--check-run-readonly"],
    "With -C, run commands with 'changed_when: false'",
  ),
  diff: switchOption(["-D", "--diff"], "Show what changes in files"),
  forks: countOption(
    ["-f", "--forks"],
    "NUMBER",
    "Run on this many hosts at a time. Default: 25 a core",
  ),
  forceHandlers: switchOption(["--force-handlers"], "Run handlers of hosts that failed too"),
  trustBridgeCheck: switchOption(
    ["--trust-bridge-check"],
    "With -C, run modules from Ansible that say they change nothing then",
  ),
  flushCache: switchOption(["--flush-cache"], "Forget the facts that are kept of the hosts"),
  step: switchOption(["--step"], "Ask before each task whether it is to run"),
  semantics: optional(
    option("--semantics", choice(["2.18", "2.19"], { metavar: "RELEASE" }), {
      description: text(
        "The release of Ansible whose templates and conditions count: 2.18, 2.19. Default: 2.18",
      ),
    }),
  ),
  modulePath: textsOption(
    ["-M", "--module-path"],
    "FOLDERS",
    "Look for modules from Ansible in these folders first",
  ),
  noPythonPlugins: switchOption(
    ["--no-python-plugins"],
    "Refuse filters, tests and lookups in Python instead of running them here",
  ),
  noLease: switchOption(
    ["--no-lease"],
    "Run on hosts that another run is at work on, too",
  ),
  verbosity: verbosityOption(),
  format: optional(
    option("--format", choice(["default", "json"], { metavar: "FORMAT" }), {
      description: text("How to write the result: default, json. Default: what ansible.cfg says"),
    }),
  ),
  report: textOption(["--report"], "FILE", "Write a page in HTML about the run to this file"),
  junit: textOption(["--junit"], "FILE", "Write the results to this file as JUnit's XML"),
});

const AGAIN = object("Going on after an interruption", {
  journal: textOption(["--journal"], "FILE", "Keep what is done in this file, for --resume"),
  resume: switchOption(
    ["--resume"],
    "Keep a journal; if there is one of a run that did not succeed, go on where it ended",
  ),
  resumeChanged: switchOption(
    ["--resume-changed"],
    "As --resume; where tasks are others by now, run everything from there on",
  ),
});

const CONNECTION = object("Connections and other users", {
  connection: textOption(["-c", "--connection"], "TYPE", "How to reach hosts. Default: ssh"),
  user: textOption(["-u", "--user"], "USER", "Log in as this user"),
  timeout: countOption(["-T", "--timeout"], "SECONDS", "Give up a login after this. Default: 10"),
  privateKey: textOption(["--private-key", "--key-file"], "FILE", "The key that ssh logs in with"),
  sshCommonArgs: textOption(["--ssh-common-args"], "ARGS", "Arguments for ssh"),
  sshExtraArgs: textOption(["--ssh-extra-args"], "ARGS", "More arguments for ssh"),
  fastKex: switchOption(
    ["--fast-kex"],
    "Open ssh connections with an eighth of the work: X25519 alone, which future quantum computers " +
      "could break for a recording of today",
  ),
  askPass: switchOption(["-k", "--ask-pass"], "Ask for the password of logins"),
  passwordFile: textOption(
    ["--connection-password-file", "--conn-pass-file"],
    "FILE",
    "The file with the password of logins",
  ),
  become: switchOption(["-b", "--become"], "Become another user after the login"),
  becomeUser: textOption(["--become-user"], "USER", "The user to become. Default: root"),
  becomeMethod: textOption(["--become-method"], "METHOD", "How to become it. Default: sudo"),
  askBecomePass: switchOption(["-K", "--ask-become-pass"], "Ask for the password of -b"),
  becomePasswordFile: textOption(
    ["--become-password-file", "--become-pass-file"],
    "FILE",
    "The file with the password of -b",
  ),
});

const INSTEAD = object("Instead of running", {
  syntaxCheck: switchOption(["--syntax-check"], "Only look whether the playbooks can be read"),
  listHosts: switchOption(["--list-hosts"], "Only list the hosts"),
  listTasks: switchOption(["--list-tasks"], "Only list the tasks"),
  listTags: switchOption(["--list-tags"], "Only list the tags"),
});

const PARSER = merge(WHAT, HOW, AGAIN, CONNECTION, vaultOptions(), INSTEAD, pluginOptions());

/** The command line of `shep run`. */
export type RunArguments = InferValue<typeof PARSER>;

/** `shep run`: Ansible's `ansible-playbook`. */
export const run = defineCommand({
  words: ["run"],
  brief: "Run playbooks",
  examples: [
    { line: "shep run site.yml -i hosts.yml", does: "Run a playbook on all its hosts" },
    { line: "shep run site.yml -i hosts.yml -CD", does: "Show what it would change" },
    {
      line: "shep run site.yml -i web1, -t config -e port=8080",
      does: "A part of it, on one host",
    },
    { line: "shep run site.yml -i hosts.yml --format json", does: "Tell programs what happens" },
    {
      line: "shep run site.yml -i hosts.yml --resume",
      does: "After an interruption or a failure, go on from there",
    },
  ],
  parser: PARSER,
  permissions: ["run", "write", "net", "sys"],
  async run(app, options) {
    const { runCommand } = await app.load<typeof import("../run/run_command.ts")>(
      "lib/cli/run/run_command.ts",
    );
    return await runCommand(app, options);
  },
});
