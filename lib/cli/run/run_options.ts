import type { Value } from "../../base/value.ts";
import type { RunOptions } from "../../engine/executor/options.ts";
import type { App } from "../app.ts";
import type { ConfiguredArguments } from "./configured.ts";
import type { Config } from "../config/config.ts";
import { configuredConnection } from "./configured.ts";
import type { Passwords } from "./passwords.ts";

/** @returns What the command line says about a run, with Ansible's defaults for what it does not. */
export function runOptions(
  app: App,
  given: ConfiguredArguments,
  read: {
    readonly passwords: Passwords;
    readonly extraVars: ReadonlyMap<string, Value>;
    readonly config: Config;
  },
): RunOptions {
  const { environment } = app.system;
  const { passwords, extraVars, config } = read;
  return {
    extraVars,
    tags: {
      only: new Set([...config.list("TAGS_RUN"), ...split(given.tags)]),
      skip: new Set([...config.list("TAGS_SKIP"), ...split(given.skipTags)]),
    },
    isCheck: given.check,
    checkStyle: given.checkAsAnsible ? "ansible" : "predict",
    runsReadOnly: given.checkRunReadonly,
    isDiff: given.diff,
    isStepwise: given.step,
    verbosity: given.verbosity,
    showsInvocations: given.verbosity > 2 || given.format === "document",
    trustsBridgeCheck: given.trustBridgeCheck,
    failsUnknownModules: given.pattern !== undefined,
    takesLeases: !given.noLease && !given.check,
    forks: given.forks,
    become: given.become,
    becomeMethod: given.becomeMethod ?? "sudo",
    ...(given.becomeUser === undefined ? {} : { becomeUser: given.becomeUser }),
    becomesSameUser: config.flag("BECOME_ALLOW_SAME_USER"),
    ...(passwords.become === undefined ? {} : { becomePassword: passwords.become }),
    connection: given.connection ?? "ssh",
    ...(given.user === undefined ? {} : { remoteUser: given.user }),
    ...(config.isSet("DEFAULT_REMOTE_PORT") &&
      { remotePort: config.number("DEFAULT_REMOTE_PORT") }),
    timeout: given.timeout ?? 10,
    connectionSettings: connectionSettings(given, { passwords, config }),
    forceHandlers: given.forceHandlers,
    ...(given.startAtTask === undefined ? {} : { startAtTask: given.startAtTask }),
    ...(given.limit === undefined ? {} : { limit: given.limit }),
    gathering: gatheringOf(config),
    gatherDefaults: gatherDefaults(config),
    injectsFacts: config.flag("INJECT_FACTS_AS_VARS"),
    managed: config.text("DEFAULT_MANAGED_STR") ?? "",
    strategy: config.text("DEFAULT_STRATEGY") ?? "linear",
    anyErrorsFatal: config.flag("ANY_ERRORS_FATAL"),
    noLog: config.flag("DEFAULT_NO_LOG"),
    hashBehaviour: config.text("DEFAULT_HASH_BEHAVIOUR") === "merge" ? "merge" : "replace",
    pollInterval: config.number("DEFAULT_POLL_INTERVAL"),
    debugger: {
      isOn: config.flag("ENABLE_TASK_DEBUGGER"),
      skipsIgnored: config.flag("TASK_DEBUGGER_IGNORE_ERRORS"),
    },
    ...(config.path === undefined ? {} : { configFile: config.path }),
    workingFolder: environment.workingFolder(),
    controllerName: Deno.hostname(),
    controllerUser: environment.userName(),
  };
}

/** What connections know under the names of variables. */
function connectionSettings(
  given: ConfiguredArguments,
  { passwords, config }: { readonly passwords: Passwords; readonly config: Config },
): ReadonlyMap<string, string> {
  const settings: readonly (readonly [string, string | undefined])[] = [
    ...configuredConnection(config),
    ["ansible_password", passwords.login],
    ["ansible_python_interpreter", interpreterOf(config)],
    ["ansible_ssh_private_key_file", given.privateKey],
    ["ansible_ssh_common_args", given.sshCommonArgs],
    ["ansible_ssh_extra_args", given.sshExtraArgs],
    ["shep_fast_kex", given.fastKex ? "True" : undefined],
  ];
  return new Map(settings.flatMap(([key, value]) => value === undefined ? [] : [[key, value]]));
}

/** What runs modules in Python; `auto` and the like look for one on the target. */
function interpreterOf(config: Config): string | undefined {
  return config.isSet("INTERPRETER_PYTHON") ? config.text("INTERPRETER_PYTHON") : undefined;
}

function gatheringOf(config: Config): RunOptions["gathering"] {
  const gathering = config.text("DEFAULT_GATHERING");
  return gathering === "explicit" || gathering === "smart" ? gathering : "implicit";
}

function gatherDefaults(config: Config): ReadonlyMap<string, Value> {
  const defaults = new Map<string, Value>();
  if (config.isSet("DEFAULT_GATHER_SUBSET")) {
    defaults.set("gather_subset", [...config.list("DEFAULT_GATHER_SUBSET")]);
  }
  if (config.isSet("DEFAULT_GATHER_TIMEOUT")) {
    defaults.set("gather_timeout", config.number("DEFAULT_GATHER_TIMEOUT"));
  }
  const path = config.text("DEFAULT_FACT_PATH");
  if (path !== undefined) defaults.set("fact_path", path);
  return defaults;
}

/** `-t a,b -t c` is a, b and c. */
function split(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(",")).map((tag) => tag.trim()).filter((tag) => tag);
}
