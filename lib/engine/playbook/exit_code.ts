import type { Diagnostic } from "../../base/diagnostic.ts";

/**
 * Rules whose findings end ansible-playbook with 1; all other errors in playbooks end it with 4,
 * the code of its parser (observed with Ansible 2.14).
 */
const GENERIC: ReadonlySet<string> = new Set([
  "conflicting-arguments",
  "duplicate-loop",
  "internal-argument",
  "invalid-loop",
  "invalid-role",
  "invalid-tags",
  "invalid-vars-files",
  "missing-file",
  "missing-role",
  "role-recursion",
]);

/** @returns The exit code for a playbook that cannot be loaded: that of its first error. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): 1 | 4 {
  const first = diagnostics.find(({ severity }) => severity === "error");
  return first !== undefined && GENERIC.has(first.rule) ? 1 : 4;
}
