import assert from "node:assert/strict";
import { FakeEnvironment } from "../../system/fake_environment.ts";
import { type Config, formatOrigin, readConfig } from "./config.ts";
import type { Setting } from "./setting.ts";
import { settingNames, SETTINGS } from "./settings.ts";

/**
 * testdata/config/cases holds files that the real Ansible read (scripts/gen_config_cases.py), and
 * what it made of them: all values that are not the default, or that it refused them.
 */

const CASES = new URL("../../../testdata/config/cases/", import.meta.url);
const WORK = "/tmp/work";

interface Expected {
  readonly exitCode: number;
  readonly values?: Readonly<Record<string, unknown>>;
}

function read(text: string) {
  const variables = Object.fromEntries(
    [...text.matchAll(/^; env (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  return readConfig({
    file: { path: `${WORK}/ansible.cfg`, text },
    surroundings: new FakeEnvironment({
      variables: { ...variables, HOME: "/home/tester" },
      workingFolder: WORK,
    }),
  });
}

function changedIn(config: Config): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    settingNames().filter((name) => config.isSet(name))
      .map((name) => [name, config.configured(name).value]),
  );
}

for (const { name } of [...Deno.readDirSync(CASES)].sort((a, b) => a.name < b.name ? -1 : 1)) {
  if (!name.endsWith(".cfg")) continue;
  Deno.test(`readConfig() reads as Ansible: ${name.replace(/\.cfg$/, "")}`, () => {
    const { config, problems } = read(Deno.readTextFileSync(new URL(name, CASES)));
    const expected: Expected = JSON.parse(
      Deno.readTextFileSync(new URL(name.replace(/\.cfg$/, ".json"), CASES)),
    );
    const messages = problems.map(({ message }) => message);
    assert.equal(messages.length > 0, expected.exitCode !== 0, messages.join("\n"));
    if (expected.values === undefined) return;
    const known = new Set<string>(settingNames());
    const values = Object.entries(expected.values)
      .filter(([setting]) => known.has(setting))
      .map(([setting, value]) => [setting, String(value).replaceAll("$WORK", WORK)]);
    const actual = Object.entries(changedIn(config))
      .filter(([setting]) => expected.values?.[setting] !== undefined)
      .map(([setting, value]) => [setting, String(value)]);
    assert.deepEqual(Object.fromEntries(actual), Object.fromEntries(values));
  });
}

Deno.test("readConfig() says where each value comes from, with its line", () => {
  const text = "; env ANSIBLE_TIMEOUT=7\n[defaults]\nforks = 3\ntimeout = 5\n";
  const { config } = read(text);
  const originOf = (name: Parameters<Config["configured"]>[0]) =>
    formatOrigin(config.configured(name).origin);
  assert.equal(originOf("DEFAULT_FORKS"), `${WORK}/ansible.cfg:3`);
  assert.equal(originOf("DEFAULT_TIMEOUT"), "env: ANSIBLE_TIMEOUT");
  assert.equal(originOf("DEFAULT_BECOME"), "default");
  assert.equal(config.number("DEFAULT_TIMEOUT"), 7);
});

Deno.test("readConfig() finds all that is wrong, each in its line", () => {
  const { problems } = read("[defaults]\nforks = x\ntimeout = y\ngathering = z\nrubbish\n");
  assert.deepEqual(
    problems.map(({ message, position }) => `${position.line}: ${message}`).sort(),
    [
      '2: Invalid type for configuration option setting: DEFAULT_FORKS: expected a whole number, found "x"',
      '3: Invalid type for configuration option setting: DEFAULT_TIMEOUT: expected a whole number, found "y"',
      '4: Invalid value for configuration option setting: DEFAULT_GATHERING: expected implicit, explicit, smart, found "z"',
      "5: Source contains parsing errors: expected key = value",
    ],
  );
});

Deno.test("readConfig() tells of what is neither yes nor no, and takes it for a no", () => {
  const { config } = read("[privilege_escalation]\nbecome = maybe\n");
  assert.equal(config.flag("DEFAULT_BECOME"), false);
  assert.deepEqual(config.warnings, [
    `DEFAULT_BECOME (from ${WORK}/ansible.cfg:2): expected a yes or no, found "maybe": ` +
    "it is taken for a no",
  ]);
});

Deno.test("readConfig() knows what the file says that nothing here knows", () => {
  const { config } = read("[defaults]\nforks = 3\nsquirrels = 3\n[galaxy]\ntoken = x\n");
  assert.deepEqual(config.unknown.map(({ section, key }) => `${section}.${key}`), [
    "defaults.squirrels",
    "galaxy.token",
  ]);
});

/** What Ansible says of its settings, and of options of its plugins. */
interface Known {
  readonly settings: Readonly<Record<string, KnownSetting>>;
  readonly ssh: Readonly<Record<string, KnownSetting>>;
  readonly callback: Readonly<Record<string, KnownSetting>>;
  readonly docker: Readonly<Record<string, KnownSetting>>;
  readonly podman: Readonly<Record<string, KnownSetting>>;
  readonly sudo: Readonly<Record<string, KnownSetting>>;
  readonly su: Readonly<Record<string, KnownSetting>>;
  readonly doas: Readonly<Record<string, KnownSetting>>;
}

interface KnownSetting {
  readonly type: string;
  readonly default: unknown;
  readonly ini: readonly (readonly [string, string])[];
  readonly env: readonly string[];
  readonly choices?: readonly string[];
}

/** Where a setting is an option of the ssh connection, too: that one knows more places. */
const SSH_OPTIONS: Readonly<Record<string, string>> = {
  HOST_KEY_CHECKING: "host_key_checking",
  DEFAULT_TIMEOUT: "timeout",
  ANSIBLE_PIPELINING: "pipelining",
  SSH_ARGS: "ssh_args",
  SSH_COMMON_ARGS: "ssh_common_args",
  SSH_EXTRA_ARGS: "ssh_extra_args",
  SSH_EXECUTABLE: "ssh_executable",
  SSH_RETRIES: "reconnection_retries",
  SSH_CONTROL_PATH: "control_path",
  SSH_CONTROL_PATH_DIR: "control_path_dir",
  SSH_TRANSFER_METHOD: "ssh_transfer_method",
  SCP_IF_SSH: "scp_if_ssh",
  SCP_EXECUTABLE: "scp_executable",
  SCP_EXTRA_ARGS: "scp_extra_args",
  SFTP_EXECUTABLE: "sftp_executable",
  SFTP_EXTRA_ARGS: "sftp_extra_args",
  SFTP_BATCH_MODE: "sftp_batch_mode",
  SSH_USETTY: "use_tty",
  SSHPASS_PROMPT: "sshpass_prompt",
  SSH_PKCS11_PROVIDER: "pkcs11_provider",
};

/** Options of other connections, and of methods to become another user. */
function optionElsewhere(known: Known, name: string): KnownSetting | undefined {
  const [plugin = "", ...words] = name.toLowerCase().split("_");
  const option = words.join("_");
  switch (plugin) {
    case "docker":
      return known.docker[`docker_${option}`];
    case "podman":
      return known.podman[`podman_${option}`];
    case "sudo":
    case "su":
    case "doas":
      return known[plugin][`become_${option}`];
    default:
      return undefined;
  }
}

/** Options of the default callback. */
const CALLBACK_OPTIONS: Readonly<Record<string, string>> = {
  DISPLAY_OK_HOSTS: "display_ok_hosts",
  DISPLAY_FAILED_STDERR: "display_failed_stderr",
  CHECK_MODE_MARKERS: "check_mode_markers",
  SHOW_PER_HOST_START: "show_per_host_start",
  SHOW_TASK_PATH_ON_FAILURE: "show_task_path_on_failure",
  CALLBACK_RESULT_FORMAT: "result_format",
  CALLBACK_FORMAT_PRETTY: "pretty_results",
};

/** Ansible's types, and what they are called here. `vault_id_match` is a text without need. */
const TYPES: Readonly<Record<string, readonly Setting["type"][]>> = {
  bool: ["bool"],
  boolean: ["bool"],
  int: ["int"],
  integer: ["int"],
  list: ["list"],
  path: ["path"],
  tmppath: ["path"],
  pathlist: ["paths"],
  pathspec: ["search-path"],
  str: ["text"],
  string: ["text", "bool"],
};

/** What COMPATIBILITY.md says is another number here. */
const OWN_DEFAULTS: readonly string[] = ["DEFAULT_FORKS"];

Deno.test("SETTINGS have the names, places, types and defaults that Ansible's have", () => {
  const known: Known = JSON.parse(
    Deno.readTextFileSync(new URL("../settings.json", CASES)),
  );
  for (const name of settingNames()) {
    if (name.startsWith("SHEP_")) continue;
    const setting: Setting = SETTINGS[name];
    const reference = known.ssh[SSH_OPTIONS[name] ?? ""] ?? known.settings[name] ??
      known.callback[CALLBACK_OPTIONS[name] ?? ""] ?? optionElsewhere(known, name);
    assert.ok(reference, name);
    assert.deepEqual(setting.ini, reference.ini, name);
    assert.deepEqual(setting.env, reference.env, name);
    assert.ok(TYPES[reference.type]?.includes(setting.type), `${name}: ${reference.type}`);
    assert.deepEqual([...setting.choices ?? []].sort(), [...reference.choices ?? []].sort(), name);
    // Defaults that are computed, or written in another way, are compared by what they come to.
    const isPlain = !String(reference.default).includes("{{") && setting.type !== "paths" &&
      !OWN_DEFAULTS.includes(name);
    const usual = reference.default === "yes" ? true : reference.default;
    if (isPlain) assert.deepEqual(setting.default, usual, name);
  }
});
