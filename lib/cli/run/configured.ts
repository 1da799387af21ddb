import type { DisplaySettings } from "../../engine/output/display_settings.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import type { Config } from "../config/config.ts";
import type { OutputFormat } from "./open_output.ts";
import type { RunRequest } from "./run_command.ts";

/** What the command line says, filled in by the configuration. */
export interface ConfiguredArguments extends RunRequest {
  readonly format: OutputFormat;
  readonly forks: number;
}

/** @returns What the command line says, and what the configuration says where it does not. */
export function configured(given: RunRequest, config: Config): ConfiguredArguments {
  const passwordFile = given.passwordFile ?? config.text("CONNECTION_PASSWORD_FILE");
  const becomePasswordFile = given.becomePasswordFile ?? config.text("BECOME_PASSWORD_FILE");
  return {
    ...given,
    format: given.format ?? formatOf(config),
    diff: given.diff || config.flag("DIFF_ALWAYS"),
    verbosity: given.verbosity + config.number("DEFAULT_VERBOSITY"),
    forks: given.forks ?? Math.max(1, config.number("DEFAULT_FORKS")),
    forceHandlers: given.forceHandlers || config.flag("DEFAULT_FORCE_HANDLERS"),
    connection: given.connection ?? config.text("DEFAULT_TRANSPORT"),
    user: given.user ?? config.text("DEFAULT_REMOTE_USER"),
    timeout: given.timeout ?? config.number("DEFAULT_TIMEOUT"),
    privateKey: given.privateKey ?? config.text("DEFAULT_PRIVATE_KEY_FILE"),
    sshCommonArgs: given.sshCommonArgs ?? config.text("SSH_COMMON_ARGS"),
    sshExtraArgs: given.sshExtraArgs ?? config.text("SSH_EXTRA_ARGS"),
    noPythonPlugins: given.noPythonPlugins || !config.flag("SHEP_PYTHON_PLUGINS"),
    fastKex: given.fastKex || config.flag("SHEP_FAST_KEX"),
    askPass: given.askPass || config.flag("DEFAULT_ASK_PASS"),
    passwordFile: given.askPass ? given.passwordFile : passwordFile,
    become: given.become || config.flag("DEFAULT_BECOME"),
    becomeMethod: given.becomeMethod ?? config.text("DEFAULT_BECOME_METHOD"),
    askBecomePass: given.askBecomePass || config.flag("DEFAULT_BECOME_ASK_PASS"),
    becomePasswordFile: given.askBecomePass ? given.becomePasswordFile : becomePasswordFile,
  };
}

/** @throws {CommandError} If there is no such output. */
function formatOf(config: Config): OutputFormat {
  const name = config.text("DEFAULT_STDOUT_CALLBACK") ?? "default";
  const format = FORMATS[name.replace(/^ansible\.(?:builtin|posix)\./, "")];
  if (format !== undefined) return format;
  throw new CommandError(`Invalid callback for stdout specified: ${name}`, {
    hint: `there is ${Object.keys(FORMATS).join(", ")}`,
  });
}

/** Ansible's callbacks and the outputs that stand for them. */
const FORMATS: Readonly<Record<string, OutputFormat>> = {
  default: "default",
  json: "document",
  minimal: "minimal",
  oneline: "oneline",
  yaml: "default",
  "community.general.yaml": "default",
};

/** @returns How results are shown to people. */
export function displaySettings(config: Config): DisplaySettings {
  const callback = config.text("DEFAULT_STDOUT_CALLBACK")?.replace(/^.*\./, "");
  const isYaml = callback === "yaml" || config.text("CALLBACK_RESULT_FORMAT") === "yaml";
  return {
    showsSkipped: config.flag("DISPLAY_SKIPPED_HOSTS"),
    showsOk: config.flag("DISPLAY_OK_HOSTS"),
    failuresTo: config.flag("DISPLAY_FAILED_STDERR") ? "err" : "out",
    marksCheckMode: config.flag("CHECK_MODE_MARKERS"),
    showsStarts: config.flag("SHOW_PER_HOST_START"),
    showsCustomStats: config.flag("SHOW_CUSTOM_STATS"),
    showsFailedPath: config.flag("SHOW_TASK_PATH_ON_FAILURE"),
    format: isYaml ? "yaml" : "json",
    ...(config.isSet("CALLBACK_FORMAT_PRETTY") &&
      { isPretty: config.flag("CALLBACK_FORMAT_PRETTY") }),
  };
}

/** Callbacks that tell how long things take. */
export type TimeCallback = "profile_tasks" | "timer";

/** @returns The callbacks about times that are on; others that are asked for are warned of. */
export function timeCallbacks(app: App, config: Config): ReadonlySet<TimeCallback> {
  const on = new Set<TimeCallback>();
  for (const name of config.list("CALLBACKS_ENABLED").map((one) => one.replace(/^.*\./, ""))) {
    if (name === "timer" || name === "profile_tasks") on.add(name);
    else app.warn(`Skipping callback plugin '${name}', unable to load`);
  }
  return on;
}

/** @returns What the configuration says about connections, by the names of variables. */
export function configuredConnection(config: Config): readonly (readonly [string, string])[] {
  const settings: (readonly [string, string])[] = [];
  if (config.isSet("HOST_KEY_CHECKING")) {
    const value = config.flag("HOST_KEY_CHECKING") ? "True" : "False";
    settings.push(["ansible_host_key_checking", value]);
  }
  for (const [name, variable] of SETTINGS_OF_CONNECTIONS) {
    const text = config.isSet(name) ? config.text(name) : undefined;
    if (text !== undefined) settings.push([variable, text]);
  }
  if (config.isSet("SSH_RETRIES")) {
    settings.push(["ansible_ssh_retries", String(config.number("SSH_RETRIES"))]);
  }
  return settings;
}

/** Settings that stand for variables of the same meaning. */
const SETTINGS_OF_CONNECTIONS = [
  ["SSH_ARGS", "ansible_ssh_args"],
  ["SSH_EXECUTABLE", "ansible_ssh_executable"],
  ["DEFAULT_EXECUTABLE", "ansible_shell_executable"],
  ["SSH_PKCS11_PROVIDER", "ansible_ssh_pkcs11_provider"],
  ["DOCKER_EXTRA_ARGS", "ansible_docker_extra_args"],
  ["PODMAN_EXTRA_ARGS", "ansible_podman_extra_args"],
  ["SUDO_USER", "ansible_sudo_user"],
  ["SUDO_EXE", "ansible_sudo_exe"],
  ["SUDO_FLAGS", "ansible_sudo_flags"],
  ["SUDO_PASS", "ansible_sudo_pass"],
  ["SU_USER", "ansible_su_user"],
  ["SU_EXE", "ansible_su_exe"],
  ["SU_FLAGS", "ansible_su_flags"],
  ["SU_PASS", "ansible_su_pass"],
  ["DOAS_USER", "ansible_doas_user"],
  ["DOAS_EXE", "ansible_doas_exe"],
  ["DOAS_FLAGS", "ansible_doas_flags"],
  ["DOAS_PASS", "ansible_doas_pass"],
] as const;
