import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { HOSTNAME_FILES, type HostnameFile } from "./hostname_files.ts";

/** Sets the host name of the target. Behaves as Ansible 2.14's hostname on Linux. */
export async function hostname(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const name = str(args, "name");
  const given = optionalStr(args, "use");
  // Whoever names Debian means systemd, as in Ansible.
  const use = given === "debian" ? "systemd" : given ?? await strategyOf(target);
  const file = HOSTNAME_FILES.get(use);
  if (file === undefined) {
    throw new ModuleFailure(`hostname module cannot be used on platform Linux (${use})`);
  }
  if (use === "systemd" && name.length > 64) {
    throw new ModuleFailure(
      "name cannot be longer than 64 characters on systemd servers, try a shorter name",
    );
  }
  const before = await namesOf(target, use, file);
  const isPermanent = before.permanent === name;
  const isCurrent = before.current === name;
  if (!checkMode) {
    await set(target, { name, use, file, before: before.text, isPermanent, isCurrent });
  }
  const changed = !isPermanent || !isCurrent;
  const old = isCurrent ? before.permanent : before.current;
  return {
    changed,
    result: { name },
    facts: await factsOf(target, name),
    ...(changed
      ? { diff: [{ before: `hostname = ${old}\n`, after: `hostname = ${name}\n` }] }
      : {}),
  };
}

/** Families whose name is not that of their strategy. */
const STRATEGIES: Readonly<Record<string, string>> = {
  Debian: "debian",
  RedHat: "redhat",
  Suse: "sles",
  Alpine: "alpine",
  Gentoo: "openrc",
  Archlinux: "systemd",
};

async function strategyOf(target: Target): Promise<string> {
  const [booted] = await target.probe({ argv: ["test", "-d", "/run/systemd/system"] });
  if (booted?.exitCode === 0) return "systemd";
  const family = String((await target.facts("distribution")).get("os_family"));
  return STRATEGIES[family] ?? family;
}

async function namesOf(target: Target, use: string, { path, read }: HostnameFile) {
  const [file, node, program] = await target.probe(
    { argv: ["cat", path] },
    { argv: ["uname", "-n"] },
    { argv: use === "systemd" ? ["command", "-v", "hostnamectl"] : ["true"] },
  );
  if (program?.exitCode !== 0) {
    throw new ModuleFailure('Failed to find required executable "hostnamectl" in paths: PATH');
  }
  const text = file?.exitCode === 0 ? file.stdout : "";
  const permanent = read(text);
  // Without systemd Ansible looks at the file alone.
  return { text, permanent, current: use === "systemd" ? node?.stdout.trim() : permanent };
}

async function set(
  target: Target,
  { name, use, file, before, isPermanent, isCurrent }: {
    readonly name: string;
    readonly use: string;
    readonly file: HostnameFile;
    readonly before: string;
    readonly isPermanent: boolean;
    readonly isCurrent: boolean;
  },
): Promise<void> {
  if (use !== "systemd") {
    if (!isPermanent) {
      await target.put({ path: file.path, content: file.write(before, name), isInPlace: true });
    }
    const load = use === "alpine" && !isCurrent ? [{ argv: ["hostname", "-F", file.path] }] : [];
    return requireSuccess(await target.apply(...load));
  }
  // NetworkManager complains when the current name is set first.
  const commands = [
    ...(isPermanent
      ? []
      : [{ argv: ["hostnamectl", "--pretty", "--static", "set-hostname", name] }]),
    ...(isCurrent ? [] : [{ argv: ["hostnamectl", "--transient", "set-hostname", name] }]),
  ];
  requireSuccess(await target.apply(...commands));
}

function requireSuccess(outcomes: Awaited<ReturnType<Target["apply"]>>): void {
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed === undefined) return;
  const { exitCode, stdout, stderr } = failed;
  throw new ModuleFailure(`Command failed rc=${exitCode}, out=${stdout}, err=${stderr}`);
}

async function factsOf(target: Target, name: string) {
  const [hosts] = await target.probe({ argv: ["getent", "hosts", name] });
  const names = (hosts?.stdout.split("\n")[0] ?? "").split(/\s+/).slice(1);
  const fqdn = names.find((candidate) => candidate.includes(".")) ?? names[0] ?? name;
  return {
    ansible_hostname: name.split(".")[0],
    ansible_nodename: name,
    ansible_fqdn: fqdn,
    ansible_domain: fqdn.split(".").slice(1).join("."),
  };
}
