/** The looks of a report: light or dark as the reader's computer is, no fonts or images. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --ink: #1c2330; --soft: #5a6474; --line: #d9dee6;
  --ok: #14713a; --changed: #8a5300; --failed: #b3121d; --skipped: #0b6477; --unknown: #5b3fb0;
  --added: #dff3e4; --removed: #fbe3e4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1d2128; --ink: #e6e9ef; --soft: #9aa5b5; --line: #343b46;
    --ok: #6fd08c; --changed: #f0b35b; --failed: #ff8a8f; --skipped: #6cc5d8; --unknown: #b9a4ff;
    --added: #17331f; --removed: #3b1c1f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
.soft { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  margin: .5rem 0; padding: .25rem .75rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .6rem; vertical-align: top;
  border-bottom: 1px solid var(--line); }
tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
summary { cursor: pointer; padding: .25rem 0; overflow-wrap: anywhere; }
summary:focus-visible, button:focus-visible, a:focus-visible { outline: 2px solid var(--unknown); }
pre { margin: .25rem 0; padding: .5rem; overflow-x: auto; background: var(--page);
  border-radius: .25rem; font: .85rem/1.4 ui-monospace, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; }
pre ins { background: var(--added); text-decoration: none; }
pre del { background: var(--removed); text-decoration: none; }
.message { white-space: pre-wrap; overflow-wrap: anywhere; }
.status { font-weight: 600; white-space: nowrap; }
.ok { color: var(--ok); } .changed { color: var(--changed); } .skipped { color: var(--skipped); }
.failed, .unreachable { color: var(--failed); } .unknown { color: var(--unknown); }
.bar { background: var(--line); height: .4rem; min-width: 8rem; border-radius: .2rem; }
.bar > div { background: var(--soft); height: 100%; min-width: 2px; border-radius: .2rem; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0; }
button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: 1rem; padding: .15rem .8rem; cursor: pointer; }
button[aria-pressed="false"] { opacity: .5; text-decoration: line-through; }
@media (max-width: 40rem) {
  body { padding: .75rem; }
  .stacked thead { display: none; }
  .stacked th, .stacked td { display: block; border: 0; padding: .1rem .6rem; }
  .stacked tr { display: block; padding: .35rem 0; border-bottom: 1px solid var(--line); }
  .stacked tr:last-child { border: 0; }
}
@media print { .filter { display: none; } }
`;

/** Lets a reader hide results by status; everything can be read without it. */
export const SCRIPT = `
const filter = document.querySelector(".filter");
const rows = [...document.querySelectorAll("#plays tr[data-status]")];
for (const status of new Set(rows.map((row) => row.dataset.status))) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = status;
  button.setAttribute("aria-pressed", "true");
  button.addEventListener("click", () => {
    const isShown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isShown));
    for (const row of rows) if (row.dataset.status === status) row.hidden = !isShown;
    for (const task of document.querySelectorAll("#plays details.card")) {
      task.hidden = ![...task.querySelectorAll("tr[data-status]")].some((row) => !row.hidden);
    }
  });
  filter.append(button);
}
`;
