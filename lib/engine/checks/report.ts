import type { Finding } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";
import type { Found } from "./found.ts";
import { RULES } from "./rules.ts";

/** Collects findings, each once. */
export class Report {
  readonly #findings = new Map<string, Finding>();

  add(finding: Finding): void {
    const { rule, message, position: { file, line, column } } = finding;
    const key = `${file}:${line}:${column} ${rule} ${message}`;
    if (!this.#findings.has(key)) this.#findings.set(key, finding);
  }

  addAll(found: readonly Found[], fallback: Position): void {
    for (const { rule, message, hint, severity = RULES[rule], position = fallback } of found) {
      this.add({ rule, severity, message, position, ...(hint === undefined ? {} : { hint }) });
    }
  }

  /** The files that findings are about, in the order in which they came up. */
  files(): readonly string[] {
    return [...new Set([...this.#findings.values()].map(({ position }) => position.file))];
  }

  /** By file in the order in which they came up, then by place. */
  findings(): readonly Finding[] {
    const ranks = new Map(this.files().map((file, index) => [file, index]));
    const rank = ({ position }: Finding) => ranks.get(position.file) ?? 0;
    return [...this.#findings.values()].toSorted((a, b) =>
      rank(a) - rank(b) || a.position.line - b.position.line ||
      a.position.column - b.position.column
    );
  }
}
