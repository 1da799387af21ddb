import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { type Dict, isDict } from "../../base/value.ts";
import { parseYaml } from "../../source/yaml.ts";
import type { RunVault } from "../vault/open_vault.ts";

/**
 * @returns The variables of a YAML or JSON file, none of an empty one, or `undefined` if there is no
 * such file.
 * @throws {DiagnosticError} If it holds no mapping.
 */
export function readVars(path: string, files: Files, vault: RunVault): Dict | undefined {
  const text = files.readText(path);
  if (text === undefined) return undefined;
  const { root } = parseYaml(vault.decryptVars(text, path), { file: path });
  if (isDict(root.value)) return root.value;
  if (root.value === null) return new Map();
  throw new DiagnosticError([{
    rule: "vars-file",
    severity: "error",
    message: "A file of variables must hold a mapping",
    position: root.position,
  }]);
}
