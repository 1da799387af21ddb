import type { Finding } from "../../base/diagnostic.ts";

/**
 * Every rule there is, with the severity of its findings; a finding may be milder where it says so.
 * What a rule is about is in `pages/`, and `shep explain RULE` shows it.
 *
 * An `error` stops a run or makes it do something else than is written, a `warning` is most likely
 * a mistake, an `info` is worth a look.
 */
export const RULES = {
  // What a file is.
  "argument-splitting": "error",
  "file-encoding": "warning",
  "malformed-metadata": "error",
  "malformed-playbook": "error",
  "malformed-tasks": "error",
  "parse-failure": "error",
  "unreadable-file": "error",
  "vars-file": "error",
  "vault-secret": "warning",
  "yaml-aliases": "error",
  "yaml-construct": "error",
  "yaml-documents": "error",
  "yaml-duplicate-key": "warning",
  "yaml-mode": "warning",
  "yaml-number": "warning",
  "yaml-sexagesimal": "warning",
  "yaml-syntax": "error",
  "yaml-truth": "warning",
  // Plays, blocks and tasks.
  "conflicting-action": "error",
  "conflicting-keywords": "error",
  "duplicate-loop": "error",
  "handler-block": "error",
  "invalid-hosts": "error",
  "invalid-keyword-value": "error",
  "invalid-loop": "error",
  "invalid-tags": "error",
  "invalid-value": "error",
  "invalid-vars-files": "error",
  "invalid-vars-prompt": "error",
  "loop-control": "error",
  "malformed-block": "error",
  "no-action": "error",
  "no-effect": "warning",
  "rescue-alone": "error",
  "unknown-handler": "error",
  "unknown-keyword": "error",
  "unknown-meta": "error",
  "unlisted-host": "warning",
  "unmatched-host": "warning",
  "unused-handler": "info",
  // Modules and what they are given.
  "collection-as-text": "warning",
  "conflicting-arguments": "error",
  "exclusive-arguments": "error",
  "extra-parameters": "error",
  "internal-argument": "error",
  "invalid-argument": "error",
  "invalid-arguments": "error",
  "missing-argument": "error",
  "refused-module": "error",
  "unknown-argument": "error",
  "unknown-group": "error",
  "unknown-module": "error",
  // Roles, files and includes.
  "import-circle": "error",
  "import-loop": "error",
  "invalid-import": "error",
  "invalid-include": "error",
  "invalid-role": "error",
  "malformed-roles": "error",
  "missing-file": "error",
  "missing-role": "error",
  "missing-role-file": "error",
  "outside-role": "error",
  "role-recursion": "error",
  "static-name": "error",
  // Templates.
  "condition-delimiters": "warning",
  "native-semantics": "info",
  "template-syntax": "error",
  "unknown-filter": "warning",
  "unknown-lookup": "error",
  "unknown-test": "warning",
  // Variables.
  "invalid-vars": "error",
  "magic-variable": "warning",
  "misspelt-variable": "warning",
  "undefined-variable": "error",
  "variable-name": "error",
  "vars-list": "warning",
  // Inventories.
  "inventory-encoding": "error",
  "inventory-file": "error",
  "inventory-host-list": "error",
  "inventory-ini": "error",
  "inventory-script": "error",
  "inventory-toml": "error",
  "inventory-vars": "error",
  "inventory-yaml": "error",
  // Comments for this program.
  "unknown-rule": "warning",
  "unused-ignore": "warning",
} as const satisfies Readonly<Record<string, Finding["severity"]>>;

/** The name of a rule. */
export type RuleId = keyof typeof RULES;

/** @returns Whether there is a rule of this name. */
export function isRuleId(name: string): name is RuleId {
  return Object.hasOwn(RULES, name);
}
