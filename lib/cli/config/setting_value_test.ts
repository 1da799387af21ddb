import assert from "node:assert/strict";
import { FakeEnvironment } from "../../system/fake_environment.ts";
import type { SettingType, SettingValue } from "./setting.ts";
import { settingValue } from "./setting_value.ts";

const SURROUNDINGS = new FakeEnvironment({
  variables: { HOME: "/h", X: "x" },
  workingFolder: "/w",
});

function read(type: SettingType, text: string) {
  const setting = {
    type,
    default: null,
    ini: [],
    env: [],
    effect: { kind: "used", as: "a test" },
  } as const;
  return settingValue(setting, text, { folder: "/f", surroundings: SURROUNDINGS });
}

const CASES: readonly (readonly [SettingType, string, SettingValue])[] = [
  ["bool", "Yes", true],
  ["bool", "0", false],
  ["bool", "", false],
  ["int", "-1", -1],
  ["int", " 1_000 ", 1000],
  ["text", "'a b'", "a b"],
  ["text", "'a", "'a"],
  ["list", "a, b ,,c", ["a", "b", "c"]],
  ["path", "a/../b", "/f/b"],
  ["path", "~/a", "/h/a"],
  ["path", "{{CWD}}/$X/${X}/$Y", "/w/x/x/$Y"],
  ["paths", "a, /b", ["/f/a", "/b"]],
  ["search-path", "a:/b:", ["/f/a", "/b"]],
];

for (const [type, text, value] of CASES) {
  Deno.test(`settingValue() reads ${JSON.stringify(text)} as ${type}`, () => {
    assert.deepEqual(read(type, text), { kind: "value", value });
  });
}

Deno.test("settingValue() refuses what is no whole number, and doubts what is neither yes nor no", () => {
  for (const text of ["", "1.5", "0x10", "1__0", "one"]) {
    assert.equal(read("int", text).kind, "invalid", text);
  }
  const doubted = read("bool", "maybe");
  assert.ok(doubted.kind === "value" && doubted.value === false);
  assert.match(doubted.warning ?? "", /expected a yes or no, found "maybe"/);
});
