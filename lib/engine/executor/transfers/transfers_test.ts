import assert from "node:assert/strict";
import { type Dict, dict, type Value } from "../../../base/value.ts";
import { FakeFiles } from "../../../system/fake_files.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import type { Command, CommandResult } from "../../../wire/host.ts";
import { AnsibleTemplating } from "../ansible_templating.ts";
import { HostState } from "../host_state.ts";
import { LayeredScope } from "../scope.ts";
import { type Session, type SessionAddress, Sessions, UnreachableError } from "../sessions.ts";
import { fetch } from "./fetch.ts";
import { remotePath } from "./rsync_command.ts";
import { controllerAddress, SessionShell } from "./session_shell.ts";
import { synchronize } from "./synchronize.ts";
import type { TransferCall } from "./transfer.ts";

/** A session whose commands run as processes, unless `answer` knows what they do. */
function fakeSession(
  answer: (command: Command) => Partial<CommandResult> | undefined,
): Session {
  const nothing = { exitCode: 0, stdout: new Uint8Array(), stderr: new Uint8Array() };
  const refuse = () => Promise.reject(new Error("Cannot act: the test does not expect it"));
  return {
    user: "me",
    home: "/home/me",
    async exec({ commands }) {
      const results: CommandResult[] = [];
      for (const command of commands) {
        const known = answer(command);
        if (known === undefined) results.push(await run(command));
        else results.push({ ...nothing, carriedOut: true, ...known });
      }
      return { results };
    },
    put: refuse,
    get: refuse,
    close: () => Promise.resolve(),
  };
}

async function run({ argv = [], script, stdin }: Command): Promise<CommandResult> {
  const words = ["sh", "-c", script ?? '"$@"', "sh", ...argv];
  const [program = "", ...args] = words;
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new Uint8Array(stdin ?? []));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  return { exitCode: code, stdout, stderr, carriedOut: true };
}

/** A host that is reached by ssh. */
const TARGET: SessionAddress = {
  connection: "ssh",
  host: "web",
  address: "192.0.2.7",
  settings: [],
  timeoutMs: 1000,
};

const TEMPLATING = new AnsibleTemplating({
  environment: {},
  files: new FakeFiles({}),
  lookup: () => [],
  decrypt: (text) => text,
});

/** A transfer for tests, whose sessions `open` gives by the names of connections. */
function fakeTransfer(
  args: Dict,
  open: (connection: string) => Session,
  execution: Partial<TransferCall["execution"]> = {},
): TransferCall {
  const sessions = new Sessions({ connect: (connection) => Promise.resolve(open(connection)) });
  const signal = new AbortController().signal;
  const address = execution.address ?? TARGET;
  const shell = (where: SessionAddress) => new SessionShell(sessions, where, { signal });
  return {
    target: shell(address),
    controller: shell(controllerAddress(address)),
    cleanup: shell(controllerAddress(address)),
    shell,
    execution: {
      module: "fetch",
      taskName: "fetch",
      args,
      host: new HostState("web"),
      address,
      folder: "/nowhere",
      isCheck: false,
      isDiff: false,
      environment: [],
      scope: new LayeredScope([], TEMPLATING),
      searchPath: [],
      signal,
      ...execution,
    },
  };
}

Deno.test("fetch() carries a file that is longer than one part", async () => {
  using folder = new TemporaryFolder();
  const bytes = new Uint8Array(17 * 1024 * 1024 + 5).map((_, index) => index % 251);
  Deno.writeFileSync(`${folder.path}/big`, bytes);
  const args = dict({ src: `${folder.path}/big`, dest: `${folder.path}/new/copy`, flat: true });
  const { result } = await fetch(fakeTransfer(args, () => fakeSession(() => undefined)));
  assert.deepEqual([result.get("changed"), result.get("failed")], [true, undefined]);
  assert.deepEqual(Deno.readFileSync(`${folder.path}/new/copy`), bytes);
  assert.deepEqual([...Deno.readDirSync(`${folder.path}/new`)].length, 1);
});

Deno.test("fetch() leaves nothing of a file whose host is lost or whose task is interrupted", async () => {
  for (const how of ["lost", "interrupted"]) {
    using folder = new TemporaryFolder();
    Deno.writeFileSync(`${folder.path}/big`, new Uint8Array(9 * 1024 * 1024));
    Deno.writeTextFileSync(`${folder.path}/copy`, "old");
    const interrupt = new AbortController();
    const target = fakeSession(({ argv }) => {
      if (argv?.[1] !== String(8 * 1024 * 1024 + 1)) return undefined;
      if (how === "interrupted") interrupt.abort();
      throw new UnreachableError("gone");
    });
    const near = fakeSession(() => {
      interrupt.signal.throwIfAborted();
      return undefined;
    });
    const args = dict({ src: `${folder.path}/big`, dest: `${folder.path}/copy`, flat: true });
    const call = fakeTransfer(args, (connection) => connection === "ssh" ? target : near);
    const sessions = new Sessions({ connect: () => Promise.resolve(fakeSession(() => undefined)) });
    const { signal } = new AbortController();
    const cleanup = new SessionShell(sessions, controllerAddress(TARGET), { signal });
    await assert.rejects(fetch({ ...call, cleanup }), { message: "gone" });
    assert.deepEqual([...Deno.readDirSync(folder.path)].map((e) => e.name).sort(), ["big", "copy"]);
    assert.equal(Deno.readTextFileSync(`${folder.path}/copy`), "old");
  }
});

Deno.test("fetch() keeps the old file where the new one is not what it must be", async () => {
  using folder = new TemporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/a`, "new");
  Deno.writeTextFileSync(`${folder.path}/old`, "old");
  const bad = { stdout: new TextEncoder().encode(`${"0".repeat(40)}  a\n`) };
  const target = fakeSession(({ argv }) => argv?.[0] === "sha1sum" ? bad : undefined);
  const open = (connection: string) => connection === "ssh" ? target : fakeSession(() => undefined);
  const args = dict({ src: `${folder.path}/a`, dest: `${folder.path}/old`, flat: true });
  const { result } = await fetch(fakeTransfer(args, open));
  assert.deepEqual([result.get("failed"), result.get("msg")], [true, "checksum mismatch"]);
  assert.equal(Deno.readTextFileSync(`${folder.path}/old`), "old");
  assert.deepEqual(Array.from(Deno.readDirSync(folder.path), ({ name }) => name).sort(), [
    "a",
    "old",
  ]);
  const trusting = dict({ ...Object.fromEntries(args), validate_checksum: false });
  assert.equal((await fetch(fakeTransfer(trusting, open))).result.get("changed"), true);
  assert.equal(Deno.readTextFileSync(`${folder.path}/old`), "new");
});

Deno.test("SessionShell opens a new session after one was lost", async () => {
  let opened = 0;
  const lost: Session = {
    ...fakeSession(() => ({})),
    exec: () => Promise.resolve({ results: [], lost: "The line is cut" }),
  };
  const sessions = new Sessions({
    connect: () => Promise.resolve(opened++ === 0 ? lost : fakeSession(() => ({}))),
  });
  const shell = new SessionShell(sessions, TARGET, { signal: new AbortController().signal });
  await assert.rejects(shell.exec({ argv: ["true"] }), UnreachableError);
  assert.equal((await shell.exec({ argv: ["true"] })).length, 1);
  assert.equal(opened, 2);
});

const DEFAULTS: Readonly<Record<string, Value>> = {
  src: "/from/",
  dest: "/to dir/",
  mode: "push",
  archive: true,
  compress: true,
  delay_updates: true,
  set_remote_user: true,
};

const ADDRESS: SessionAddress = { ...TARGET, user: "joe", port: 2222 };
const SSH = "/usr/bin/ssh -S none -o Port=2222 -o StrictHostKeyChecking=no " +
  "-o UserKnownHostsFile=/dev/null";
const OUT = "--out-format='<<CHANGED>>%i %n%L'";

function args(more: Readonly<Record<string, Value>>): Dict {
  return dict({ ...DEFAULTS, ...more });
}

/** @returns The result, the command that would have run, and the connection that it would run on. */
async function plan(
  more: Readonly<Record<string, Value>>,
  execution: Partial<TransferCall["execution"]> = {},
) {
  let ran: Command = {};
  let where = "";
  const open = (connection: string) =>
    fakeSession((command) => {
      const [program, , name] = command.argv ?? [];
      if (program === "command") return { stdout: new TextEncoder().encode(`/usr/bin/${name}\n`) };
      if (program === "test") return undefined;
      [ran, where] = [command, connection];
      return {};
    });
  const { result } = await synchronize(
    fakeTransfer(args(more), open, { address: ADDRESS, ...execution }),
  );
  return { result, ran, where };
}

const COMMANDS: readonly {
  readonly name: string;
  readonly args?: Readonly<Record<string, Value>>;
  readonly execution?: Partial<TransferCall["execution"]>;
  readonly cmd: string;
  readonly where?: string;
}[] = [
  {
    name: "a host by ssh",
    cmd: `--delay-updates -F --compress --archive --rsh='${SSH}' ${OUT} /from/ ` +
      "'joe@192.0.2.7:/to dir/'",
  },
  {
    name: "a host that is pulled from",
    args: { mode: "pull", compress: false, delay_updates: false, dest: "/to" },
    cmd: `--archive --rsh='${SSH}' ${OUT} joe@192.0.2.7:/from/ /to`,
  },
  {
    name: "check mode",
    execution: { isCheck: true },
    args: { dest: "/to", verify_host: true, ssh_connection_multiplexing: true, dest_port: 1 },
    cmd: "--delay-updates -F --compress --dry-run --archive --rsh='/usr/bin/ssh -o Port=1' " +
      `${OUT} /from/ joe@192.0.2.7:/to`,
  },
  {
    name: "become",
    execution: { address: { ...ADDRESS, become: { method: "sudo", user: "web" } } },
    args: { dest: "/to", set_remote_user: false },
    cmd: `--delay-updates -F --compress --archive --rsh='${SSH}' ` +
      `--rsync-path='sudo -u web rsync' ${OUT} /from/ 192.0.2.7:/to`,
  },
  {
    name: "a key and arguments of the connection",
    execution: {
      address: {
        ...ADDRESS,
        settings: [
          { key: "ansible_ssh_private_key_file", value: "~/key" },
          { key: "ansible_ssh_common_args", value: "-o 'ProxyJump=a b'" },
        ],
      },
    },
    args: { dest: "/to", use_ssh_args: true, verify_host: true },
    cmd: `--delay-updates -F --compress --archive --rsh='/usr/bin/ssh -S none -i /home/me/key ` +
      `-o Port=2222 -o '"'"'ProxyJump=a b'"'"'' ${OUT} /from/ joe@192.0.2.7:/to`,
  },
  {
    name: "options of the task",
    args: {
      archive: false,
      recursive: true,
      times: true,
      owner: false,
      dest: "/to",
      rsync_opts: ["--exclude='a b'", "--rsh=ssh -v"],
      link_dest: ["/old"],
      rsync_timeout: 5,
    },
    cmd:
      "--delay-updates -F --compress --timeout=5 --recursive --times '--exclude=a b' --rsh=ssh " +
      `-v -H -vv --link-dest=/old ${OUT} /from/ joe@192.0.2.7:/to`,
  },
  {
    name: "a container",
    execution: { address: { ...ADDRESS, connection: "community.docker.docker" } },
    args: { dest: "/to" },
    cmd: "--delay-updates -F --compress --archive --rsh='docker exec -u joe -i' " +
      `${OUT} /from/ 192.0.2.7:/to`,
  },
  {
    name: "a delegate",
    execution: {
      address: { ...TARGET, host: "backup", address: "backup" },
      hostAddress: { ...ADDRESS, address: "2001:db8::7" },
    },
    args: { dest: "/to" },
    cmd: `--delay-updates -F --compress --archive --rsh='${SSH}' ${OUT} /from/ ` +
      "'joe@[2001:db8::7]:/to'",
    where: "ssh",
  },
  {
    name: "the host as its own delegate",
    execution: { hostAddress: ADDRESS },
    args: { dest: "/to" },
    cmd: `--delay-updates -F --compress --archive ${OUT} /from/ /to`,
    where: "ssh",
  },
];

for (const { name, args, execution, cmd, where: expected = "local" } of COMMANDS) {
  Deno.test(`synchronize() runs rsync for ${name}`, async () => {
    const { result, where } = await plan(args ?? {}, execution);
    assert.equal(result.get("cmd"), `/usr/bin/rsync ${cmd}`);
    assert.equal(where, expected);
  });
}

Deno.test("synchronize() gives a password to ssh without showing it", async () => {
  const settings = [{ key: "ansible_password", value: "s3cret" }];
  const { result, ran } = await plan({}, { address: { ...ADDRESS, settings } });
  assert.deepEqual(ran.env, [{ key: "SHEP_PASSWORD", value: "s3cret" }]);
  assert.ok(![String(result.get("cmd")), ran.script, ...ran.argv ?? []].join().includes("s3cret"));
  const script = ran.script ?? "";
  // In the place of rsync: what ssh would ask.
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", script, "sh", "sh", "-c", 'stat -c %a "$SSH_ASKPASS"; "$SSH_ASKPASS"'],
    env: { SHEP_PASSWORD: "s3cret" },
  }).output();
  assert.equal(new TextDecoder().decode(stdout), "700\ns3cret\n");
});

Deno.test("synchronize() refuses what rsync cannot reach", async () => {
  const { result } = await plan({}, { address: { ...ADDRESS, connection: "chroot" } });
  assert.equal(
    result.get("msg"),
    "Cannot synchronize with web: rsync does not run over the connection chroot",
  );
});

Deno.test("remotePath() leaves addresses of rsync alone", () => {
  assert.equal(remotePath("rsync://a/b", { address: "x", user: "y" }), "rsync://a/b");
});

const { success: hasRsync } = new Deno.Command("sh", { args: ["-c", "command -v rsync"] })
  .outputSync();

Deno.test({
  name: `synchronize() brings a folder in step${hasRsync ? "" : " (skipped: no rsync)"}`,
  ignore: !hasRsync,
  async fn() {
    using folder = new TemporaryFolder();
    Deno.mkdirSync(`${folder.path}/files/src`, { recursive: true });
    Deno.writeTextFileSync(`${folder.path}/files/src/a`, "a");
    const local: SessionAddress = { ...TARGET, connection: "local" };
    const run = (isCheck: boolean) =>
      synchronize(
        fakeTransfer(args({ src: "src/", dest: "out" }), () => fakeSession(() => undefined), {
          address: local,
          folder: folder.path,
          searchPath: [folder.path],
          isCheck,
          isDiff: true,
        }),
      );
    const checked = await run(true);
    assert.equal(checked.result.get("changed"), true);
    assert.throws(() => Deno.statSync(`${folder.path}/out`), Deno.errors.NotFound);
    const { result, diffs } = await run(false);
    assert.equal(result.get("changed"), true);
    assert.match(diffs[0]?.prepared ?? "", /^>f\+{9} a$/m);
    assert.equal(Deno.readTextFileSync(`${folder.path}/out/a`), "a");
    assert.equal((await run(false)).result.get("changed"), false);
  },
});
