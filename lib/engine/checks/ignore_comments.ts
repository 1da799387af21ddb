import type { Finding } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";
import { suggestion } from "../../source/suggestion.ts";
import { isRuleId, type RuleId, RULES } from "./rules.ts";

/** What is left of the findings, and what is to be said of the comments themselves. */
export interface Kept {
  readonly findings: readonly Finding[];
  readonly aboutComments: readonly Finding[];
}

/**
 * Takes out the findings that a comment `# shep: ignore RULE[,RULE]` covers: one on the same line,
 * or one alone on the line above. `# shep: ignore-file RULE` covers all of its file.
 *
 * @param files Every file that was looked at, with its lines.
 * @param skipped Rules that were not looked for: comments about them may still be of use.
 */
export function withoutIgnored(
  findings: readonly Finding[],
  files: Iterable<readonly [file: string, lines: readonly string[]]>,
  skipped: ReadonlySet<RuleId>,
): Kept {
  const comments = [...files].flatMap(([file, lines]) => commentsOf(file, lines));
  const byPlace = new Map<string, Comment[]>();
  for (const comment of comments) {
    const key = `${comment.covered} ${comment.rule}`;
    byPlace.set(key, [...byPlace.get(key) ?? [], comment]);
  }
  const used = new Set<Comment>();
  const kept = findings.filter(({ rule, position }) => {
    const { file, line } = position;
    const covering = [`${file}:${line}`, file].flatMap((one) =>
      byPlace.get(`${one} ${rule}`) ?? []
    );
    covering.forEach((comment) => used.add(comment));
    return covering.length === 0;
  });
  return {
    findings: kept,
    aboutComments: comments.flatMap((one) => complaint(one, used, skipped)),
  };
}

/** One rule of one comment. */
interface Comment {
  readonly rule: string;
  readonly position: Position;
  /** `file:line` of what it covers, or the file. */
  readonly covered: string;
}

const COMMENT = /(^|\s)#\s*shep:\s*ignore(-file)?\s+([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)/;

function commentsOf(file: string, lines: readonly string[]): readonly Comment[] {
  return lines.flatMap((text, index) => {
    // A cheap test first: files are many and comments few.
    if (!text.includes("shep:")) return [];
    const match = COMMENT.exec(text);
    if (match === null) return [];
    const [, blank = "", wholeFile, rules = ""] = match;
    const isAlone = text.slice(0, match.index).trim() === "";
    const covered = wholeFile === undefined
      ? `${file}:${isAlone ? nextLine(lines, index) : index + 1}`
      : file;
    const position = { file, line: index + 1, column: match.index + blank.length + 1 };
    return rules.split(",").map((rule) => ({
      rule: rule.trim(),
      position,
      covered,
    }));
  });
}

/** The number of the first line after `index` that is no comment. */
function nextLine(lines: readonly string[], index: number): number {
  let next = index + 1;
  while (/^\s*#/.test(lines[next] ?? "")) next++;
  return next + 1;
}

function complaint(
  comment: Comment,
  used: ReadonlySet<Comment>,
  skipped: ReadonlySet<RuleId>,
): readonly Finding[] {
  const { rule, position } = comment;
  if (!isRuleId(rule)) {
    const near = suggestion(rule, Object.keys(RULES));
    const hint = near === undefined ? "shep explain lists all rules" : `Did you mean '${near}'?`;
    const message = `There is no rule '${rule}' to ignore`;
    return [{ rule: "unknown-rule", severity: RULES["unknown-rule"], message, position, hint }];
  }
  if (used.has(comment) || skipped.has(rule)) return [];
  const message = `Nothing is found here that '${rule}' would have to be ignored for`;
  const hint = "Remove the comment";
  return [{ rule: "unused-ignore", severity: RULES["unused-ignore"], message, position, hint }];
}
