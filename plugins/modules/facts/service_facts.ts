import type {
  CommandOutcome,
  Dict,
  ModuleCall,
  ModuleResult,
  Target,
  Value,
} from "../../../lib/plugin/sdk.ts";

/** Finds out which services there are. Behaves as Ansible 2.14's service_facts. */
export async function serviceFacts(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const [init, units, unitFiles, chkconfig, scripts, states, runlevels] = await target.probe(
    { argv: ["cat", "/proc/1/comm"] },
    { argv: ["systemctl", "list-units", "--no-pager", "--type", "service", "--all"], env: ENV },
    {
      argv: ["systemctl", "list-unit-files", "--no-pager", "--type", "service", "--all"],
      env: ENV,
    },
    { argv: ["command", "-v", "chkconfig"] },
    { argv: ["service", "--status-all"], env: ENV },
    { argv: ["rc-status", "-a", "-s", "-m"], env: ENV },
    { argv: ["rc-update", "show", "-v"], env: ENV },
  );
  const services = new Map<string, Service>();
  if (states?.exitCode !== NOT_FOUND) addOpenRc(services, states, runlevels);
  else if (chkconfig?.exitCode !== 0) addScripts(call, services, scripts);
  if (init?.stdout.includes("systemd") && units?.exitCode !== NOT_FOUND) {
    if (units?.exitCode !== 0) {
      call.warn(`Could not list units from systemd: ${units?.stderr ?? ""}`);
    }
    addUnits(services, units?.stdout ?? "");
    await addUnitFiles(services, unitFiles?.stdout ?? "", target);
  }
  if (services.size === 0) {
    const msg = "Failed to find any services. " +
      "This can be due to privileges or some other configuration issue.";
    return { skipped: true, result: { msg } };
  }
  const found: Dict = new Map(
    [...services].map(([name, service]) => [name, new Map<Value, Value>(Object.entries(service))]),
  );
  return { facts: { services: found } };
}

type Service = Readonly<Record<string, Value>>;
type Services = Map<string, Service>;

const ENV = { LC_ALL: "C" };
const NOT_FOUND = 127;

function addScripts(call: ModuleCall, services: Services, outcome: CommandOutcome | undefined) {
  if (outcome === undefined || outcome.exitCode === NOT_FOUND) return;
  // What `service` returns without any init scripts.
  if (outcome.exitCode === 4 && outcome.stdout === "") return;
  if (outcome.exitCode !== 0) {
    call.warn(`Unable to query 'service' tool (${outcome.exitCode}): ${outcome.stderr}`);
  }
  for (const [, sign, name = ""] of outcome.stdout.matchAll(/^\s*\[ ([+-]) \]\s+(.+)$/gm)) {
    services.set(name, { name, state: sign === "+" ? "running" : "stopped", source: "sysv" });
  }
}

function addOpenRc(
  services: Services,
  states: CommandOutcome | undefined,
  shown: CommandOutcome | undefined,
) {
  const runlevels = new Map<string, Value>();
  for (const line of (shown?.stdout ?? "").split("\n")) {
    const [name = "", levels] = line.split("|").map((part) => part.trim());
    if (levels !== undefined) runlevels.set(name, levels === "" ? null : levels.split(/\s+/));
  }
  for (const line of (states?.stdout ?? "").split("\n")) {
    const [name = "", state] = line.replaceAll(/[[\]]/g, "").trim().split(/\s+/);
    if (!line.startsWith(" ") || state === undefined) continue;
    services.set(name, { name, runlevels: runlevels.get(name) ?? null, state, source: "openrc" });
  }
}

/** States that a unit's file has no say in. */
const BAD = ["not-found", "masked", "failed"];

/** A line is the unit, whether it is loaded, active, and what it does; a mark leads bad ones. */
function addUnits(services: Services, text: string) {
  for (const line of text.split("\n")) {
    if (!line.includes(".service")) continue;
    const fields = line.trim().split(/\s+/);
    const bad = BAD.find((state) => fields.includes(state));
    const [name = "", , active = "", does] = bad === undefined ? fields : fields.slice(1);
    const state = does === "running" ? "running" : "stopped";
    services.set(name, { name, state, status: bad ?? active, source: "systemd" });
  }
}

async function addUnitFiles(services: Services, text: string, target: Target): Promise<void> {
  const asleep: [name: string, status: string][] = [];
  for (const line of text.split("\n")) {
    const [name, status] = line.trim().split(/\s+/);
    if (!line.includes(".service") || name === undefined || status === undefined) continue;
    const known = services.get(name);
    if (known === undefined) asleep.push([name, status]);
    else if (!BAD.includes(String(known["status"]))) services.set(name, { ...known, status });
  }
  const outcomes = await target.probe(
    ...asleep.map(([name]) => ({ argv: ["systemctl", "show", name, "--property=ActiveState"] })),
  );
  asleep.forEach(([name, status], i) => {
    const said = outcomes[i]?.exitCode === 0 ? outcomes[i].stdout.trim() : "";
    const state = said === "" ? "unknown" : said.replace("ActiveState=", "");
    services.set(name, { name, state, status, source: "systemd" });
  });
}
