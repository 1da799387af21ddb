import { deepEqual, equal, match, notEqual, rejects } from "node:assert/strict";
import { FakeFiles } from "../system/fake_files.ts";
import { CallError } from "./call_error.ts";
import { discoverPlugins, type FoundPlugin } from "./discovery.ts";
import {
  contentHash,
  distrust,
  requireTrust,
  trust,
  trustState,
  type TrustStore,
} from "./trust.ts";

const MANIFEST = JSON.stringify({
  name: "theirs",
  version: "1.0.0",
  description: "Someone else's",
  entry: "theirs.ts",
  capabilities: [{ name: "test.theirs", version: 1 }],
});

function setUp(more: Readonly<Record<string, string | { link: string }>> = {}) {
  const files = new FakeFiles({
    "/plugins/theirs/plugin.json": MANIFEST,
    "/plugins/theirs/theirs.ts": "1",
    "/plugins/theirs/deep/er.ts": "2",
    ...more,
  });
  const path = "/home/me/.config/shep/trust.json";
  const store: TrustStore = { files, path, write: (path, text) => files.write(path, text) };
  const [plugin] = discoverPlugins(files, ["/plugins"]).found;
  if (plugin === undefined) throw new Error("The plugin was not found");
  return { files, store, plugin };
}

async function denied(store: TrustStore, plugin: FoundPlugin): Promise<string> {
  let message = "";
  await rejects(requireTrust(store, plugin), (error: unknown) => {
    equal(error instanceof CallError && error.code, "denied");
    message = String(error);
    return true;
  });
  return message;
}

Deno.test("requireTrust() refuses what the user has not trusted", async () => {
  const { store, plugin } = setUp();
  equal(await trustState(store, plugin), "unknown");
  match(
    await denied(store, plugin),
    /Cannot run plugin theirs of \/plugins\/theirs: you have not trusted it yet: .*"shep plugin trust theirs"$/,
  );
});

Deno.test("trust() is remembered by name and content", async () => {
  const { files, store, plugin } = setUp();
  const hash = await trust(store, plugin);
  equal(await trustState(store, plugin), "trusted");
  await requireTrust(store, plugin);
  deepEqual(JSON.parse(files.readText(store.path) ?? ""), {
    version: 1,
    trusted: { theirs: hash },
  });
});

const CHANGES: Readonly<Record<string, (files: FakeFiles) => void>> = {
  "another entry": (files) => files.write("/plugins/theirs/theirs.ts", "evil"),
  "another file deep inside": (files) => files.write("/plugins/theirs/deep/er.ts", "3"),
  "a new file": (files) => files.write("/plugins/theirs/deep/new.ts", ""),
  "a file less": (files) => files.remove("/plugins/theirs/deep"),
  "another name of a file": (files) => {
    files.remove("/plugins/theirs/deep/er.ts");
    files.write("/plugins/theirs/deep/re.ts", "2");
  },
  "another manifest": (files) => files.write("/plugins/theirs/plugin.json", `${MANIFEST} `),
};
for (const [name, change] of Object.entries(CHANGES)) {
  Deno.test(`requireTrust() refuses a trusted plugin with ${name}`, async () => {
    const { files, store, plugin } = setUp();
    await trust(store, plugin);
    change(files);
    equal(await trustState(store, plugin), "changed");
    match(await denied(store, plugin), /its files have changed since you trusted it/);
  });
}

Deno.test("distrust() forgets one plugin", async () => {
  const { store, plugin } = setUp();
  await trust(store, plugin);
  equal(distrust(store, "other"), false);
  equal(distrust(store, "theirs"), true);
  equal(await trustState(store, plugin), "unknown");
});

Deno.test("trust() refuses a folder with links: what they lead to may change unseen", async () => {
  const { store, plugin } = setUp({
    "/elsewhere/x.ts": "x",
    "/plugins/theirs/x.ts": { link: "/elsewhere/x.ts" },
  });
  await rejects(
    trust(store, plugin),
    new TypeError("Cannot trust /plugins/theirs: x.ts is a link or no file"),
  );
});

Deno.test("contentHash() tells a name's end from the content's start", async () => {
  const hashes = await Promise.all([
    contentHash(new FakeFiles({ "/p/a": "bc" }), "/p"),
    contentHash(new FakeFiles({ "/p/ab": "c" }), "/p"),
    contentHash(new FakeFiles({ "/p/a": "b", "/p/c": "" }), "/p"),
  ]);
  equal(new Set(hashes).size, 3);
  notEqual(hashes[0], "");
});

Deno.test("trustState() refuses a store that is damaged, rather than forget it", async () => {
  const { files, store, plugin } = setUp();
  for (const text of ["{", "[]", '{"version":2,"trusted":{}}', '{"version":1,"trusted":{"a":1}}']) {
    files.write(store.path, text);
    await rejects(
      trustState(store, plugin),
      new TypeError(`Cannot read ${store.path}: it is no list of trusted plugins`),
    );
  }
});
