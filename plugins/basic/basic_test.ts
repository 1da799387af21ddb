import { deepEqual, equal, match } from "node:assert/strict";
import { builtInSource, codeInSources } from "../../lib/plugin/built_in.ts";
import { startPlugin } from "../../lib/plugin/start_plugin.ts";
import { clock } from "../../lib/system/clock.ts";
import { environment } from "../../lib/system/environment.ts";
import { decodeEchoMessage, encodeEchoMessage } from "../../lib/wire/echo.ts";
import { REGISTRY } from "../registry.ts";
import { SharedWorker } from "../../lib/plugin/transport/shared_worker.ts";

const ROOT = new URL("../../", import.meta.url);

async function start(kind: "worker" | "process") {
  const [entry] = REGISTRY.filter(({ name }) => name === "basic");
  if (entry === undefined) throw new Error("The registry has no basic");
  const source = builtInSource(entry, {
    code: codeInSources(ROOT, Deno.execPath()),
    shared: new SharedWorker(new URL("plugins/shared_worker.ts", ROOT)),
    transport: () => ({ kind }),
    policy: () => ({}),
    places: { project: [], inventory: [] },
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

for (const kind of ["worker", "process"] as const) {
  Deno.test(`basic echoes text and bytes as a ${kind}`, async () => {
    const plugin = await start(kind);
    const message = { text: "grüße 🐑", data: Uint8Array.of(0, 1, 254, 255) };
    const reply = await plugin.call("echo", encodeEchoMessage(message));
    deepEqual(decodeEchoMessage(reply), message);
    await plugin.shutDown(2_000);
  });
}

Deno.test("basic started by hand says what it is and exits with 2", () => {
  const { code, stdout, stderr } = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", new URL("basic.ts", import.meta.url).pathname],
    cwd: ROOT,
    env: { SHEP_PLUGIN_MAGIC: "" },
  }).outputSync();
  equal(code, 2);
  equal(stdout.length, 0);
  match(new TextDecoder().decode(stderr), /^This is basic 1\.0\.0, a plugin of shep\. .* alone: /);
});
