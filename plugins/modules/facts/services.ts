import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/**
 * @param facts What is known so far: `distribution` and `system`.
 * @returns `service_mgr`: the init system that runs, else the one that is installed.
 */
export function serviceFacts(output: FactsOutput, facts: FactMap): FactMap {
  return { service_mgr: runningInit(output) ?? installedInit(output, facts) ?? "service" };
}

/** Names of process 1 that are called otherwise. */
const INIT_NAMES: Readonly<Record<string, string>> = {
  procd: "openwrt_init",
  "runit-init": "runit",
  svscan: "svc",
  "openrc-init": "openrc",
};

function runningInit(output: FactsOutput): string | undefined {
  const name = processOne(output)?.split("/").at(-1)?.trim();
  // "init" says nothing, and a shell is that of a container.
  if (name === undefined || name === "" || name === "init" || name.endsWith("sh")) return undefined;
  return INIT_NAMES[name] ?? name;
}

function processOne(output: FactsOutput): string | undefined {
  const name = output.file("/proc/1/comm") ?? output.section("init")?.trim();
  // busybox ps ignores its options and prints lines that begin with a process id.
  if (name !== undefined && name !== "" && name !== "COMMAND" && !/^ *\d+ /.test(name)) return name;
  return output.link("/sbin/init");
}

function installedInit(output: FactsOutput, facts: FactMap): string | undefined {
  const system = typeof facts["system"] === "string" ? facts["system"] : "";
  if (facts["distribution"] === "MacOSX") return "launchd";
  if (system.includes("BSD") || system === "DragonFly") return "bsdinit";
  if (facts["distribution"] === "OpenWrt") return "openwrt_init";
  if (system !== "Linux") return undefined;
  const hasSystemd = output.exists("program systemctl");
  if (hasSystemd && BOOTED_WITH_SYSTEMD.some((path) => output.exists(path))) return "systemd";
  if (output.exists("program initctl") && output.exists("/etc/init")) return "upstart";
  if (output.exists("/sbin/openrc")) return "openrc";
  if (hasSystemd && output.link("/sbin/init")?.split("/").at(-1) === "systemd") return "systemd";
  return output.exists("/etc/init.d") ? "sysvinit" : undefined;
}

/** See sd_booted(3). */
const BOOTED_WITH_SYSTEMD = ["/run/systemd/system", "/dev/.run/systemd", "/dev/.systemd"];
