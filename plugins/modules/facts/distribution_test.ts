import { deepEqual } from "node:assert/strict";
import { distributionFacts } from "./distribution.ts";
import { parseOutput } from "./output.ts";
import cases from "../../../testdata/facts/distributions.json" with { type: "json" };

for (const [name, { files, expected }] of Object.entries(cases)) {
  Deno.test(`distributionFacts() agrees with Ansible on ${name}`, () => {
    const output = parseOutput(probeOutput(files));
    const facts = distributionFacts(output);
    const sorted = Object.entries(facts).sort(([a], [b]) => a < b ? -1 : 1);
    deepEqual(Object.fromEntries(sorted), expected);
  });
}

/** What the facts probe prints where there are these files. */
function probeOutput(files: Readonly<Record<string, string>>): string {
  const lines = Object.entries(files).flatMap(([path, text]) =>
    text.split("\n").slice(0, -1).map((line) => `${path}:${line}\n`)
  );
  const exists = Object.keys(files).map((path) => `${path}\n`).join("");
  return `\x1euname\nLinux host 6.1 x86_64\n\x1eexists\n${exists}\x1efiles\n${lines.join("")}`;
}
