import { deepEqual, match, ok } from "node:assert/strict";
import { clock } from "../system/clock.ts";
import { environment } from "../system/environment.ts";
import { builtInSource, codeInSources, type TransportChoice } from "./built_in.ts";
import { executeTask } from "./client.ts";
import { type RunningPlugin, startPlugin } from "./start_plugin.ts";
import { SharedWorker } from "./transport/shared_worker.ts";

/** A task module without permissions tries everything; testdata/plugins/breakout has the list. */

const ROOT = new URL("../../", import.meta.url);
const FOLDER = "../testdata/plugins/breakout";

/** What Deno says when it refuses, besides NotCapable. */
const REFUSALS: Readonly<Record<string, RegExp>> = {
  "import of a remote module": /Requires import access|--no-remote is specified/,
  "import of a file": /Requires read access/,
  "import of a neighbour": /Requires read access/,
  "node:process chdir": /Requires read access|not supported in workers/,
  "Deno.openKv": /is not a function/,
};

/** These need no permission; a worker's are taken away, a process has its own. */
const SHARED: Readonly<Record<string, RegExp>> = {
  "Deno.kill": /is not a function/,
  "caches": /caches is not defined/,
  "localStorage": /Cannot read properties of undefined/,
  "BroadcastChannel": /BroadcastChannel is not defined/,
  "the host's standard input": /Cannot read properties of undefined/,
  "the host's terminal": /is not a function/,
  "signals of the host": /is not a function/,
};

async function startBreakout(kind: "shared" | "worker" | "process"): Promise<RunningPlugin> {
  const source = builtInSource({
    name: "breakout",
    folder: FOLDER,
    manifest: JSON.parse(
      Deno.readTextFileSync(new URL("testdata/plugins/breakout/plugin.json", ROOT)),
    ),
    specs: {},
  }, {
    code: codeInSources(ROOT, Deno.execPath()),
    shared: new SharedWorker(new URL("testdata/plugins/breakout/shared_worker.ts", ROOT)),
    transport: (): TransportChoice => ({ kind }),
    policy: () => ({}),
    places: { project: ["/etc"], inventory: ["/etc"] },
    environment,
  });
  return await startPlugin({
    manifest: source.manifest,
    start: await source.prepare(),
    // It is type-checked first.
    handshakeMs: 120_000,
    host: { clock, serve: () => undefined, log: () => {}, progress: () => {} },
  });
}

async function ask(plugin: RunningPlugin, name: string): Promise<Record<string, unknown>> {
  const reply = await executeTask(plugin, {
    taskName: "",
    module: "breakout",
    args: [{ key: "name", value: JSON.stringify(name) }],
    host: "localhost",
    connectionInfo: [],
    scope: "none",
    checkMode: false,
    diff: false,
    verbosity: 0,
  });
  return JSON.parse(reply.result);
}

for (const kind of ["shared", "worker", "process"] as const) {
  Deno.test(`a task module that runs as a ${kind} cannot do anything by itself`, async () => {
    const plugin = await startBreakout(kind);
    try {
      const { names } = await ask(plugin, "");
      ok(Array.isArray(names) && names.length > 60);
      const allowed: string[] = [];
      for (const name of names) {
        if (kind === "process" && name in SHARED && name !== "Deno.kill") continue;
        const { outcome, message } = await ask(plugin, name);
        if (outcome !== "refused") allowed.push(name);
        const shared = kind !== "process" ? SHARED[name] : undefined;
        match(String(message), shared ?? REFUSALS[name] ?? /^NotCapable: /, name);
      }
      deepEqual(allowed, []);
    } finally {
      await plugin.shutDown(2_000);
    }
  });
}
