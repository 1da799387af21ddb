import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { ufwRule, type UfwWord } from "./ufw_rule.ts";

/** Manages the uncomplicated firewall. Behaves as community.general.ufw. */
export async function ufw(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const firewall = await openFirewall(call, target);
  const before = await firewall.look();
  let changed = false;
  for (const command of ["state", "default", "rule", "logging"] as const) {
    const value = optionalStr(call.args, command);
    if (value) changed = await STEPS[command](firewall, { value, before }) || changed;
  }
  if (call.checkMode) return { changed, result: { commands: [...firewall.commands] } };
  const after = await firewall.look(changed ? "status" : "status-and-rules");
  const isOther = before.status !== after.status || before.rules !== after.rules;
  return {
    changed: changed || isOther,
    result: { commands: [...firewall.commands], msg: after.status.trimEnd() },
  };
}

/** What ufw tells of itself. */
interface UfwState {
  readonly status: string;
  /** The lines that its files keep of rules. */
  readonly rules: string;
}

interface Step {
  readonly value: string;
  readonly before: UfwState;
}

const RULE_FILES = ["/lib/ufw", "/etc/ufw", "/var/lib/ufw"]
  .flatMap((folder) => [`${folder}/user.rules`, `${folder}/user6.rules`]);

async function openFirewall({ args, checkMode }: ModuleCall, target: Target): Promise<Firewall> {
  const names = ["ufw", "grep"];
  const paths = programPaths(names, await target.probe(...programProbes(names)));
  return new Firewall(target, {
    args,
    mode: checkMode ? "check" : "apply",
    ufw: requireProgram(paths, "ufw"),
    grep: requireProgram(paths, "grep"),
  });
}

interface FirewallOptions {
  readonly args: Dict;
  readonly mode: "check" | "apply";
  readonly ufw: string;
  readonly grep: string;
}

/** ufw on the target, and the texts of all commands so far. */
class Firewall {
  readonly commands: string[] = [];
  readonly args: Dict;
  readonly mode: FirewallOptions["mode"];
  readonly #target: Target;
  readonly #options: FirewallOptions;

  constructor(target: Target, options: FirewallOptions) {
    this.args = options.args;
    this.mode = options.mode;
    this.#target = target;
    this.#options = options;
  }

  async look(what: "status" | "status-and-rules" = "status-and-rules"): Promise<UfwState> {
    const { ufw, grep } = this.#options;
    const [status, rules] = await this.#target.probe(
      { argv: [ufw, "status", "verbose"], env: ENGLISH },
      { argv: [grep, "-h", "^### tuple", ...RULE_FILES], env: ENGLISH },
    );
    this.commands.push(`${ufw} status verbose`);
    if (what === "status-and-rules") {
      this.commands.push(`${grep} -h '^### tuple' ${RULE_FILES.join(" ")}`);
    }
    return { status: this.#output(status), rules: rules?.stdout ?? "" };
  }

  /** Only simulates in check mode. */
  async run(words: readonly UfwWord[]): Promise<string> {
    const { ufw, mode } = this.#options;
    const dry = mode === "check" ? ["--dry-run"] : [];
    const argv = [ufw, ...dry, ...words.flatMap((word) => word.argv)];
    this.commands.push([ufw, ...dry, ...words.map(({ text }) => text)].join(" "));
    const [outcome] = mode === "check"
      ? await this.#target.probe({ argv, env: ENGLISH })
      : await this.#target.apply({ argv, env: ENGLISH });
    return this.#output(outcome);
  }

  /** Told among the commands, other than the list of numbered rules. */
  async version(): Promise<string> {
    const { ufw } = this.#options;
    this.commands.push(`${ufw} --version`);
    const [outcome] = await this.#target.probe({ argv: [ufw, "--version"], env: ENGLISH });
    return this.#output(outcome);
  }

  async numbered(): Promise<string> {
    const argv = [this.#options.ufw, "status", "numbered"];
    const [outcome] = await this.#target.probe({ argv, env: ENGLISH });
    return outcome?.stdout ?? "";
  }

  #output(outcome: { exitCode: number; stdout: string; stderr: string } | undefined): string {
    if (outcome?.exitCode === 0) return outcome.stdout;
    const message = outcome?.stderr || outcome?.stdout || "";
    throw new ModuleFailure(message, { result: { commands: [...this.commands] } });
  }
}

const ENGLISH = { LANG: "C" };

/** Each returns whether it is known to change something. */
const STEPS = { state: setState, default: setDefault, rule: setRule, logging: setLogging };

function plain(...words: readonly (string | undefined)[]): readonly UfwWord[] {
  return words.flatMap((word) => word === undefined ? [] : [{ argv: [word], text: word }]);
}

const VERBS: Readonly<Record<string, string>> = {
  enabled: "enable",
  disabled: "disable",
  reloaded: "reload",
  reset: "reset",
};

async function setState(firewall: Firewall, { value, before }: Step): Promise<boolean> {
  const isForced = value === "reloaded" || value === "reset";
  if (firewall.mode === "check") {
    const isOn = before.status.includes(" active");
    return isForced || (value === "enabled") !== isOn;
  }
  await firewall.run(plain("-f", VERBS[value]));
  return isForced;
}

async function setDefault(firewall: Firewall, { value, before }: Step): Promise<boolean> {
  const direction = optionalStr(firewall.args, "direction");
  if (!["outgoing", "incoming", "routed", undefined].includes(direction)) {
    throw new ModuleFailure(
      'For default, direction must be one of "outgoing", "incoming" and "routed", or direction ' +
        "must not be specified.",
    );
  }
  if (firewall.mode === "apply") {
    await firewall.run(plain("default", value, direction));
    return false;
  }
  const current = new RegExp(`(deny|allow|reject|disabled) \\(${direction ?? "incoming"}\\)`)
    .exec(before.status)?.[1];
  return current !== value && current !== "disabled";
}

async function setLogging(firewall: Firewall, { value, before }: Step): Promise<boolean> {
  const found = /Logging: (on|off)(?: \(([a-z]+)\))?/.exec(before.status);
  const isOn = found?.[1] === "on";
  const isSame = found !== null &&
    (value === "off" ? !isOn : isOn && (value === "on" || value === found[2]));
  if (firewall.mode === "apply") await firewall.run(plain("logging", value));
  return !isSame;
}

async function setRule(firewall: Firewall, { value, before }: Step): Promise<boolean> {
  const { args } = firewall;
  const direction = optionalStr(args, "direction");
  if (!["in", "out", undefined].includes(direction)) {
    throw new ModuleFailure(
      'For rules, direction must be one of "in" and "out", or direction must not be specified.',
    );
  }
  const interfaces = ["interface_in", "interface_out"].map((name) => optionalStr(args, name));
  if (!bool(args, "route") && interfaces.every(Boolean)) {
    throw new ModuleFailure("Only route rules can combine interface_in and interface_out");
  }
  const isRelative = !bool(args, "delete") && str(args, "insert_relative_to") !== "zero";
  const words = ufwRule(args, {
    rule: value,
    numbered: isRelative ? await firewall.numbered() : "",
    hasComments: hasComments(await firewall.version()),
  });
  const said = await firewall.run(words);
  return firewall.mode === "check" && isRuleNew(args, said, before.rules);
}

/** Since version 0.35. */
function hasComments(text: string): boolean {
  const version = /^ufw.*?(\d+)\.(\d+)/m.exec(text);
  if (version === null) throw new ModuleFailure("Failed to get ufw version.");
  return Number(version[1]) > 0 || Number(version[2]) >= 35;
}

const IPV4 = /\b\d{1,3}(\.\d{1,3}){3}\b/;
const IPV6 = /[0-9a-f]{0,4}:[0-9a-f]{0,4}:/i;

/** A simulation prints the rules of one kind of address alone where a rule is about one. */
function isRuleNew(args: Dict, said: string, rules: string): boolean {
  const lines = said.split("\n").filter((line) => line !== "");
  if (lines.length > 0 && lines.every((line) => line.includes("Skipping"))) return false;
  const simulated = lines.filter((line) => line.startsWith("### tuple"));
  const known = rules.split("\n").filter((line) => line !== "");
  const addresses = ["from_ip", "to_ip"].map((name) => str(args, name));
  const kind = [IPV4, IPV6].find((pattern) =>
    addresses.some((address) => address.search(pattern) === 0)
  );
  const ofKind = (all: readonly string[]) =>
    all.filter((line) => kind === undefined || kind.test(line)).join("\n");
  return ofKind(simulated) !== ofKind(known);
}
