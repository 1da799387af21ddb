import type { Position } from "../../lib/base/position.ts";
import { valueFromJson } from "../../lib/base/value_json.ts";
import { isDict, isList, type Value } from "../../lib/base/value.ts";
import { isTemplate, type ModuleCall } from "./module_arguments.ts";
import { didYouMean, type Findings } from "./_findings.ts";
import { shortName } from "./keywords.ts";

/** Records what is wrong with the arguments of an include or import, as far as they are literal. */
export function checkInclude(
  call: ModuleCall,
  { isLooping, isHandler, findings }: {
    readonly isLooping: boolean;
    readonly isHandler: boolean;
    readonly findings: Findings;
  },
): void {
  const name = shortName(call.module);
  if (name === "include_tasks" || name === "import_tasks") checkTasks(call, findings);
  if (name === "include") checkFile(call, findings);
  if (name === "include_role" || name === "import_role") checkRole(call, findings);
  if (isHandler && (name === "include_role" || name === "import_role")) {
    const message = `Using '${call.module}' as a handler is not supported.`;
    findings.error("invalid-include", message, { position: call.modulePosition });
  }
  if (isLooping && (name === "import_tasks" || name === "import_role")) {
    const instead = name.replace("import", "include");
    findings.error(
      "import-loop",
      `You cannot use loops on '${call.module}' statements. You should use '${instead}' instead.`,
      { position: call.modulePosition },
    );
  }
}

const ROLE_OPTIONS = [
  "name",
  "role",
  "tasks_from",
  "vars_from",
  "defaults_from",
  "handlers_from",
  "apply",
  "public",
  "allow_duplicates",
  "rolespec_validate",
];

function checkTasks(call: ModuleCall, findings: Findings): void {
  refuseOptions(call, ["file", "apply"], findings);
  checkFile(call, findings);
  checkApply(call, findings);
}

function checkFile(call: ModuleCall, findings: Findings): void {
  if (call.freeForm || argument(call, "file")?.value || call.argsTemplate !== undefined) return;
  findings.error("invalid-include", `No file specified for ${call.module}`, {
    position: call.modulePosition,
  });
}

function checkRole(call: ModuleCall, findings: Findings): void {
  if (call.argsTemplate !== undefined) return;
  const position = call.modulePosition;
  const given = argument(call, "name")?.value ?? argument(call, "role")?.value ?? null;
  if (given === null) {
    findings.error("invalid-include", `'name' is a required field for ${call.module}.`, {
      position,
    });
  }
  refuseOptions(call, ROLE_OPTIONS, findings);
  if (call.freeForm !== undefined) {
    findings.error("invalid-include", `Invalid options for ${call.module}: _raw_params`, {
      position,
    });
  }
  const publicity = argument(call, "public");
  if (publicity !== undefined && shortName(call.module) === "import_role") {
    findings.error("invalid-include", `Invalid options for ${call.module}: public`, publicity);
  }
  for (const key of ["tasks_from", "vars_from", "defaults_from", "handlers_from"]) {
    const from = argument(call, key);
    if (from === undefined || typeof from.value === "string") continue;
    findings.error(
      "invalid-include",
      `Expected a string for ${key} but got ${wordFor(from.value)} instead`,
      from,
    );
  }
  checkApply(call, findings);
}

function checkApply(call: ModuleCall, findings: Findings): void {
  const apply = argument(call, "apply");
  if (apply === undefined) return;
  if (shortName(call.module).startsWith("import_")) {
    findings.error("invalid-include", `Invalid options for ${call.module}: apply`, apply);
  } else if (!isDict(apply.value) && !isTemplate(apply.value)) {
    findings.error(
      "invalid-include",
      `Expected a dict for apply but got ${wordFor(apply.value)} instead`,
      apply,
    );
  }
}

function refuseOptions(call: ModuleCall, known: readonly string[], findings: Findings): void {
  for (const { key, position } of call.args) {
    if (known.includes(key)) continue;
    findings.error("invalid-include", `Invalid options for ${call.module}: ${key}`, {
      position: position ?? call.modulePosition,
      ...didYouMean(key, known),
    });
  }
}

function argument(
  call: ModuleCall,
  key: string,
): { readonly value: Value; readonly position: Position } | undefined {
  const found = call.args.find((one) => one.key === key);
  if (found === undefined) return undefined;
  return { value: valueFromJson(found.value), position: found.position ?? call.modulePosition };
}

function wordFor(value: Value): string {
  if (isDict(value)) return "a mapping";
  if (isList(value)) return "a list";
  return typeof value === "string"
    ? "a text"
    : typeof value === "boolean"
    ? "a boolean"
    : "a number";
}
