import { type Diagnostic, DiagnosticError } from "../../lib/base/diagnostic.ts";
import { parseYaml } from "../../lib/source/yaml.ts";
import type { YamlEntry, YamlMapping, YamlNode } from "../../lib/source/yaml_node.ts";
import type {
  ParseResponse,
  Play,
  PlaybookImport,
  PlaybookResponse,
} from "../../lib/plugin/sdk.ts";
import { checkSetting, keyText, nameOf, readVars, settingOf } from "./_fields.ts";
import { Findings, kindOf } from "./_findings.ts";
import { IMPORT_PLAYBOOK_KEYWORDS, shortName } from "./keywords.ts";
import { parsePlay } from "./parse_play.ts";
import { readDependencies } from "./parse_role_dependencies.ts";
import { keywordOf } from "./parse_task.ts";
import { readTasks } from "./parse_tasks.ts";

/**
 * Reads a playbook: a list of plays and imports.
 *
 * @returns The playbook without what is wrong with it, and all findings with their positions.
 */
export function parsePlaybook(text: string, file: string): PlaybookResponse {
  const { result, reply } = readWith(text, file, readPlaybook);
  return result === undefined ? reply : { playbook: result, ...reply };
}

/** Reads a file of tasks or handlers, such as a role's tasks/main.yml. */
export function parseTasks(
  text: string,
  file: string,
  kind: "tasks" | "handlers" = "tasks",
): ParseResponse {
  const { result, reply } = readWith(text, file, (root, findings) => {
    const isNothing = root.kind === "scalar" && root.value === null;
    if (root.kind !== "sequence" && !isNothing) {
      findings.error("malformed-tasks", "included task files must contain a list of tasks", root);
    }
    const role = kind === "handlers" ? "handler" : "task";
    return root.kind === "sequence" ? readTasks(root, { role, section: kind }, findings) : [];
  });
  return result === undefined ? reply : { tasks: result, ...reply };
}

/** Reads the dependencies of a role's meta/main.yml. */
export function parseRoleDependencies(text: string, file: string): ParseResponse {
  const { result, reply } = readWith(text, file, readDependencies);
  return result === undefined ? reply : { dependencies: result, ...reply };
}

interface Reply {
  readonly warnings: readonly string[];
  readonly error?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns What can be made of the text, without what is wrong with it, and all findings. */
function readWith<T>(
  text: string,
  file: string,
  read: (root: YamlNode, findings: Findings) => T,
): { readonly result?: T; readonly reply: Reply } {
  const findings = new Findings();
  const { diagnostics } = findings;
  let result: T | undefined;
  try {
    const document = parseYaml(text, { file });
    diagnostics.push(...document.warnings);
    result = read(document.root, findings);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    diagnostics.push(...error.diagnostics);
  }
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  const reply = { warnings: warnings.map(({ message }) => message), diagnostics };
  const first = diagnostics.find(({ severity }) => severity === "error");
  return {
    ...(result === undefined ? {} : { result }),
    reply: first === undefined ? reply : { ...reply, error: first.message },
  };
}

function readPlaybook(
  root: YamlNode,
  findings: Findings,
): { readonly plays: readonly Play[]; readonly imports: readonly PlaybookImport[] } {
  const plays: Play[] = [];
  const imports: PlaybookImport[] = [];
  const { file } = root.source;
  if (root.kind !== "sequence") {
    const isNothing = root.kind === "scalar" && root.value === null;
    findings.error(
      "malformed-playbook",
      isNothing
        ? `Empty playbook, nothing to do: ${file}`
        : `A playbook must be a list of plays, got ${kindOf(root)} instead: ${file}`,
      root,
    );
    return { plays, imports };
  }
  if (root.items.length === 0) {
    const message = `A playbook must contain at least one play: ${file}`;
    findings.error("malformed-playbook", message, root);
  }
  for (const item of root.items) {
    if (item.kind !== "mapping") {
      findings.error(
        "malformed-playbook",
        "playbook entries must be either valid plays or 'import_playbook' statements",
        { position: item.position, hint: `Found ${kindOf(item)}` },
      );
      continue;
    }
    const imported = item.entries.find((entry) => isImport(keyText(entry)));
    if (imported === undefined) plays.push(parsePlay(item, findings));
    else imports.push(readImport(item, { imported, index: plays.length, findings }));
  }
  return { plays, imports };
}

function isImport(key: string): boolean {
  return shortName(key) === "import_playbook";
}

function readImport(
  node: YamlMapping,
  { imported, index, findings }: {
    readonly imported: YamlEntry;
    readonly index: number;
    readonly findings: Findings;
  },
): PlaybookImport {
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (isImport(key)) continue;
    if (!IMPORT_PLAYBOOK_KEYWORDS.has(key)) {
      const known = IMPORT_PLAYBOOK_KEYWORDS;
      findings.unknownKeyword(key, "PlaybookInclude", { place: entry.key, known });
    } else {
      checkSetting(entry, findings);
      warnOfNoEffect(entry, findings);
    }
  }
  const name = nameOf(node.entry("name"));
  const vars = node.get("vars");
  if (vars !== undefined && vars.kind !== "mapping") {
    findings.error(
      "invalid-vars",
      "vars for import_playbook statements must be specified as a dictionary",
      vars,
    );
  }
  return {
    path: readPath(imported, findings),
    ...(name === undefined ? {} : { name }),
    vars: vars?.kind === "mapping" ? readVars(vars, "PlaybookInclude", findings) : [],
    settings: node.entries.flatMap((entry) => {
      const keyword = keywordOf(keyText(entry));
      return keyword !== undefined && EFFECTIVE.has(keyword) ? [settingOf(keyword, entry)] : [];
    }),
    index,
    position: node.position,
  };
}

/** What an import hands on to its plays; Ansible accepts the other keywords and ignores them. */
const EFFECTIVE: ReadonlySet<string> = new Set(["tags", "when"]);

function warnOfNoEffect(entry: YamlEntry, findings: Findings): void {
  const key = keyText(entry);
  if (EFFECTIVE.has(key) || key === "name" || key === "vars") return;
  findings.warning("no-effect", `'${key}' has no effect on import_playbook`, {
    position: entry.key.position,
    hint: "Set it in the plays of the imported playbook",
  });
}

function readPath({ key, value }: YamlEntry, findings: Findings): string {
  if (value.kind === "scalar" && value.value === null) {
    findings.error("invalid-import", "playbook import parameter is missing", key);
    return "";
  }
  if (value.kind !== "scalar" || typeof value.value !== "string") {
    findings.error(
      "invalid-import",
      `playbook import parameter must be a string indicating a file path, got ${
        kindOf(value)
      } instead`,
      value,
    );
    return "";
  }
  const [, path = "", rest = ""] = PATH_AND_REST.exec(value.value) ?? [];
  if (path === "") {
    const message = "import_playbook statements must specify the file name to import";
    findings.error("invalid-import", message, value);
  }
  if (rest !== "") {
    findings.warning("no-effect", `Parameters of import_playbook have no effect: ${rest}`, value);
  }
  return path;
}

/** A path may be a template, with spaces in it. */
const PATH_AND_REST = /^\s*((?:\{\{.*?\}\}|\S)*)\s*([^]*)$/;
