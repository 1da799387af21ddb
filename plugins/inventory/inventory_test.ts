import assert from "node:assert/strict";
import { builtInSource, codeInSources } from "../../lib/plugin/built_in.ts";
import { CallError } from "../../lib/plugin/call_error.ts";
import { loadInventory } from "../../lib/plugin/client.ts";
import { PluginManager } from "../../lib/plugin/manager.ts";
import type { HostServices } from "../../lib/plugin/services.ts";
import { clock } from "../../lib/system/clock.ts";
import { environment } from "../../lib/system/environment.ts";
import manifest from "./plugin.json" with { type: "json" };
import { SharedWorker } from "../../lib/plugin/transport/shared_worker.ts";

Deno.test("the inventory plugin reads content that the request brings", async () => {
  await using plugins = open();
  const content = new TextEncoder().encode("all: {hosts: {a: {x: 1.0}}}\n");
  const response = await loadInventory(plugins, { filePath: "h.yml", content, format: "auto" });
  assert.deepEqual(response.inventory?.hosts.map(({ name, vars }) => [name, vars[0]?.value]), [
    ["a", "1.0"],
  ]);
});

Deno.test("the inventory plugin asks the host for a file when there is no content", async () => {
  await using plugins = open();
  const request = { filePath: "/project/hosts", format: "ini" } as const;
  const response = await loadInventory(plugins, request);
  assert.deepEqual(response.inventory?.hosts.map(({ name }) => name), ["from-the-host"]);
});

Deno.test("the inventory plugin reports a file that is not there", async () => {
  await using plugins = open();
  const response = await loadInventory(plugins, { filePath: "/nowhere", format: "auto" });
  assert.equal(response.error, "Unable to parse /nowhere as an inventory source");
  assert.match(response.diagnostics[0]?.message ?? "", /no such file/);
});

function open(): PluginManager {
  const root = new URL("../../", import.meta.url);
  const source = builtInSource({ name: "inventory", folder: "inventory", manifest, specs: {} }, {
    code: codeInSources(root, Deno.execPath()),
    shared: new SharedWorker(new URL("plugins/shared_worker.ts", root)),
    transport: () => ({ kind: "worker" }),
    policy: () => ({}),
    places: { project: [], inventory: [] },
    environment,
  });
  return new PluginManager({
    sources: [source],
    services: SERVICES,
    clock,
    log: () => {},
    handshakeMs: 120_000,
  });
}

function unavailable(): never {
  throw new CallError("denied", "Cannot do this in a test");
}

const SERVICES: HostServices = {
  exec: unavailable,
  put: unavailable,
  get: unavailable,
  facts: unavailable,
  source: unavailable,
  read: ({ path }) =>
    Promise.resolve(
      path === "/project/hosts"
        ? { kind: "file", content: new TextEncoder().encode("from-the-host\n") }
        : { kind: "missing" },
    ),
};
