import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { user } from "./user.ts";
import spec from "./user.json" with { type: "json" };

const ignore = Deno.uid() !== 0;

interface Options {
  readonly checkMode?: boolean;
}

/** A throw-away user of this computer. */
class TestUser implements AsyncDisposable {
  readonly name: string;
  readonly folder = new TemporaryFolder();
  readonly home = `${this.folder.path}/homes/me`;

  constructor(suffix: string) {
    this.name = `shep${Deno.pid}${suffix}`;
  }

  async run(args: Record<string, Value>, options: Options = {}) {
    await using target = await openLocalTarget(options);
    const all = { name: this.name, ...args };
    const outcome = await runModule({ run: user, spec, args: all, target, ...options });
    return { ...outcome, roundTrips: target.roundTrips };
  }

  /** What `id` says of the user's groups. */
  groups(): string[] {
    return read(["id", "-Gn", this.name]).trim().split(" ").slice(1).sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run({ state: "absent" });
    this.folder[Symbol.dispose]();
  }
}

function read([program = "", ...args]: readonly string[]): string {
  return new TextDecoder().decode(new Deno.Command(program, { args }).outputSync().stdout);
}

Deno.test({
  name: "user() makes a user once and describes it (needs root)",
  ignore,
  async fn() {
    await using test = new TestUser("a");
    const args = { comment: "A B", shell: "/bin/sh", groups: ["video", "adm"], home: test.home };
    const planned = await test.run(args, { checkMode: true });
    deepEqual([planned.changed, planned.result, planned.roundTrips], [true, {}, 1]);
    const made = await test.run(args);
    ok(made.changed && !made.failed, made.msg);
    const { uid, group, stderr, ...rest } = made.result;
    match(String(stderr), /home directory .* already exists/);
    ok(Number(uid) >= 1000 && Number(group) > 0);
    deepEqual(rest, {
      name: test.name,
      state: "present",
      system: false,
      create_home: true,
      comment: "A B",
      home: test.home,
      shell: "/bin/sh",
      groups: "video,adm",
    });
    deepEqual(test.groups(), ["adm", "video"]);
    equal(Deno.statSync(test.home).uid, uid);
    const same = await test.run(args);
    deepEqual([same.changed, same.roundTrips], [false, 2]);
  },
});

Deno.test({
  name: "user() adds to groups or sets them (needs root)",
  ignore,
  async fn() {
    await using test = new TestUser("b");
    await test.run({ groups: ["adm"], create_home: false });
    const append = { groups: ["video"], append: true, create_home: false };
    ok((await test.run(append, { checkMode: true })).changed);
    deepEqual(test.groups(), ["adm"]);
    ok((await test.run(append)).changed);
    deepEqual(test.groups(), ["adm", "video"]);
    ok(!(await test.run(append)).changed);
    ok((await test.run({ groups: ["video"], create_home: false })).changed);
    deepEqual(test.groups(), ["video"]);
    ok((await test.run({ groups: [], create_home: false })).changed);
    deepEqual(test.groups(), []);
    const missing = await test.run({ groups: ["nosuchgroup"] });
    deepEqual([missing.failed, missing.msg], [true, "Group nosuchgroup does not exist"]);
  },
});

Deno.test({
  name: "user() sets password, lock, expiry and its times only if they are others (needs root)",
  ignore,
  async fn() {
    await using test = new TestUser("c");
    await test.run({ create_home: false });
    const hash = `$6$salt$${"a".repeat(86)}`;
    const changes: readonly Record<string, Value>[] = [
      { password: hash },
      { password_lock: true },
      { password_lock: false },
      { expires: 1_800_000_000 },
      { expires: -1 },
      { password_expire_max: 90, password_expire_min: 2 },
      { password_expire_warn: 3 },
      { comment: "new", shell: "/bin/bash" },
    ];
    for (const change of changes) {
      const args = { create_home: false, ...change };
      const first = await test.run(args);
      ok(first.changed && !first.failed, JSON.stringify(change));
      ok(!(await test.run(args)).changed, JSON.stringify(change));
    }
    equal(read(["getent", "shadow", test.name]).split(":")[1], hash);
    const kept = await test.run({
      password: "*",
      update_password: "on_create",
      create_home: false,
    });
    deepEqual([kept.changed, kept.result["password"]], [false, "NOT_LOGGING_PASSWORD"]);
  },
});

Deno.test({
  name: "user() makes a missing home and an SSH key (needs root and ssh-keygen)",
  ignore: ignore || read(["sh", "-c", "command -v ssh-keygen"]) === "",
  async fn() {
    await using test = new TestUser("d");
    await test.run({ home: test.home, create_home: false });
    const args = { generate_ssh_key: true, ssh_key_type: "ed25519", ssh_key_comment: "me@here" };
    const planned = await test.run(args, { checkMode: true });
    ok(planned.changed && !planned.failed, planned.msg);
    const made = await test.run(args);
    ok(made.changed && !made.failed, made.msg);
    const file = `${test.home}/.ssh/id_ed25519`;
    equal(made.result["ssh_key_file"], file);
    match(String(made.result["ssh_fingerprint"]), /^256 SHA256:\S+ me@here \(ED25519\)$/);
    equal(made.result["ssh_public_key"], Deno.readTextFileSync(`${file}.pub`).trim());
    const { uid, mode } = Deno.statSync(`${test.home}/.ssh`);
    deepEqual([uid, (mode ?? 0) & 0o777], [made.result["uid"], 0o700]);
    equal(Deno.statSync(file).uid, uid);
    const again = await test.run(args);
    ok(!again.changed);
    match(again.warnings[0] ?? "", /^Found existing ssh key private file .*id_ed25519", no force/);
    equal(again.result["ssh_public_key"], made.result["ssh_public_key"]);
  },
});

Deno.test({
  name: "user() removes a user and its home (needs root)",
  ignore,
  async fn() {
    await using test = new TestUser("e");
    await test.run({ home: test.home });
    const args = { state: "absent", remove: true };
    deepEqual((await test.run(args, { checkMode: true })).result, {});
    const removed = await test.run(args);
    ok(removed.changed && !removed.failed, removed.msg);
    deepEqual([removed.result["force"], removed.result["remove"]], [false, true]);
    ok(!(await test.run(args)).changed);
    deepEqual([...Deno.readDirSync(`${test.folder.path}/homes`)], []);
  },
});

Deno.test("user() uses busybox where there is nothing else", async () => {
  const target = new FakeTarget({
    commands: (text) => {
      const program = /^command -v (adduser|deluser|delgroup|chpasswd)$/.exec(text)?.[1];
      if (program !== undefined) return `/usr/sbin/${program}\n`;
      if (/^command|^test -x/.test(text)) return { exitCode: 1 };
      if (text === "getent passwd me") return "me:x:1000:1000::/home/me:/bin/sh\n";
      if (text === "getent group") return "me:x:1000:\nadm:x:4:me\nvideo:x:44:\n";
      return "";
    },
  });
  const args = { name: "me", groups: ["video"], password: "$6$a$b" };
  ok((await runModule({ run: user, spec, args, target })).changed);
  deepEqual(target.applied, [
    "/usr/sbin/adduser me video",
    "/usr/sbin/delgroup me adm",
    "/usr/sbin/chpasswd --encrypted",
  ]);
});

Deno.test("user() warns of a password that is not hashed and refuses libuser", async () => {
  const target = new FakeTarget({ commands: () => "" });
  const run = (args: Record<string, Value>) =>
    runModule({ run: user, spec, args: { name: "me", ...args }, target, checkMode: true });
  match((await run({ password: "secret" })).warnings[0] ?? "", /appears not to have been hashed/);
  for (const password of ["*", "!", `$6$x$${"b".repeat(86)}`, "$y$j9T$abc$def"]) {
    deepEqual((await run({ password })).warnings, [], password);
  }
  match((await run({ append: true })).warnings[0] ?? "", /^'append' is set, but no 'groups'/);
  ok((await run({ local: true })).failed);
});

Deno.test("user() passes on bounds of a number, and days until an account ends", async () => {
  const applied = async (args: Record<string, Value>, present = "") => {
    const target = new FakeTarget({
      commands: (text) => {
        const program = /^command -v (user(?:add|mod))$/.exec(text)?.[1];
        if (program !== undefined) return `/usr/sbin/${program}\n`;
        if (/^command|^test -x/.test(text)) return { exitCode: 1 };
        if (text === "getent passwd me") return present;
        return text === "getent shadow me" && present !== "" ? "me:!:1::::7::\n" : "";
      },
    });
    await runModule({ run: user, spec, args: { name: "me", ...args }, target });
    return target.applied[0];
  };
  const entry = "me:x:1000:1000::/home/me:/bin/sh\n";
  equal(
    await applied({ uid_min: 500, uid_max: 600, password_expire_account_disable: 7 }),
    "/usr/sbin/useradd -f 7 -m -K UID_MIN=500 -K UID_MAX=600 me",
  );
  const days = "password_expire_account_disable";
  equal(await applied({ [days]: 7, uid_min: 1 }, entry), undefined);
  equal(await applied({ [days]: 8 }, entry), "/usr/sbin/usermod -f 8 me");
});
