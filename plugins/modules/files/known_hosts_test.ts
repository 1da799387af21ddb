import assert from "node:assert/strict";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { knownHosts } from "./known_hosts.ts";
import spec from "./known_hosts.json" with { type: "json" };

const PLAIN = "web ssh-ed25519 KEY1\n";
const RSA = "web ssh-rsa KEY3\n";

/** What becomes of a file: `changed` and the content, as recorded from Ansible. */
const CASES: readonly {
  readonly name: string;
  readonly before?: string;
  readonly args: Readonly<Record<string, string | boolean>>;
  readonly changed: boolean;
  readonly after?: string;
}[] = [
  { name: "a new file", args: { key: "web ssh-ed25519 KEY1" }, changed: true, after: PLAIN },
  {
    name: "a key that is there",
    before: PLAIN,
    args: { key: "web ssh-ed25519 KEY1" },
    changed: false,
    after: PLAIN,
  },
  {
    name: "another key of the type",
    before: PLAIN + RSA,
    args: { key: "web ssh-ed25519 KEY2" },
    changed: true,
    after: `${RSA}web ssh-ed25519 KEY2\n`,
  },
  {
    name: "another type",
    before: PLAIN,
    args: { key: RSA },
    changed: true,
    after: PLAIN + RSA,
  },
  {
    name: "the key in another case of the host",
    before: "Web ssh-ed25519 KEY1\n",
    args: { key: "web ssh-ed25519 KEY1" },
    changed: true,
    after: PLAIN,
  },
  {
    name: "an authority in the place of the key",
    before: "@cert-authority web ssh-ed25519 KEY1\n",
    args: { key: "web ssh-ed25519 KEY1" },
    changed: true,
    after: PLAIN,
  },
  {
    name: "a key that is to go",
    before: PLAIN + RSA,
    args: { key: "web ssh-ed25519 KEY1", state: "absent" },
    changed: true,
    after: RSA,
  },
  {
    name: "a key of another type that is to go",
    before: PLAIN,
    args: { key: RSA, state: "absent" },
    changed: false,
    after: PLAIN,
  },
  {
    name: "a host that is to go",
    before: `${PLAIN}other ssh-rsa KEY\n# web\n@revoked web ssh-rsa KEY\n${RSA}`,
    args: { state: "absent" },
    changed: true,
    after: "other ssh-rsa KEY\n# web\n@revoked web ssh-rsa KEY\n",
  },
  { name: "a host that is to go from no file", args: { state: "absent" }, changed: false },
];

for (const { name, before, args, changed, after } of CASES) {
  Deno.test(`knownHosts() of ${name}`, async () => {
    using folder = new TemporaryFolder();
    const path = `${folder.path}/known_hosts`;
    if (before !== undefined) Deno.writeTextFileSync(path, before);
    for (const checkMode of [true, false]) {
      await using target = await openLocalTarget({ checkMode });
      const all = { name: "web", path, ...args };
      const outcome = await runModule({
        run: knownHosts,
        spec,
        args: all,
        target,
        checkMode,
        diff: true,
      });
      assert.equal(outcome.changed, changed);
      assert.equal(outcome.diff[0]?.before, before ?? "");
      assert.equal(outcome.diff[0]?.after, after ?? "");
      const now = checkMode ? before : after;
      if (now === undefined) assert.throws(() => Deno.readTextFileSync(path));
      else assert.equal(Deno.readTextFileSync(path), now);
    }
  });
}

Deno.test("knownHosts() writes a hash and finds it again", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/known_hosts`;
  await using target = await openLocalTarget();
  const args = { name: "Web", key: "Web ssh-rsa KEY", hash_host: true, path };
  const run = (more = {}) =>
    runModule({ run: knownHosts, spec, args: { ...args, ...more }, target });
  assert.equal((await run()).changed, true);
  assert.match(Deno.readTextFileSync(path), /^\|1\|\S+ ssh-rsa KEY\n$/);
  assert.equal((await run()).changed, false);
  assert.equal((await run({ hash_host: false, key: "web ssh-rsa KEY" })).changed, true);
  assert.equal(Deno.readTextFileSync(path), "web ssh-rsa KEY\n");
});

Deno.test("knownHosts() refuses what is no key of the host", async () => {
  using folder = new TemporaryFolder();
  await using target = await openLocalTarget();
  const messages: Readonly<Record<string, string>> = {
    "other ssh-rsa KEY": "Host parameter does not match hashed host field in supplied key",
    "ssh-rsa KEY": "Host parameter does not match hashed host field in supplied key",
    "": "No key specified when adding a host",
  };
  for (const [key, expected] of Object.entries(messages)) {
    const args = { name: "web", key, path: `${folder.path}/x` };
    const { failed, msg } = await runModule({ run: knownHosts, spec, args, target });
    assert.deepEqual([failed, msg], [true, expected]);
  }
  const args = { name: "web", key: "web ssh-rsa KEY", path: `${folder.path}/no/x` };
  const { msg } = await runModule({ run: knownHosts, spec, args, target });
  assert.match(msg ?? "", /^Failed to write to file .*\/no\/x: /);
});
