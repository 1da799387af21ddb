import {
  type ApplyCommand,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";

/** Sets the time zone. Behaves as timezone of community.general on Linux. */
export async function timezone(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const name = optionalStr(call.args, "name");
  const hwclock = optionalStr(call.args, "hwclock");
  const now = await lookUp(target, name ?? "UTC");
  if (name !== undefined && !now.isKnown) {
    throw failure(`given timezone "${name}" is not available`);
  }
  if (hwclock !== undefined && now.hwclock === undefined) {
    throw failure("the hardware clock cannot be set without timedatectl");
  }
  const changesName = name !== undefined && name !== now.name;
  const changesClock = hwclock !== undefined && hwclock !== now.hwclock;
  const commands = [
    ...(changesName ? [nameCommand(name, now)] : []),
    ...(changesClock
      ? [{ argv: ["timedatectl", "set-local-rtc", hwclock === "local" ? "yes" : "no"] }]
      : []),
  ];
  const outcomes = await target.apply(...commands);
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw failure((failed.stderr || failed.stdout).trim());
  const before = {
    ...(name === undefined ? {} : { name: now.name }),
    ...(hwclock === undefined ? {} : { hwclock: now.hwclock ?? "n/a" }),
  };
  const after = {
    ...(name === undefined ? {} : { name }),
    ...(hwclock === undefined ? {} : { hwclock }),
  };
  return {
    changed: commands.length > 0,
    result: { msg: changesName && !call.checkMode ? now.message : undefined },
    diff: call.diff ? [dictDiff(before, after)] : [],
  };
}

interface Now {
  /** `n/a` where that cannot be told. */
  readonly name: string;
  readonly hwclock: string | undefined;
  /** Whether the wanted zone exists. */
  readonly isKnown: boolean;
  /** What a result says of a change. */
  readonly message?: string;
  readonly tool: "timedatectl" | "dpkg-reconfigure" | "setup-timezone" | "link";
}

async function lookUp(target: Target, wanted: string): Promise<Now> {
  const file = `/usr/share/zoneinfo/${wanted}`;
  const [status, known, written, link, same, debian, alpine] = await target.probe(
    { argv: ["timedatectl"], env: { LC_ALL: "C" } },
    { argv: ["test", "-f", file] },
    { argv: ["cat", "/etc/timezone"] },
    { argv: ["readlink", "/etc/localtime"] },
    { argv: ["cmp", "-s", "/etc/localtime", file] },
    { argv: ["command", "-v", "dpkg-reconfigure"] },
    { argv: ["command", "-v", "setup-timezone"] },
  );
  const isKnown = known?.exitCode === 0;
  if (status?.exitCode === 0) {
    const local = /RTC in local TZ: (\w+)/.exec(status.stdout)?.[1];
    return {
      name: /Time ?zone: (\S+)/.exec(status.stdout)?.[1] ?? "n/a",
      hwclock: local === "yes" ? "local" : "UTC",
      isKnown,
      tool: "timedatectl",
    };
  }
  const tool = debian?.exitCode === 0
    ? "dpkg-reconfigure"
    : alpine?.exitCode === 0
    ? "setup-timezone"
    : "link";
  const text = /^\S+/m.exec(written?.stdout ?? "")?.[0];
  const linked = link?.exitCode === 0
    ? /\/(?:usr\/share|etc)\/zoneinfo\/(.*)/.exec(link.stdout)?.[1] ?? "n/a"
    : same?.exitCode === 0
    ? wanted
    : "n/a";
  const isSettled = text === wanted || (text === undefined && tool === "link");
  const deleted = text === undefined ? 0 : 1;
  return {
    name: isSettled ? linked : text ?? "n/a",
    hwclock: undefined,
    isKnown,
    tool,
    ...(tool === "dpkg-reconfigure"
      ? { message: `Added 1 line and deleted ${deleted} line(s) on /etc/timezone` }
      : {}),
  };
}

const LINK = `file=/usr/share/zoneinfo/$1
ln -sf "$file" /etc/localtime || exit
if [ "$2" = dpkg-reconfigure ] || [ -e /etc/timezone ]; then echo "$1" >/etc/timezone || exit; fi
if [ "$2" = dpkg-reconfigure ]; then dpkg-reconfigure --frontend noninteractive tzdata; fi`;

function nameCommand(name: string, { tool }: Now): ApplyCommand {
  if (tool === "timedatectl") return { argv: ["timedatectl", "set-timezone", name] };
  if (tool === "setup-timezone") return { argv: ["setup-timezone", "-z", name] };
  return { script: LINK, argv: [name, tool] };
}

function failure(message: string): ModuleFailure {
  return new ModuleFailure(`Error message:\n${message}`);
}
