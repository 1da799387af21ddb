import assert from "node:assert/strict";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { mount } from "./mount.ts";
import spec from "./mount.json" with { type: "json" };

/** Mounting takes root, and more than the root of most containers. */
function canMount(): boolean {
  if (Deno.uid() !== 0) return false;
  const script = "unshare -m sh -c 'mount -t tmpfs tmpfs /mnt'";
  return new Deno.Command("sh", { args: ["-c", script], stderr: "null" }).outputSync().success;
}

const isAble = canMount();
const note = isAble ? "" : " (skipped: nothing can be mounted here)";
/** What is mounted ends with the shell. */
const APART = ["unshare", "-m", "sh"];

Deno.test({
  name: `mount() mounts, remounts and unmounts, and keeps fstab in step${note}`,
  ignore: !isAble,
  async fn() {
    using folder = new TemporaryFolder();
    const fstab = `${folder.path}/etc/fstab`;
    const path = `${folder.path}/a/b`;
    await using target = await openLocalTarget({ shell: APART });
    const run = (args: Readonly<Record<string, string | boolean>>) =>
      runModule({ run: mount, spec, args: { path, fstab, ...args }, target });
    const wanted = { src: "tmpfs", fstype: "tmpfs", opts: "size=64k", state: "mounted" };
    const line = (opts: string) => `tmpfs ${path} tmpfs ${opts} 0 0\n`;
    assert.equal((await run(wanted)).changed, true);
    assert.equal(Deno.readTextFileSync(fstab), line("size=64k"));
    assert.equal((await run(wanted)).changed, false);
    const { changed, result } = await run({ ...wanted, opts: "size=128k", backup: true });
    assert.equal(changed, true);
    assert.equal(Deno.readTextFileSync(String(result.backup_file)), line("size=64k"));
    const [mounted] = await target.probe({ argv: ["grep", ` ${path} `, "/proc/self/mountinfo"] });
    assert.match(mounted?.stdout ?? "", /size=128k/);
    assert.equal((await run({ state: "remounted" })).changed, true);
    assert.equal((await run({ state: "unmounted" })).changed, true);
    assert.equal((await run({ state: "unmounted" })).changed, false);
    const once = { src: "tmpfs", fstype: "tmpfs", opts: "size=64k", state: "ephemeral" };
    assert.equal((await run(once)).changed, true);
    assert.match((await run({ ...once, src: "other" })).msg ?? "", /^Ephemeral mount point is /);
    assert.equal((await run({ state: "absent" })).changed, true);
    assert.equal(Deno.readTextFileSync(fstab), "");
    assert.throws(() => Deno.statSync(path), Deno.errors.NotFound);
    assert.equal((await run({ state: "absent" })).changed, false);
  },
});

Deno.test({
  name: `mount() leaves nothing behind of what cannot be mounted${note}`,
  ignore: !isAble,
  async fn() {
    using folder = new TemporaryFolder();
    const fstab = `${folder.path}/fstab`;
    Deno.writeTextFileSync(fstab, "# mine\n");
    await using target = await openLocalTarget({ shell: APART });
    const path = `${folder.path}/a/b`;
    const args = { path, fstab, src: "/nowhere", fstype: "ext4", state: "mounted" };
    const { failed, msg } = await runModule({ run: mount, spec, args, target });
    assert.equal(failed, true);
    assert.match(msg ?? "", /^Error mounting .*\/a\/b: mount: /);
    assert.equal(Deno.readTextFileSync(fstab), "# mine\n");
    assert.deepEqual(Array.from(Deno.readDirSync(folder.path), ({ name }) => name), ["fstab"]);
  },
});

Deno.test("mount() changes nothing in check mode, and says what it would", async () => {
  using folder = new TemporaryFolder();
  const fstab = `${folder.path}/fstab`;
  Deno.writeTextFileSync(fstab, "tmpfs /srv/x tmpfs size=1k 0 0\n");
  await using target = await openLocalTarget({ checkMode: true });
  const changes: Readonly<Record<string, boolean>> = {
    present: true,
    mounted: true,
    absent: true,
    absent_from_fstab: true,
    unmounted: false,
  };
  for (const [state, expected] of Object.entries(changes)) {
    const args = { path: "/srv/x", src: "tmpfs", fstype: "tmpfs", fstab, state };
    const { changed } = await runModule({ run: mount, spec, args, target, checkMode: true });
    assert.equal(changed, expected, state);
  }
  assert.equal(Deno.readTextFileSync(fstab), "tmpfs /srv/x tmpfs size=1k 0 0\n");
});

Deno.test("mount() does not take an fstab that it cannot read for an empty one", async () => {
  const target = new FakeTarget({
    commands: (text) =>
      text === "cat /etc/fstab" ? { exitCode: 1, stderr: "cat: Permission denied\n" } : "",
  });
  const args = { path: "/x", src: "a", fstype: "ext4", state: "present" };
  const { msg } = await runModule({ run: mount, spec, args, target });
  assert.equal(msg, "Cannot read /etc/fstab: cat: Permission denied");
  assert.deepEqual(target.written, []);
});

/** Observed of ansible.posix 1.4. */
const OPTIONS: readonly (readonly [string | undefined, boolean, string, string | undefined])[] = [
  [undefined, true, "defaults", undefined],
  [undefined, false, "defaults", "defaults"],
  ["rw", false, "rw,noauto", undefined],
  ["defaults,ro", false, "defaults,ro", "defaults"],
  ["rw,noauto", true, "rw,noauto", "noauto"],
  ["rw,noauto", false, "rw,noauto", "noauto"],
];

Deno.test("mount() lets options win over boot, and warns of it", async () => {
  const target = new FakeTarget({ commands: () => "" });
  for (const [opts, boot, expected, word] of OPTIONS) {
    const given = { path: "/mnt", src: "x", fstype: "ext4", state: "present", boot };
    const args = opts === undefined ? given : { ...given, opts };
    const { result, warnings } = await runModule({
      run: mount,
      spec,
      args,
      target,
      checkMode: true,
    });
    assert.equal(result["opts"], expected);
    const told = `Ignore the 'boot' due to 'opts' contains '${word}'.`;
    assert.deepEqual(warnings, word === undefined ? [] : [told]);
  }
});
