import assert from "node:assert/strict";
import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { applyMode, isSymbolic } from "./file_mode.ts";

/** What `chmod` of GNU makes of a mode under the umask 022: wanted, before, after. */
const FILES: readonly (readonly [string, number, number])[] = [
  ["0644", 0o777, 0o644],
  ["644", 0o777, 0o644],
  ["u+x", 0o644, 0o744],
  ["a+x", 0o644, 0o755],
  ["+x", 0o644, 0o755],
  ["+w", 0o444, 0o644],
  ["-w", 0o666, 0o466],
  ["=r", 0o777, 0o444],
  ["g=u", 0o640, 0o660],
  ["o=g", 0o640, 0o644],
  ["go=", 0o777, 0o700],
  ["u=rw,g=r,o=", 0o777, 0o640],
  ["a-wx", 0o777, 0o444],
  ["u+s,g+s", 0o755, 0o6755],
  ["+t", 0o755, 0o1755],
  ["u=rwX", 0o644, 0o644],
  ["a+X", 0o744, 0o755],
  ["u+r-w", 0o200, 0o400],
  ["ug+rw,o-rwx", 0o007, 0o660],
];

Deno.test("applyMode() does what chmod does", () => {
  for (const [wanted, mode, expected] of FILES) {
    const base = { mode, isDirectory: false, umask: 0o022 };
    assert.equal(applyMode(wanted, base).toString(8), expected.toString(8), wanted);
  }
});

Deno.test("applyMode() lets X open folders", () => {
  const base = { mode: 0o600, isDirectory: true };
  assert.equal(applyMode("a=rX,u+w", base), 0o755);
});

Deno.test("applyMode() takes an integer as YAML read it", () => {
  assert.equal(applyMode(0o640, { mode: 0, isDirectory: false }), 0o640);
});

Deno.test("applyMode() refuses what is no mode", () => {
  for (const wanted of ["9999", "u+q", "preserve", "rw", "x=r"]) {
    assert.throws(
      () => applyMode(wanted, { mode: 0o644, isDirectory: false }),
      ModuleFailure,
      wanted,
    );
  }
});

Deno.test("isSymbolic() tells modes apart that depend on the present one", () => {
  assert.equal(isSymbolic("u+x"), true);
  assert.equal(isSymbolic("0644"), false);
  assert.equal(isSymbolic(420), false);
});
