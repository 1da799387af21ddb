import type { YamlMapping, YamlNode } from "../../lib/source/yaml_node.ts";
import type { RoleInclude, Setting, Var } from "../../lib/plugin/sdk.ts";
import {
  checkSetting,
  keyText,
  nameOf,
  readVars,
  scalarText,
  settingOf,
  varOf,
} from "./_fields.ts";
import { type Findings, kindOf } from "./_findings.ts";
import { ROLE_KEYWORDS } from "./keywords.ts";
import { keywordOf } from "./parse_task.ts";

/**
 * Reads one role of `roles:` or of a role's dependencies: a name, or a mapping with `role` or
 * `name`. Keys that are no keywords are the role's parameters.
 */
export function readRole(node: YamlNode, findings: Findings): RoleInclude | undefined {
  if (node.kind === "mapping") return readRoleMapping(node, findings);
  const isName = node.kind === "scalar" &&
    (typeof node.value === "string" || typeof node.value === "number");
  if (!isName) {
    findings.error("invalid-role", `Invalid role definition: ${kindOf(node)}`, {
      position: node.position,
      hint: "A role is a name, or a mapping with the key role",
    });
    return undefined;
  }
  const role = scalarText(node.value);
  if (role.includes(",")) {
    findings.error("invalid-role", `Invalid old style role requirement: ${role}`, node);
  }
  return { role, vars: [], params: [], settings: [], position: node.position };
}

function readRoleMapping(node: YamlMapping, findings: Findings): RoleInclude | undefined {
  const named = node.get("role") ?? node.get("name");
  if (named?.kind !== "scalar" || typeof named.value !== "string" || named.value === "") {
    findings.error("invalid-role", "role definitions must contain a role name", {
      position: node.position,
      hint: "Add the key role",
    });
    return undefined;
  }
  const settings: Setting[] = [];
  const params: Var[] = [];
  for (const entry of node.entries) {
    const key = keyText(entry);
    const keyword = keywordOf(key);
    if (!ROLE_KEYWORDS.has(key)) params.push(varOf(entry));
    else {
      checkSetting(entry, findings);
      if (keyword !== undefined) settings.push(settingOf(keyword, entry));
    }
  }
  const name = node.entry("role") === undefined ? undefined : nameOf(node.entry("name"));
  const vars = node.get("vars");
  return {
    role: named.value,
    ...(name === undefined ? {} : { name }),
    vars: vars === undefined ? [] : readVars(vars, "RoleInclude", findings),
    params,
    settings,
    position: node.position,
  };
}
