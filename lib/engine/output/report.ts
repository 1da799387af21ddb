import { nodeCrypto } from "../../base/node_crypto.ts";
import { compareCodePoints } from "../../base/compare_code_points.ts";
import { formatPosition } from "../../base/position.ts";
import type { HostStats } from "../executor/stats.ts";
import { changesOf, detailsOf, durationText, messageOf, placeOf } from "./record_text.ts";
import { SCRIPT, STYLE } from "./report_style.ts";
import type { PlayRecord, ResultRecord, RunRecord, TaskRecord } from "./run_record.ts";

/**
 * @param record Without secrets: what is in it can be read in the page.
 * @returns A page in HTML that tells all of a run and needs nothing besides itself.
 */
export function reportPage(record: RunRecord): string {
  const title = `Run of ${record.files.join(", ") || "a playbook"}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}; script-src '${hashOf(SCRIPT)}'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p class="soft">${overview(record)}</p>
</header>
<main>
${recap(record)}
${attention(record, "Failed", ["failed", "unreachable"])}
${attention(record, "Cannot be predicted", ["unknown"])}
${messages(record)}
<div class="filter" role="group" aria-label="Statuses to show"></div>
<div id="plays">
${record.plays.map((play) => playText(play, record.duration)).join("\n")}
</div>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Should a text ever get past `escaped()`: nothing is loaded and nothing but the script runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

function hashOf(script: string): string {
  return `sha256-${nodeCrypto().createHash("sha256").update(script).digest("base64")}`;
}

function overview({ startedAt, duration, plays }: RunRecord): string {
  const isCheck = plays.some(({ play }) => play.isCheck);
  const parts = [
    isCheck ? "Check mode" : "",
    `Started <time>${new Date(startedAt).toISOString().replace(/\.\d+Z$/, "Z")}</time>`,
    `took ${durationText(duration)}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

const COUNTERS = [
  "ok",
  "changed",
  "unreachable",
  "failed",
  "skipped",
  "rescued",
  "ignored",
] as const satisfies readonly (keyof HostStats)[];

function recap({ stats }: RunRecord): string {
  if (stats.size === 0) return `<h2>Recap</h2>\n<p>No host took part.</p>`;
  const hasUnknown = [...stats.values()].some(({ unknown }) => unknown > 0);
  const names: readonly (keyof HostStats)[] = hasUnknown ? [...COUNTERS, "unknown"] : COUNTERS;
  const head = names.map((name) => `<th scope="col" class="number">${name}</th>`).join("");
  const rows = [...stats]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([host, of]) => {
      const cells = names.map((name) =>
        `<td class="number${of[name] > 0 ? ` ${name}` : ""}">${of[name]}</td>`
      );
      return `<tr><th scope="row">${escaped(host)}</th>${cells.join("")}</tr>`;
    });
  return `<h2>Recap</h2>
<div class="card"><table>
<thead><tr><th scope="col">Host</th>${head}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

/** What a reader looks for first, with links to where it happened. */
function attention(
  { plays }: RunRecord,
  title: string,
  outcomes: readonly ResultRecord["outcome"][],
): string {
  const rows = plays.flatMap(({ tasks }) => tasks).flatMap((task) =>
    task.results
      .filter(({ outcome, isIgnored }) => outcomes.includes(outcome) && !isIgnored)
      .map((result) =>
        `<tr><th scope="row">${escaped(placeOf(result))}</th>` +
        `<td>${escaped(task.task.name)}${itemText(result)}${placeInSource(task)}</td>` +
        `<td class="message">${escaped(messageOf(result))}</td></tr>`
      )
  );
  if (rows.length === 0) return "";
  return `<h2>${title} (${rows.length})</h2>
<div class="card"><table class="stacked">
<thead><tr><th scope="col">Host</th><th scope="col">Task</th><th scope="col">Why</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

function messages({ messages }: RunRecord): string {
  if (messages.length === 0) return "";
  const items = messages.map(({ level, text }) =>
    `<p class="message"><span class="status ${
      level === "fatal" || level === "error" ? "failed" : "changed"
    }">${level}</span> ` +
    `${escaped(text)}</p>`
  );
  return `<h2>Warnings and errors</h2>\n<div class="card">${items.join("\n")}</div>`;
}

function playText({ play, tasks }: PlayRecord, duration: number): string {
  const name = play.name === "" ? "Play" : `Play: ${play.name}`;
  return `<section><h2>${escaped(name)}</h2>
${tasks.map((task) => taskText(task, duration)).join("\n")}
</section>`;
}

function taskText(task: TaskRecord, duration: number): string {
  const { results, task: { name, module, isHandler } } = task;
  if (results.length === 0) return "";
  const counts = new Map<string, number>();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const isOpen = results.some(({ outcome }) => outcome !== "ok" && outcome !== "skipped");
  const summary = [...counts].map(([outcome, count]) =>
    `<span class="status ${outcome}">${outcome}${results.length > 1 ? ` ${count}` : ""}</span>`
  );
  return `<details class="card"${isOpen ? " open" : ""}>
<summary>${isHandler ? "Handler: " : ""}<strong>${escaped(name)}</strong>
<span class="soft">${escaped(module)}</span> ${summary.join(" ")}</summary>
<p>${placeInSource(task)}</p>
<table>
<thead><tr><th scope="col">Host</th><th scope="col">Status</th><th scope="col" class="number">Time</th>
<th scope="col">When</th><th scope="col">Result</th></tr></thead>
<tbody>
${byHost(results).map((result) => resultRow(task, result, duration)).join("\n")}
</tbody></table>
</details>`;
}

/** Hosts are done in any order; the items of a loop stay in theirs. */
function byHost(results: readonly ResultRecord[]): readonly ResultRecord[] {
  return results.toSorted((a, b) => compareCodePoints(a.host, b.host));
}

function resultRow(task: TaskRecord, result: ResultRecord, duration: number): string {
  const { outcome, isIgnored, start, end } = result;
  const share = (time: number) => (duration > 0 ? 100 * time / duration : 0).toFixed(2);
  const width = Math.max(0, end - start);
  return `<tr data-status="${outcome}"><th scope="row">${escaped(placeOf(result))}${
    itemText(result)
  }</th>
<td class="status ${outcome}">${outcome}${isIgnored ? " (ignored)" : ""}</td>
<td class="number">${durationText(width)}</td>
<td><div class="bar" role="img" aria-label="from ${durationText(start)} to ${durationText(end)}">` +
    `<div style="margin-left:${share(start)}%;width:${share(width)}%"></div></div></td>
<td>${resultCell(task, result)}</td></tr>`;
}

function resultCell(task: TaskRecord, result: ResultRecord): string {
  const message = messageOf(result);
  const changes = changesOf(result);
  const details = detailsOf(task, result);
  return (message === "" ? "" : `<div class="message">${escaped(cut(message))}</div>`) +
    (changes === "" ? "" : `<pre>${diffLines(cut(changes))}</pre>`) +
    (details === "" ? "" : `<details><summary>All of it</summary>` +
      `<pre>${escaped(cut(details))}</pre></details>`);
}

function diffLines(text: string): string {
  return text.trimEnd().split("\n").map((line) => {
    const shown = escaped(line);
    if (line.startsWith("+")) return `<ins>${shown}</ins>`;
    return line.startsWith("-") ? `<del>${shown}</del>` : shown;
  }).join("\n");
}

function itemText({ item }: ResultRecord): string {
  return item === undefined ? "" : ` <span class="soft">item: ${escaped(item)}</span>`;
}

function placeInSource({ task }: TaskRecord): string {
  if (task.position === undefined) return "";
  return ` <span class="soft">${escaped(formatPosition(task.position))}</span>`;
}

/** A page must stay one that a browser can show. */
const LONGEST = 20_000;

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters`;
}

/** @returns `text` as it may stand in elements and in attributes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    // deno-lint-ignore no-control-regex -- they have no place in HTML
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "\ufffd");
}
