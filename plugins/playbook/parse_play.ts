import { valueToJson } from "../../lib/base/value_json.ts";
import type { YamlMapping, YamlNode } from "../../lib/source/yaml_node.ts";
import type { Play, RoleInclude, VarsFile, VarsPrompt } from "../../lib/plugin/sdk.ts";
import { checkSetting, keyText, nameOf, readVars, scalarText, settingOf } from "./_fields.ts";
import { didYouMean, type Findings, kindOf } from "./_findings.ts";
import { PLAY_KEYWORDS, VARS_PROMPT_KEYS } from "./keywords.ts";
import { readRole } from "./parse_role.ts";
import { keywordOf } from "./parse_task.ts";
import { readTasks } from "./parse_tasks.ts";

/** Reads one play; what is missing or malformed is recorded and left out. */
export function parsePlay(node: YamlMapping, findings: Findings): Play {
  checkKeywords(node, findings);
  const tasksOf = (section: string) => {
    const list = node.get(section);
    const role = section === "handlers" ? "handler" : "task";
    return list === undefined ? [] : readTasks(list, { role, section }, findings);
  };
  const name = nameOf(node.entry("name"));
  const hosts = node.entry("hosts");
  const vars = node.get("vars");
  return {
    ...(name === undefined ? {} : { name }),
    hosts: readHosts(node, findings),
    ...(hosts === undefined ? {} : { hostsPosition: hosts.value.position }),
    ...(hosts?.value.kind === "sequence"
      ? { hostPatterns: hosts.value.items.map(patternText) }
      : {}),
    preTasks: tasksOf("pre_tasks"),
    roles: readRoles(node.get("roles"), findings),
    tasks: tasksOf("tasks"),
    postTasks: tasksOf("post_tasks"),
    handlers: tasksOf("handlers"),
    vars: vars === undefined ? [] : readVars(vars, "Play", findings),
    varsFiles: readVarsFiles(node.get("vars_files"), findings),
    varsPrompt: readVarsPrompt(node.get("vars_prompt"), findings),
    settings: node.entries.flatMap((entry) => {
      const key = keyText(entry);
      const keyword = key === "user" ? "remote_user" : keywordOf(key);
      return keyword === undefined || keyword === "vars_prompt" || !isPlayKey(key)
        ? []
        : [settingOf(keyword, entry)];
    }),
    position: node.position,
  };
}

function isPlayKey(key: string): boolean {
  return key === "user" || PLAY_KEYWORDS.has(key);
}

function checkKeywords(node: YamlMapping, findings: Findings): void {
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (key === "validate_argspec") {
      findings.error("unknown-keyword", `'${key}' is not a valid attribute for a Play`, {
        position: entry.key.position,
        hint: "It came with release 2.20: module validate_argument_spec in pre_tasks does the same",
      });
    } else if (!isPlayKey(key)) {
      findings.unknownKeyword(key, "Play", { place: entry.key, known: PLAY_KEYWORDS });
    } else checkSetting(entry, findings);
  }
  const user = node.entry("user");
  if (user !== undefined && node.entry("remote_user") !== undefined) {
    findings.error(
      "conflicting-keywords",
      "both 'user' and 'remote_user' are set for this play. The use of 'user' is deprecated, " +
        "and should be removed",
      user.key,
    );
  }
}

function readHosts(node: YamlMapping, findings: Findings): string {
  const hosts = node.get("hosts");
  if (hosts === undefined) {
    findings.error("invalid-hosts", "the field 'hosts' is required but was not set", {
      position: node.position,
      hint: "Name the hosts of the play, such as hosts: all",
    });
    return "";
  }
  const items = hosts.kind === "sequence" ? hosts.items : [hosts];
  const isEmpty = items.length === 0 || (hosts.kind === "scalar" && !hosts.value);
  if (isEmpty) {
    const message = "Hosts list cannot be empty. Please check your playbook";
    findings.error("invalid-hosts", message, hosts);
    return "";
  }
  const isText = hosts.kind === "scalar" && typeof hosts.value === "string";
  if (hosts.kind !== "sequence" && !isText) {
    findings.error(
      "invalid-hosts",
      "Hosts list must be a sequence or string. Please check your playbook.",
      hosts,
    );
    return "";
  }
  for (const item of items) checkHost(item, findings);
  return items.map(patternText).join(",");
}

function patternText(item: YamlNode): string {
  return item.kind === "scalar" ? scalarText(item.value) : "";
}

function checkHost(item: YamlNode, findings: Findings): void {
  if (item.kind === "scalar" && typeof item.value === "string") return;
  const isNull = item.kind === "scalar" && item.value === null;
  const text = item.kind === "scalar" ? scalarText(item.value) : kindOf(item);
  findings.error(
    "invalid-hosts",
    isNull
      ? "Hosts list cannot contain values of 'None'. Please check your playbook"
      : `Hosts list contains an invalid host value: '${text}'`,
    item,
  );
}

function readRoles(node: YamlNode | undefined, findings: Findings): readonly RoleInclude[] {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return [];
  if (node.kind !== "sequence") {
    findings.error("malformed-roles", "A malformed role declaration was encountered.", {
      position: node.position,
      hint: `roles must be a list: found ${kindOf(node)}`,
    });
    return [];
  }
  return node.items.flatMap((item) => readRole(item, findings) ?? []);
}

/** A list of files; a list in it names candidates of which the first that exists counts. */
function readVarsFiles(node: YamlNode | undefined, findings: Findings): readonly VarsFile[] {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return [];
  const items = node.kind === "sequence" ? node.items : [node];
  return items.map((item) => {
    const names = item.kind === "sequence" ? item.items : [item];
    const candidates = names.flatMap((name) => {
      if (name.kind === "scalar" && typeof name.value === "string") return [name.value];
      findings.error("invalid-vars-files", "vars_files must be a list of file names", {
        position: name.position,
        hint: `Found ${kindOf(name)}`,
      });
      return [];
    });
    return { candidates, position: item.position };
  });
}

function readVarsPrompt(node: YamlNode | undefined, findings: Findings): readonly VarsPrompt[] {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return [];
  const items = node.kind === "sequence" ? node.items : [node];
  return items.flatMap((item) => {
    if (item.kind === "mapping") return readPrompt(item, findings) ?? [];
    findings.error("invalid-vars-prompt", "vars_prompt must be a list of mappings", item);
    return [];
  });
}

function readPrompt(node: YamlMapping, findings: Findings): VarsPrompt | undefined {
  const name = nameOf(node.entry("name"));
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (VARS_PROMPT_KEYS.has(key)) continue;
    findings.error(
      "invalid-vars-prompt",
      `Invalid vars_prompt data structure, found unsupported key '${key}'`,
      { position: entry.key.position, ...didYouMean(key, VARS_PROMPT_KEYS) },
    );
  }
  if (name === undefined) {
    const message = "Invalid vars_prompt data structure, missing 'name' key";
    findings.error("invalid-vars-prompt", message, node);
    return undefined;
  }
  const textOf = (key: string) => nameOf(node.entry(key));
  const prompt = textOf("prompt");
  const fallback = node.get("default");
  const encrypt = textOf("encrypt");
  const salt = textOf("salt");
  const saltSize = textOf("salt_size");
  return {
    name,
    ...(prompt === undefined ? {} : { prompt }),
    ...(fallback === undefined ? {} : { defaultValue: valueToJson(fallback.value) }),
    private: flagOf(node, "private", findings) ?? true,
    confirm: flagOf(node, "confirm", findings) ?? false,
    ...(encrypt === undefined ? {} : { encrypt }),
    ...(saltSize === undefined ? {} : { saltSize: Number(saltSize) }),
    ...(salt === undefined ? {} : { salt }),
    unsafe: flagOf(node, "unsafe", findings) ?? false,
    position: node.position,
  };
}

const TRUE_WORDS = ["yes", "on", "true", "1", "y", "t"];
const FALSE_WORDS = ["no", "off", "false", "0", "n", "f"];

function flagOf(node: YamlMapping, key: string, findings: Findings): boolean | undefined {
  const entry = node.entry(key);
  const text = nameOf(entry)?.toLowerCase();
  if (entry === undefined || text === undefined) return undefined;
  if (TRUE_WORDS.includes(text)) return true;
  if (!FALSE_WORDS.includes(text)) {
    const message = `The value of ${key} in vars_prompt must be a boolean: found '${text}'`;
    findings.error("invalid-vars-prompt", message, entry.value);
  }
  return false;
}
