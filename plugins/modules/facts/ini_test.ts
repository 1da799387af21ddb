import { deepEqual, equal } from "node:assert/strict";
import { parseIni } from "./ini.ts";

Deno.test("parseIni() reads sections, options and continued values", () => {
  deepEqual(
    plain(parseIni("# c\n[One]\nKey = a b\nother: c\n more\n\n[two]\npercent=50%%\n")),
    { One: { key: "a b", other: "c\nmore" }, two: { percent: "50%" } },
  );
});

Deno.test("parseIni() knows defaults and interpolation", () => {
  deepEqual(
    plain(parseIni("[DEFAULT]\nroot=/srv\n[a]\nlogs=%(root)s/logs\n")),
    { a: { logs: "/srv/logs", root: "/srv" } },
  );
});

Deno.test("parseIni() refuses what is no INI file", () => {
  equal(parseIni("just words\n"), undefined);
  equal(parseIni("[a]\nx=1\nx=2\n"), undefined);
  equal(parseIni("[a]\n[a]\n"), undefined);
});

function plain(sections: ReturnType<typeof parseIni>) {
  return Object.fromEntries(
    [...sections ?? []].map(([name, options]) => [name, Object.fromEntries(options)]),
  );
}
