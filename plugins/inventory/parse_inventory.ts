import { type Diagnostic, DiagnosticError } from "../../lib/base/diagnostic.ts";
import { formatPosition } from "../../lib/base/position.ts";
import type { InventoryFormat, InventoryResponse } from "../../lib/plugin/sdk.ts";
import type { InventoryBuilder } from "./inventory_builder.ts";
import { parseHostList } from "./parse_host_list.ts";
import { parseIni } from "./parse_ini.ts";
import { parseScriptOutput } from "./parse_script_output.ts";
import { parseTomlInventory } from "./parse_toml_inventory.ts";
import { parseYamlInventory } from "./parse_yaml_inventory.ts";

/** One inventory source: a file's content, a script's output, or a list of hosts. */
export interface InventorySource {
  readonly filePath: string;
  readonly content: Uint8Array;
  readonly format: InventoryFormat;
}

interface Attempt {
  /** The name of Ansible's plugin for the format. */
  readonly plugin: string;
  readonly parse: (text: string, file: string) => InventoryBuilder;
}

const ATTEMPTS = {
  host_list: { plugin: "host_list", parse: parseHostList },
  json: { plugin: "script", parse: parseScriptOutput },
  yaml: { plugin: "yaml", parse: parseYamlInventory },
  ini: { plugin: "ini", parse: parseIni },
  toml: { plugin: "toml", parse: parseTomlInventory },
} satisfies Record<Exclude<InventoryFormat, "auto">, Attempt>;

/**
 * Reads an inventory source. In format `auto` those formats are tried that fit the file's name, in
 * Ansible's order: YAML, INI, TOML.
 *
 * @returns The inventory with warnings; or, if no format fits, `error` with one warning for each
 * format that was tried, in Ansible's words, and the findings of the format that was meant.
 */
export function parseInventory(source: InventorySource): InventoryResponse {
  const { filePath, content } = source;
  const attempts = attemptsFor(source);
  const failures: { readonly attempt: Attempt; readonly findings: readonly Diagnostic[] }[] = [];
  for (const attempt of attempts) {
    try {
      const builder = attempt.parse(decode(content, filePath), filePath);
      return { inventory: builder.finish(), warnings: builder.warnings, diagnostics: [] };
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      failures.push({ attempt, findings: error.diagnostics });
    }
  }
  const meant = failures.find(({ attempt }) => attempt === meantFor(filePath, attempts));
  return {
    warnings: failures.map(({ attempt, findings }) =>
      ` * Failed to parse ${filePath} with ${attempt.plugin} plugin: ${messageOf(findings)}`
    ),
    error: `Unable to parse ${filePath} as an inventory source`,
    diagnostics: meant?.findings ?? [],
  };
}

function attemptsFor({ filePath, format }: InventorySource): readonly Attempt[] {
  if (format !== "auto") return [ATTEMPTS[format]];
  const isYaml = /(?:\.ya?ml|\.json|(?:^|\/)\.?[^./]*)$/.test(filePath);
  const isToml = filePath.endsWith(".toml");
  return [
    ...(isYaml ? [ATTEMPTS.yaml] : []),
    ATTEMPTS.ini,
    ...(isToml ? [ATTEMPTS.toml] : []),
  ];
}

/** A file without a telling name is most likely INI. */
function meantFor(filePath: string, attempts: readonly Attempt[]): Attempt | undefined {
  if (attempts.length === 1) return attempts[0];
  if (filePath.endsWith(".toml")) return ATTEMPTS.toml;
  return /\.(?:ya?ml|json)$/.test(filePath) ? ATTEMPTS.yaml : ATTEMPTS.ini;
}

function messageOf(findings: readonly Diagnostic[]): string {
  return findings.map((finding) =>
    finding.rule.startsWith("yaml-")
      ? `${formatPosition(finding.position)}: ${finding.message}`
      : finding.message
  ).join("\n");
}

/** A byte order mark is no part of the text. */
function decode(content: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("utf-8").decode(content).split("\n").map((line, index) => {
      if (!line.includes("\ufffd") || /^[;#]/.test(line)) return line;
      throw new DiagnosticError([{
        rule: "inventory-encoding",
        severity: "error",
        message: "Cannot read the inventory: this line is not UTF-8",
        position: { file, line: index + 1, column: line.indexOf("\ufffd") + 1 },
      }]);
    }).join("\n");
  }
}
