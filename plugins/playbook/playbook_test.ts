import { deepEqual, equal } from "node:assert/strict";
import { builtInSource, codeInSources } from "../../lib/plugin/built_in.ts";
import { CallError } from "../../lib/plugin/call_error.ts";
import { parseFile, parsePlaybook as askPlugin } from "../../lib/plugin/client.ts";
import { PluginManager } from "../../lib/plugin/manager.ts";
import type { HostServices } from "../../lib/plugin/services.ts";
import { clock } from "../../lib/system/clock.ts";
import { environment } from "../../lib/system/environment.ts";
import { parsePlaybook } from "./parse_playbook.ts";
import manifest from "./plugin.json" with { type: "json" };
import { SharedWorker } from "../../lib/plugin/transport/shared_worker.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

for (const name of ["complex-vars", "forms", "import-playbook", "with-blocks", "with-roles"]) {
  Deno.test(`the playbook plugin sends ${name}.yml over the wire as it was parsed`, async () => {
    await using plugins = open();
    const filePath = `testdata/playbook/${name}.yml`;
    const text = Deno.readTextFileSync(filePath);
    const response = await askPlugin(plugins, { filePath, content: bytes(text) });
    deepEqual(response, parsePlaybook(text, filePath));
  });
}

Deno.test("the playbook plugin sends what is wrong with its place and hint", async () => {
  await using plugins = open();
  const text = "- hosts: all\n  takss: []\n- {}\n";
  const response = await askPlugin(plugins, { filePath: "site.yml", content: bytes(text) });
  deepEqual(response, parsePlaybook(text, "site.yml"));
  equal(response.playbook?.plays.length, 2);
  equal(response.error, "'takss' is not a valid attribute for a Play");
});

Deno.test("the playbook plugin asks the host for a file when there is no content", async () => {
  await using plugins = open();
  const tasks = await parseFile(plugins, { filePath: "/project/tasks.yml", kind: "tasks" });
  deepEqual(tasks.tasks?.map((task) => task.name), ["From the host"]);
  const missing = await parseFile(plugins, { filePath: "/nowhere.yml", kind: "handlers" });
  equal(missing.error, "Cannot read /nowhere.yml: there is no such file");
});

Deno.test("the playbook plugin reads dependencies, but no inventories", async () => {
  await using plugins = open();
  const content = bytes("dependencies: [{role: a, x: 1}]\n");
  const file = { filePath: "main.yml", content };
  const { dependencies } = await parseFile(plugins, { ...file, kind: "role_dependencies" });
  deepEqual(dependencies?.map(({ role, params }) => [role, params[0]?.value]), [["a", "1"]]);
  const { error } = await parseFile(plugins, { ...file, kind: "inventory" });
  equal(error, "Cannot parse an inventory here");
});

function open(): PluginManager {
  const root = new URL("../../", import.meta.url);
  const source = builtInSource({ name: "playbook", folder: "playbook", manifest, specs: {} }, {
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
      path === "/project/tasks.yml"
        ? { kind: "file", content: bytes("- {name: From the host, ping: }\n") }
        : { kind: "missing" },
    ),
};
