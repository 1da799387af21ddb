import assert from "node:assert/strict";
import { type Dict, dict, type Value } from "../../../base/value.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import type { Command } from "../../../wire/host.ts";
import type { SessionAddress } from "../sessions.ts";
import { fakeSession, fakeTransfer, TARGET } from "./_fake_transfer_test.ts";
import { remotePath } from "./rsync_command.ts";
import { synchronize } from "./synchronize.ts";
import type { TransferCall } from "./transfer.ts";

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
