import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { type Dict, isDict } from "../../base/value.ts";
import { parseYaml } from "../../source/yaml.ts";
import type { RunVault } from "../vault/open_vault.ts";

/**
 * @returns The variables of a YAML or JSON file, none of an empty one, or `undefined` if there is no
 * such file.
 * @throws {DiagnosticError} If it cannot be read or holds no mapping.
 */
export function readVars(path: string, files: Files, vault: RunVault): Dict | undefined {
  const text = textOf(path, files);
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

function textOf(path: string, files: Files): string | undefined {
  try {
    return files.readText(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Cannot read a file of variables: ${reason}`;
    const position = { file: path, line: 1, column: 1 };
    throw new DiagnosticError([{ rule: "vars-file", severity: "error", message, position }], {
      cause: error,
    });
  }
}
