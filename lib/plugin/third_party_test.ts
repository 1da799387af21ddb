import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import type { LogRecord } from "../base/log.ts";
import { clock } from "../system/clock.ts";
import { environment } from "../system/environment.ts";
import { FakeRandom } from "../system/fake_random.ts";
import { files } from "../system/files.ts";
import { processes } from "../system/processes.ts";
import { TemporaryFolder } from "../system/temporary_folder.ts";
import { writePrivateFile } from "../system/write_private_file.ts";
import { decodeEchoMessage, encodeEchoMessage } from "../wire/echo.ts";
import { CallError } from "./call_error.ts";
import { discoverPlugins } from "./discovery.ts";
import { importedFiles } from "./imported_files.ts";
import { PluginManager } from "./manager.ts";
import type { HostServices } from "./services.ts";
import { type ThirdPartyOptions, thirdPartySource } from "./third_party.ts";
import { trust, type TrustStore } from "./trust.ts";

const TESTDATA = new URL("../../testdata/plugins", import.meta.url).pathname;

const refuse = () => Promise.reject(new CallError("denied", "Not in this test"));
const SERVICES: HostServices = {
  exec: refuse,
  put: refuse,
  get: refuse,
  facts: refuse,
  source: refuse,
  read: refuse,
};

interface Setup extends AsyncDisposable {
  readonly manager: PluginManager;
  readonly records: LogRecord[];
  trust(): Promise<void>;
}

/** A plugin of someone else, which the user has not trusted yet. */
function setUp(folder: string, store: TrustStore): Setup {
  const [plugin] = discoverPlugins(files, [folder]).found;
  if (plugin === undefined) throw new Error(`There is no plugin in ${folder}`);
  const options: ThirdPartyOptions = {
    trust: store,
    policy: () => ({}),
    places: { project: [], inventory: [] },
    environment,
    deno: Deno.execPath(),
    importedFiles: importedFiles(processes, Deno.execPath()),
  };
  const records: LogRecord[] = [];
  const manager = new PluginManager({
    sources: [thirdPartySource(plugin, options)],
    services: SERVICES,
    clock,
    log: (record) => void records.push(record),
    grease: new FakeRandom(3),
  });
  return {
    manager,
    records,
    trust: async () => void await trust(store, plugin),
    [Symbol.asyncDispose]: () => manager.shutDown(),
  };
}

function storeIn(folder: TemporaryFolder): TrustStore {
  return { files, path: `${folder.path}/config/trust.json`, write: writePrivateFile };
}

function hasPythonFlatbuffers(): boolean {
  try {
    return new Deno.Command("/usr/bin/python3", { args: ["-c", "import flatbuffers"] })
      .outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

Deno.test({
  name: "a plugin in Python without any of shep's code is trusted, called, and shut down" +
    (hasPythonFlatbuffers() ? "" : " (ignored: there is no python3-flatbuffers)"),
  ignore: !hasPythonFlatbuffers(),
  fn: async () => {
    using folder = new TemporaryFolder();
    const store = storeIn(folder);
    {
      await using untrusted = setUp(`${TESTDATA}/python_echo`, store);
      await rejects(
        untrusted.manager.call("test.python_echo", new Uint8Array()),
        /^CallError: Cannot run plugin python_echo of .*: you have not trusted it yet/,
      );
      await untrusted.trust();
    }
    await using trusted = setUp(`${TESTDATA}/python_echo`, store);
    const message = { text: "grüße 🐑", data: new Uint8Array(100_000).fill(200) };
    const calls = [1, 2, 3].map(() =>
      trusted.manager.call("test.python_echo", encodeEchoMessage(message))
    );
    for (const reply of await Promise.all(calls)) deepEqual(decodeEchoMessage(reply), message);
    await trusted.manager.shutDown();
    deepEqual(trusted.records.map(({ level, source, message }) => [level, source, message]), [
      ["warning", "plugin python_echo", "ready"],
    ]);
  },
});

const ENTRY = `
Deno.stderr.writeSync(new TextEncoder().encode("it runs\\n"));
for await (const _ of Deno.stdin.readable);
`;

function writePlugin(folder: TemporaryFolder, entry: string): string {
  const path = `${folder.path}/theirs`;
  Deno.mkdirSync(path);
  Deno.writeTextFileSync(
    `${path}/plugin.json`,
    JSON.stringify({
      name: "theirs",
      version: "1.0.0",
      description: "Someone else's",
      entry: "theirs.ts",
      capabilities: [{ name: "test.theirs", version: 1 }],
    }),
  );
  Deno.writeTextFileSync(`${path}/theirs.ts`, entry);
  return path;
}

Deno.test("nothing of a plugin runs before the user trusts it, nor after it has changed", async () => {
  using folder = new TemporaryFolder();
  const store = storeIn(folder);
  const path = writePlugin(folder, `Deno.writeTextFileSync("${folder.path}/ran", ""); ${ENTRY}`);
  await using plugin = setUp(path, store);
  await rejects(plugin.manager.call("test.theirs", new Uint8Array()), /not trusted it yet/);
  await plugin.trust();
  Deno.writeTextFileSync(`${path}/theirs.ts`, ENTRY.replace("runs", "RUNS"));
  await using changed = setUp(path, store);
  await rejects(changed.manager.call("test.theirs", new Uint8Array()), /files have changed/);
  deepEqual([...plugin.records, ...changed.records], []);
  equal(files.status(`${folder.path}/ran`), undefined);
});

Deno.test("a plugin of someone else gets no files by importing them", async () => {
  using folder = new TemporaryFolder();
  const store = storeIn(folder);
  Deno.writeTextFileSync(`${folder.path}/secret.json`, '"secret"');
  const path = writePlugin(
    folder,
    `import secret from "../secret.json" with { type: "json" };
     console.error(secret);
     await import("${folder.path}/" + "secret.json", { with: { type: "json" } });`,
  );
  await using plugin = setUp(path, store);
  await plugin.trust();
  await rejects(
    plugin.manager.call("test.theirs", new Uint8Array()),
    (error: unknown) => {
      ok(error instanceof CallError);
      equal(error.code, "denied");
      ok(
        error.message.endsWith(`it imports ${folder.path}/secret.json, which is not in its folder`),
      );
      return true;
    },
  );
  deepEqual(plugin.records, []);
});

Deno.test("a plugin of someone else has the permissions of its manifest and no others", async () => {
  using folder = new TemporaryFolder();
  const store = storeIn(folder);
  const path = writePlugin(
    folder,
    `for (const attempt of [
       () => Deno.readTextFileSync("${folder.path}/theirs/plugin.json"),
       () => Deno.env.get("HOME"),
       () => Deno.env.get("SHEP_PLUGIN_MAGIC").length > 0,
       () => new Deno.Command("true").outputSync(),
     ]) {
       try { console.error("allowed", attempt()); } catch (error) { console.error(error.name); }
     }`,
  );
  await using plugin = setUp(path, store);
  await plugin.trust();
  await rejects(
    plugin.manager.call("test.theirs", new Uint8Array()),
    /^CallError: Cannot reach plugin theirs: it has exited with code 0$/,
  );
  deepEqual(plugin.records.map(({ message }) => message), [
    "NotCapable",
    "NotCapable",
    "allowed true",
    "NotCapable",
  ]);
});
