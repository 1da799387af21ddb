import { absolutePath, folderOf } from "../../../lib/base/posix_path.ts";
import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { backupCommand, backupPath } from "../shared/backup.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { asOperand } from "../shared/file_stat.ts";
import { withEntry, withoutEntry } from "./fstab.ts";
import { MountPoint } from "./mount_point.ts";
import { parseMountinfo } from "./mounts.ts";

/** `mount`: a line of fstab, and what is mounted. Behaves as mount of ansible.posix. */
export async function mount(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const wish = await wishOf(call, target);
  const system = await look(target, wish);
  const point = new MountPoint(target, { ...wish, ...system });
  const { isChanged, backup = "" } = await reach(call, { target, wish, system, point });
  return {
    changed: isChanged,
    result: {
      name: wish.path,
      src: wish.src,
      fstype: wish.fstype,
      opts: wish.opts,
      dump: wish.dump,
      passno: wish.passno,
      fstab: wish.fstab,
      boot: bool(call.args, "boot") ? "yes" : "no",
      backup_file: backup,
    },
  };
}

/** What a task says. */
interface Wish {
  readonly path: string;
  readonly src: string | undefined;
  readonly fstype: string | undefined;
  readonly opts: string;
  readonly dump: string;
  readonly passno: string;
  readonly fstab: string;
}

async function wishOf(call: ModuleCall, target: Target): Promise<Wish> {
  const { args } = call;
  const [path = "", src] = await expandPaths(target, [
    str(args, "path"),
    optionalStr(args, "src"),
  ]);
  return {
    path,
    src,
    fstype: optionalStr(args, "fstype"),
    opts: options(call),
    dump: optionalStr(args, "dump") ?? "0",
    passno: optionalStr(args, "passno") ?? "0",
    fstab: optionalStr(args, "fstab") ?? FSTAB,
  };
}

const FSTAB = "/etc/fstab";

function options({ args, warn }: ModuleCall): string {
  const given = optionalStr(args, "opts") ?? "defaults";
  const words = given.split(",");
  const decisive = words.includes("noauto")
    ? "noauto"
    : !bool(args, "boot") && words.includes("defaults")
    ? "defaults"
    : undefined;
  if (decisive !== undefined) warn(`Ignore the 'boot' due to 'opts' contains '${decisive}'.`);
  return bool(args, "boot") || decisive !== undefined ? given : `${given},noauto`;
}

/** What is there. */
interface System {
  readonly text: string;
  /** Whether there is a file of that name. */
  readonly hasFstab: boolean;
  /** The file behind a link. */
  readonly fstabPath: string;
  readonly isThere: boolean;
  /** What is mounted at the path; the last one covers the others. */
  readonly source: string | undefined;
}

async function look(target: Target, { path, fstab }: Wish): Promise<System> {
  const operand = asOperand(fstab);
  const [content, real, there, mounts] = await target.probe(
    { argv: ["cat", operand] },
    { argv: ["readlink", "-f", operand] },
    { argv: ["test", "-e", asOperand(path)] },
    { argv: ["cat", "/proc/self/mountinfo"] },
  );
  const folder = path.startsWith("/") ? absolutePath(path, "/") : path;
  const mounted = parseMountinfo(mounts?.stdout ?? "").filter((one) => one.path === folder);
  const isReadable = content?.exitCode === 0;
  if (!isReadable && !/No such file/.test(content?.stderr ?? "")) {
    throw new ModuleFailure(`Cannot read ${fstab}: ${content?.stderr.trim()}`);
  }
  return {
    text: isReadable ? content.stdout : "",
    hasFstab: isReadable,
    fstabPath: real?.stdout.replace(/\n$/, "") || fstab,
    isThere: there?.exitCode === 0,
    source: mounted.at(-1)?.source,
  };
}

interface Parts {
  readonly target: Target;
  readonly wish: Wish;
  readonly system: System;
  readonly point: MountPoint;
}

interface Reached {
  readonly isChanged: boolean;
  readonly backup?: string;
}

async function reach(call: ModuleCall, parts: Parts): Promise<Reached> {
  const { wish, system, point } = parts;
  switch (str(call.args, "state")) {
    case "present":
      return await writeFstab(call, parts, withEntry(system.text, entryOf(wish)));
    case "absent_from_fstab":
      return await writeFstab(call, parts, withoutEntry(system.text, keyOf(wish)));
    case "absent": {
      const written = await writeFstab(call, parts, withoutEntry(system.text, keyOf(wish)));
      if (written.isChanged) await point.remove();
      return written;
    }
    case "unmounted":
      if (system.source !== undefined) await point.unmount();
      return { isChanged: system.source !== undefined };
    case "remounted":
      await point.remount();
      return { isChanged: true };
    case "ephemeral":
      await point.mountOnce();
      return { isChanged: true };
    default:
      return await mounted(call, parts);
  }
}

/** A line that cannot be mounted may keep the system from starting, so it is taken back. */
async function mounted(call: ModuleCall, parts: Parts): Promise<Reached> {
  const { target, wish, system, point } = parts;
  const made = await point.makeFolder();
  const written = await writeFstab(call, parts, withEntry(system.text, entryOf(wish)));
  const isMounted = system.source !== undefined;
  if (isMounted && !written.isChanged) return written;
  const failed = isMounted ? await point.tryRemount() : await point.tryMount();
  if (failed !== undefined) {
    if (written.isChanged) await restoreFstab(target, system);
    await point.removeFolders(made);
    throw new ModuleFailure(`Error mounting ${wish.path}: ${failed}`);
  }
  return { ...written, isChanged: true };
}

async function writeFstab({ args }: ModuleCall, parts: Parts, text: string): Promise<Reached> {
  const { target, system: { fstabPath, hasFstab, ...system } } = parts;
  if (text === system.text) return { isChanged: false };
  const isKept = bool(args, "backup") && hasFstab;
  const backup = isKept
    ? backupPath((await target.apply(backupCommand(fstabPath)))[0], fstabPath)
    : undefined;
  if (!hasFstab) await requireSuccess(target.apply({ argv: ["mkdir", "-p", folderOf(fstabPath)] }));
  await target.put({ path: fstabPath, content: text, ...(hasFstab ? {} : { mode: "0644" }) });
  return { isChanged: true, ...(backup === undefined ? {} : { backup }) };
}

async function restoreFstab(target: Target, { fstabPath, hasFstab, text }: System): Promise<void> {
  if (hasFstab) await target.put({ path: fstabPath, content: text });
  else await target.apply({ argv: ["rm", "-f", fstabPath] });
}

async function requireSuccess(outcomes: Promise<readonly CommandOutcome[]>): Promise<void> {
  const failed = (await outcomes).find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new ModuleFailure(failed.stderr.trim());
}

function entryOf({ src = "", fstype = "", path, opts, dump, passno }: Wish) {
  return { src, path, fstype, opts, dump, passno };
}

function keyOf({ path, src }: Wish) {
  return { path, ...(src === undefined ? {} : { src }) };
}
