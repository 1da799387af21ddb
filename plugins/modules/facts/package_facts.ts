import {
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";

/** Finds out what is installed. Behaves as Ansible 2.14's package_facts. */
export async function packageFacts({ args }: ModuleCall, target: Target): Promise<ModuleResult> {
  const asked = strings(args, "manager").map((name) => name.toLowerCase());
  const unknown = asked.filter((name) => name !== "auto" && !KNOWN.has(name));
  if (unknown.length > 0) {
    throw new ModuleFailure(
      asked.includes("auto")
        ? "Could not auto detect a usable package manager, check warnings for details."
        : `Unsupported package managers requested: ${unknown.join(", ")}`,
    );
  }
  const names = [
    ...new Set(asked.flatMap((name) => name === "auto" ? [...MANAGERS.keys()] : [name])),
  ];
  const managers = names.flatMap((name) => MANAGERS.get(name) ?? []);
  const outcomes = await target.probe(...managers.map(({ argv }) => ({ argv })));
  const packages: Dict = new Map();
  let isFound = false;
  for (const [i, manager] of managers.entries()) {
    const outcome = outcomes[i];
    if (outcome?.exitCode !== 0 || (isFound && str(args, "strategy") === "first")) continue;
    isFound = true;
    for (const [name, found] of packagesOf(outcome.stdout, manager)) packages.set(name, found);
  }
  if (!isFound) {
    throw new ModuleFailure(
      "Could not detect a supported package manager from the following list: " +
        `[${names.map((name) => `'${name}'`).join(", ")}], ` +
        "or the required Python library is not installed. Check warnings for details.",
    );
  }
  return { facts: { packages } };
}

interface Manager {
  readonly source: string;
  readonly argv: readonly string[];
  /** @returns What is told of the package of a line, or `undefined` if it is not installed. */
  readonly parse: (line: string) => Readonly<Record<string, Value>> | undefined;
}

const MANAGERS: ReadonlyMap<string, Manager> = new Map([
  ["rpm", {
    source: "rpm",
    argv: ["rpm", "-qa", "--qf", "%{NAME}|%{VERSION}|%{RELEASE}|%{EPOCH}|%{ARCH}\\n"],
    parse: rpmPackage,
  }],
  ["apt", {
    source: "apt",
    argv: [
      "dpkg-query",
      "-W",
      "-f",
      "${db:Status-Abbrev}|${binary:Package}|${Version}|${Architecture}|${Section}\\n",
    ],
    parse: aptPackage,
  }],
  ["apk", { source: "apk", argv: ["apk", "info", "-v"], parse: apkPackage }],
]);

/** Others of Ansible's are asked in vain, as on a target that does not have them. */
const KNOWN: ReadonlySet<string> = new Set([
  ...MANAGERS.keys(),
  "pacman",
  "pkg",
  "pkg_info",
  "portage",
]);

function packagesOf(text: string, { source, parse }: Manager): Dict {
  const packages = new Map<Value, Value[]>();
  for (const line of text.split("\n")) {
    const found = line === "" ? undefined : parse(line);
    if (found?.["name"] === undefined) continue;
    const entry: Dict = new Map<Value, Value>([...Object.entries(found), ["source", source]]);
    const known = packages.get(found["name"]);
    if (known === undefined) packages.set(found["name"], [entry]);
    else known.push(entry);
  }
  return packages;
}

function rpmPackage(line: string): Readonly<Record<string, Value>> {
  const [name = "", version = "", release = "", epoch = "", arch = ""] = line.split("|");
  return { name, version, release, epoch: /^\d+$/.test(epoch) ? Number(epoch) : null, arch };
}

/** Packages of the target's own architecture go without it, unlike what dpkg shows of some. */
function aptPackage(line: string): Readonly<Record<string, Value>> | undefined {
  const [status = "", shown = "", version = "", arch = "", category = ""] = line.split("|");
  if (/^.[nc]/.test(status)) return undefined;
  const name = shown.replace(/:.*$/, "");
  return { name, version, arch, category };
}

function apkPackage(line: string): Readonly<Record<string, Value>> {
  const parts = /^(.*)-([^-]*)-([^-]*)$/.exec(line);
  if (parts === null) return { name: line, version: "", release: "" };
  const [, name = "", version = "", release = ""] = parts;
  return { name, version, release };
}
