import { deepStrictEqual, rejects } from "node:assert/strict";
import { type Processes, processes } from "../../system/processes.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { readPresence } from "./logind.ts";

const SESSION = "/org/freedesktop/login1/session/_32";

/** What busctl prints for the active session, and for its two properties. */
const CASES: Readonly<Record<string, { readonly active: string; readonly hints: string }>> = {
  "somebody is there": { active: `(so) "2" "${SESSION}"`, hints: "b false" },
  "nobody is there": { active: `(so) "2" "${SESSION}"`, hints: "b true" },
};

for (const [name, { active, hints }] of Object.entries(CASES)) {
  Deno.test(`readPresence() knows when ${name}`, async () => {
    using bus = new FakeBus(`case $* in
      *"/seat/seat0 org.freedesktop.login1.Seat ActiveSession") echo '${active}' ;;
      *"${SESSION} org.freedesktop.login1.Session "*) echo '${hints}' ;;
      *) exit 1 ;;
    esac`);
    const isAway = hints === "b true";
    deepStrictEqual(await readPresence(bus.processes), { isIdle: isAway, isLocked: isAway });
  });
}

const FAILURES: Readonly<Record<string, { readonly script: string; readonly error: RegExp }>> = {
  "there is no logind": {
    script: "echo 'Failed to get property: not found' >&2; exit 1",
    error: /^Error: Cannot ask logind .*: Failed to get property: not found$/,
  },
  "nobody is logged in": { script: `echo '(so) "" "/"'`, error: /Nobody is logged in$/ },
  "it says something else": {
    script: `echo '(so) "2" "/x"'`,
    error: /^Error: Cannot understand what logind says/,
  },
};

for (const [name, { script, error }] of Object.entries(FAILURES)) {
  Deno.test(`readPresence() says that ${name}`, async () => {
    using bus = new FakeBus(script);
    await rejects(readPresence(bus.processes), error);
  });
}

/** A computer whose `busctl` is a script. */
class FakeBus implements Disposable {
  readonly #folder = new TemporaryFolder();
  readonly processes: Processes;

  constructor(script: string) {
    Deno.writeTextFileSync(`${this.#folder.path}/busctl`, `#!/bin/sh\n${script}\n`, {
      mode: 0o755,
    });
    const PATH = `${this.#folder.path}:/usr/bin:/bin`;
    this.processes = {
      attend: processes.attend,
      run: (command, options) =>
        processes.run({ ...command, variables: { ...command.variables, PATH } }, options),
    };
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }
}
