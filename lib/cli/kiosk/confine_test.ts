import assert from "node:assert/strict";
import { libcPath } from "../../system/libc.ts";
import { CommandError } from "../command_error.ts";
import { confine, CONFINED } from "./confine.ts";

const CONFINEMENT = {
  config: "/etc/kiosk.toml",
  paths: { socket: "/run/kiosk/sock", stateDir: "/var/lib/kiosk", sessionLogs: "/var/log/kiosk" },
  compositor: { kind: "none" },
  isStandalone: false,
} as const;

/** Takes what the process is to become, as which it would go on, and its new variables. */
function recorder() {
  const calls: (readonly string[])[] = [];
  const replaceProcess = (program: string, args: readonly string[]): never => {
    calls.push([program, ...args]);
    throw new Error("Replaced");
  };
  const variables = new Map<string, string>();
  const setVariable = (name: string, value: string) => void variables.set(name, value);
  return { calls, libc: { replaceProcess }, variables, setVariable };
}

Deno.test("confine() goes on as itself with what it names alone", () => {
  const { calls, libc, variables, setVariable } = recorder();
  assert.throws(() => confine(libc, { ...CONFINEMENT, setVariable }), /Replaced/);
  assert.deepEqual([...variables], [[CONFINED, libcPath()]]);
  const [call = []] = calls;
  assert.equal(call[0], Deno.execPath());
  const writable = call.filter((flag) => flag.startsWith("--allow-write"));
  assert.deepEqual(writable, [
    "--allow-write=/var/lib/kiosk",
    "--allow-write=/run/kiosk",
    "--allow-write=/var/log/kiosk",
  ]);
  assert.ok(call.includes("--no-prompt"));
  assert.ok(!call.some((flag) => flag === "-A" || flag === "--allow-all"));
});

for (
  const [what, change, message] of [
    ["a program of deno compile", { isStandalone: true }, /was made by deno compile/],
    ["a comma, which would divide a path in two", { config: "/etc/a,/b" }, /can't have a comma/],
  ] as const
) {
  Deno.test(`confine() refuses ${what}`, () => {
    const { calls, libc, variables, setVariable } = recorder();
    assert.throws(
      () => confine(libc, { ...CONFINEMENT, setVariable, ...change }),
      (error) => error instanceof CommandError && message.test(error.message),
    );
    assert.deepEqual([calls, variables.size], [[], 0]);
  });
}
