import { deepEqual, equal } from "node:assert/strict";
import { isNewerInstalled, isRpmInstalled } from "./rpm_inventory.ts";
import { compareRpmVersions, rpmFullName } from "./rpm_version.ts";

/** Pairs of which the second is newer, as rpm's own tests have them. */
const PAIRS = [
  ["1.0", "2.0"],
  ["2.0", "2.0.1"],
  ["2.0.1", "2.0.1a"],
  ["5.5p1", "5.5p10"],
  ["10xyz", "10.1xyz"],
  ["xyz.4", "8"],
  ["1.0~rc1", "1.0"],
  ["1.0~rc1", "1.0~rc2"],
  ["1.0", "1.0^"],
  ["1.0^20160101", "1.0.1"],
  ["1.0~rc1^git1", "1.0"],
  ["6.0", "6.0.rc1"],
] as const;

Deno.test("compareRpmVersions() orders versions as rpm does", () => {
  for (const [older, newer] of PAIRS) {
    equal(Math.sign(compareRpmVersions(older, newer)), -1, `${older} ${newer}`);
    equal(Math.sign(compareRpmVersions(newer, older)), 1, `${newer} ${older}`);
    equal(compareRpmVersions(older, older), 0);
  }
  equal(compareRpmVersions("1.0010", "1.10"), 0);
});

const VIM = { name: "vim-x", epoch: "2", version: "9.0", release: "1.fc40", arch: "x86_64" };

Deno.test("isRpmInstalled() knows packages by every form of their names", () => {
  equal(rpmFullName(VIM), "vim-x-2:9.0-1.fc40.x86_64");
  const yes = ["vim-x", "vim-x.x86_64", "vim-x-9.0", "vim-x-9.0-1.fc40", "vim-x-9.0-1.fc40.x86_64"];
  const no = ["vim", "vim-x.i686", "vim-x-9.1", "x-9.0", "vim*"];
  deepEqual(yes.map((spec) => isRpmInstalled(spec, [VIM])), yes.map(() => true));
  deepEqual(no.map((spec) => isRpmInstalled(spec, [VIM])), no.map(() => false));
});

Deno.test("isNewerInstalled() compares full names alone", () => {
  const older = ["vim-x-8.0-1.fc40", "vim-x-2:8.9-9.x86_64", "vim-x-99-1"];
  const others = ["vim-x-2:9.0-1.fc40", "vim-x-3:1-1", "vim-x", "none-1-1"];
  deepEqual(older.map((spec) => isNewerInstalled(spec, [VIM])), [true, true, true]);
  deepEqual(others.map((spec) => isNewerInstalled(spec, [VIM])), [false, false, false, false]);
});
