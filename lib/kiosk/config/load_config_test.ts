import assert from "node:assert/strict";
import fc from "fast-check";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatDiagnostic } from "../../source/code_frame.ts";
import { entryNamed } from "../core/testing/policies.ts";
import { type Config, loadConfig } from "./load_config.ts";

const FOLDER = new URL("../../../testdata/kiosk/", import.meta.url);
const SURROUNDINGS = { home: "/home/kid", timeZone: "Europe/Berlin" };

/** What `shep daemon check` would tell: findings with their code frames, or nothing. */
function told(text: string): string {
  const found = () => {
    try {
      return loadConfig("kiosk.toml", text, SURROUNDINGS).warnings;
    } catch (error) {
      assert.ok(error instanceof DiagnosticError, String(error));
      return error.diagnostics;
    }
  };
  return found().map((finding) => `${formatDiagnostic(finding, text)}\n`).join("\n");
}

for (const { name } of [...Deno.readDirSync(new URL("config/", FOLDER))].sort(byName)) {
  if (!name.endsWith(".toml")) continue;
  const sentence = name.slice(0, -".toml".length);
  Deno.test(`loadConfig(): ${sentence}`, () => {
    const text = Deno.readTextFileSync(new URL(`config/${encodeURIComponent(name)}`, FOLDER));
    const expectation = new URL(`config/${encodeURIComponent(sentence)}.txt`, FOLDER);
    const is = told(text);
    if (Deno.env.get("UPDATE")) Deno.writeTextFileSync(expectation, is);
    assert.equal(is, Deno.readTextFileSync(expectation));
  });
}

Deno.test("loadConfig() wants a time zone, of the file or of the computer", () => {
  for (const timeZone of ["", "Etc/Unknown"]) {
    const surroundings = { ...SURROUNDINGS, timeZone };
    const load = (text: string) => loadConfig("kiosk.toml", text, surroundings);
    assert.throws(() => load("config_version = 1"), /Cannot tell the time zone of this computer/);
    const { policy } = load('config_version = 1\nservice.timezone = "Asia/Tokyo"');
    assert.equal(policy.timeZone, "Asia/Tokyo");
  }
});

function example(): Config {
  const text = Deno.readTextFileSync(new URL("example.toml", FOLDER));
  return loadConfig("example.toml", text, SURROUNDINGS);
}

Deno.test("loadConfig() reads the example without any finding", () => {
  const { policy, service, warnings } = example();
  assert.deepEqual(warnings, []);
  assert.equal(policy.entries.size, 7);
  assert.deepEqual(service.roles, { adminUids: [1000], shellUids: [1001], observerUids: [] });
  assert.deepEqual(
    [policy.timeZone, policy.dayStartsAt, policy.countSuspend, policy.volume.max],
    ["Europe/Berlin", 240, true, 80],
  );
});

Deno.test("loadConfig() reads all that an entry can say", () => {
  const { policy } = example();
  assert.deepEqual(policy.entries.get(entryNamed("monkey")), {
    id: "monkey",
    label: "Monkey Island",
    icon: "~/Games/Icons/monkey.png",
    kind: { type: "process", command: "scummvm", args: ["--fullscreen", "monkey"], env: {} },
    availability: { kind: "windows", windows: [{ days: [4, 5], start: 1200, end: 30 }] },
    limits: {
      maxRun: 3_600_000,
      dailyQuota: 7_200_000,
      cooldown: 300_000,
      grace: 10_000,
      budgets: ["games"],
    },
    warnings: [{
      before: 120_000,
      severity: "warn",
      message: "{remaining} left in {label}: save your game!",
    }],
    volume: { max: 60, allowMute: true, allowChange: true },
  });
});

Deno.test("loadConfig() reads 0 as no limit and what is left out as the default", () => {
  const { entries } = example().policy;
  assert.deepEqual(entries.get(entryNamed("painting"))?.limits, { budgets: [], grace: 5000 });
  assert.equal(entries.get(entryNamed("math"))?.limits.maxRun, 3_600_000);
  assert.equal(entries.get(entryNamed("math"))?.warnings.length, 3);
  assert.deepEqual(entries.get(entryNamed("painting"))?.availability, { kind: "always" });
});

Deno.test("loadConfig() reads a gap between runs as a cooldown", () => {
  const text = `config_version = 1
[[entries]]
id = "a"
label = "A"
kind = { type = "process", argv = ["true"] }
limits = { min_gap_between_runs_seconds = 90 }
`;
  const { policy } = loadConfig("k.toml", text, SURROUNDINGS);
  assert.equal(policy.entries.get(entryNamed("a"))?.limits.cooldown, 90_000);
});

Deno.test("loadConfig() expands ~ in programs, arguments and folders", () => {
  const text = `config_version = 1
[service]
socket_path = "~/s.sock"
[[entries]]
id = "a"
label = "A"
[entries.kind]
type = "process"
command = "~/bin/a"
args = ["~/x", "~other", "a~"]
cwd = "~"
`;
  const { policy, service } = loadConfig("k.toml", text, SURROUNDINGS);
  assert.equal(service.socketPath, "/home/kid/s.sock");
  assert.deepEqual(policy.entries.get(entryNamed("a"))?.kind, {
    type: "process",
    command: "/home/kid/bin/a",
    args: ["/home/kid/x", "~other", "a~"],
    env: {},
    cwd: "/home/kid",
  });
});

Deno.test("loadConfig() lets sessions be at a reload, unless it says otherwise", () => {
  const { policy } = loadConfig("k.toml", "config_version = 1\n", SURROUNDINGS);
  assert.equal(policy.onReload, "keep");
  const text = "config_version = 1\n[service]\nstop_on_reload = true\n";
  assert.equal(loadConfig("k.toml", text, SURROUNDINGS).policy.onReload, "stop");
});

Deno.test("loadConfig() allows every volume change if nothing is said", () => {
  const { policy } = loadConfig("k.toml", "config_version = 1\n", SURROUNDINGS);
  assert.deepEqual(policy.volume, { allowMute: true, allowChange: true });
  assert.equal(policy.timeZone, "Europe/Berlin");
});

function byName(a: Deno.DirEntry, b: Deno.DirEntry): number {
  return a.name < b.name ? -1 : 1;
}

Deno.test("loadConfig() reads or refuses whatever is done to the example, and never fails otherwise", () => {
  const text = Deno.readTextFileSync(new URL("example.toml", FOLDER));
  const lines = text.split("\n");
  const pieces = [
    "[",
    "]",
    '"',
    "=",
    "{",
    "}",
    ",",
    "-1",
    "1e999",
    "\n",
    "[[entries]]",
    "\u0000",
    "é",
    "'''",
  ];
  const change = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(20),
    kind: fc.constantFrom("cut", "insert", "swap"),
    piece: fc.constantFrom(...pieces),
  });
  const property = fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
    let changed = text;
    for (const { at, length, kind, piece } of changes) {
      if (kind === "cut") changed = changed.slice(0, at) + changed.slice(at + length);
      if (kind === "insert") changed = changed.slice(0, at) + piece + changed.slice(at);
      if (kind === "swap") {
        changed = changed.replace(lines[at % lines.length] ?? "", lines[length] ?? "");
      }
    }
    // Fails if anything but a DiagnosticError is thrown.
    for (const line of told(changed).split("\n")) assert.ok(!/\bundefined\b|NaN/.test(line), line);
  });
  fc.assert(property, { numRuns: 500, seed: 3 });
});
