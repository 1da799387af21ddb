import type { YamlNode } from "../../lib/source/yaml_node.ts";
import type { RoleInclude } from "../../lib/plugin/sdk.ts";
import { keyText, nameOf } from "./_fields.ts";
import { type Findings, kindOf } from "./_findings.ts";
import { ROLE_METADATA_KEYWORDS } from "./keywords.ts";
import { readRole } from "./parse_role.ts";

/**
 * Reads the dependencies of the root of a role's meta/main.yml. The forms of ansible-galaxy, such
 * as `src: https://example.com/role.git`, name the role that was installed from there.
 */
export function readDependencies(root: YamlNode, findings: Findings): readonly RoleInclude[] {
  if (root.kind === "scalar" && root.value === null) return [];
  if (root.kind !== "mapping") {
    findings.error(
      "malformed-metadata",
      "the 'meta/main.yml' for a role is not a dictionary",
      root,
    );
    return [];
  }
  for (const entry of root.entries) {
    const key = keyText(entry);
    if (ROLE_METADATA_KEYWORDS.has(key)) continue;
    const known = ROLE_METADATA_KEYWORDS;
    findings.unknownKeyword(key, "RoleMetadata", { place: entry.key, known });
  }
  const list = root.get("dependencies");
  if (list === undefined || (list.kind === "scalar" && !list.value)) return [];
  if (list.kind !== "sequence") {
    findings.error("invalid-role", "Expected role dependencies to be a list.", {
      position: list.position,
      hint: `Found ${kindOf(list)}`,
    });
    return [];
  }
  return list.items.flatMap((item) => readDependency(item, findings) ?? []);
}

function readDependency(item: YamlNode, findings: Findings): RoleInclude | undefined {
  if (item.kind !== "mapping" || item.get("role") !== undefined || item.get("name") !== undefined) {
    return readRole(item, findings);
  }
  const source = nameOf(item.entry("src"));
  if (source === undefined) return readRole(item, findings);
  return { role: roleName(source), vars: [], params: [], settings: [], position: item.position };
}

/** @returns The name under which ansible-galaxy installs what is at `source`. */
function roleName(source: string): string {
  const [address = "", , name] = source.split(",");
  if (name !== undefined) return name.trim();
  if (!address.includes("://") && !address.includes("@")) return address;
  const last = address.slice(address.lastIndexOf("/") + 1);
  return last.replace(/\.git$/, "").replace(/\.tar\.gz$/, "");
}
