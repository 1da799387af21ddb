/** What a rule is about. */
export interface RulePage {
  /** One line, without a final period. */
  readonly brief: string;
  /** Why it matters, in sentences. */
  readonly why: string;
  /** A playbook, or an inventory, in which the rule finds something; none if there can be none. */
  readonly bad?: string;
  /** The same as it should be. */
  readonly good?: string;
  /** Whether the texts are inventories; playbooks if left out. */
  readonly about?: "inventory";
  /** Files that both need, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
}

/** @returns A text of these lines. */
export function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}

/** @returns A playbook with one play of these lines of tasks. */
export function tasks(...all: readonly string[]): string {
  return lines("- hosts: web", "  tasks:", ...all.map((line) => `    ${line}`));
}
