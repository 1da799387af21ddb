import { equal } from "node:assert/strict";
import { compareDebianVersions } from "./debian_version.ts";

/** Each line in rising order, as `dpkg --compare-versions` has it. */
const RISING = [
  "1.0~rc1 1.0~rc1.1 1.0~~a 1.0 1.0-1 1.0-1+b1 1.0-2 1.0a 1.0+git1 1.0.1 1.1 1.10 2.0 1:0.1",
];

const DPKG = "/usr/bin/dpkg";

function agrees(a: string, relation: "lt" | "eq" | "gt", b: string): boolean {
  return new Deno.Command(DPKG, {
    args: ["--compare-versions", a, relation, b],
  })
    .outputSync().success;
}

Deno.test({
  name: "compareDebianVersions() agrees with dpkg (needs dpkg)",
  ignore: !exists(DPKG),
  fn() {
    const versions = RISING.flatMap((line) => line.split(" "));
    for (const a of versions) {
      for (const b of versions) {
        const order = Math.sign(compareDebianVersions(a, b));
        const relation = order < 0 ? "lt" : order > 0 ? "gt" : "eq";
        equal(agrees(a, relation, b), true, `${a} ${relation} ${b}`);
      }
    }
  },
});

Deno.test("compareDebianVersions() sorts tildes before the end and letters before the rest", () => {
  const sorted = [
    "1.0~rc1",
    "1.0",
    "1.0a",
    "1.0+x",
    "1.0.1",
    "1.9",
    "1.10",
    "1:0",
  ];
  equal(sorted.toReversed().sort(compareDebianVersions).join(), sorted.join());
});

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
