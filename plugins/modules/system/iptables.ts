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
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { iptablesRule } from "./iptables_rule.ts";

/** Manages rules of the packet filter. Behaves as Ansible 2.14's iptables. */
export async function iptables(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const name = str(args, "ip_version") === "ipv4" ? "iptables" : "ip6tables";
  const paths = programPaths([name], await target.probe(...programProbes([name])));
  const program = requireProgram(paths, name);
  const chain = optionalStr(args, "chain");
  const result = {
    ip_version: str(args, "ip_version"),
    table: str(args, "table"),
    chain: chain ?? null,
    flush: bool(args, "flush"),
    rule: iptablesRule(args).join(" "),
    state: str(args, "state"),
    chain_management: bool(args, "chain_management"),
  };
  if (chain === undefined && !result.flush) {
    throw new ModuleFailure("Either chain or flush parameter must be specified.");
  }
  logByDefault(call);
  const filter: Filter = { call, target, program, chain, rule: iptablesRule(args) };
  if (result.flush) {
    await apply(filter, "-F");
    return { changed: true, result };
  }
  const policy = optionalStr(args, "policy");
  if (policy) return { changed: await setPolicy(filter, policy), result };
  if (result.state === "absent" && result.rule === "") {
    return { changed: await removeChain(filter), result };
  }
  return { changed: await settleRule(filter), result };
}

interface Filter {
  readonly call: ModuleCall;
  readonly target: Target;
  readonly program: string;
  readonly chain: string | undefined;
  readonly rule: readonly string[];
}

/** Options of a log need its target. */
function logByDefault({ args }: ModuleCall): void {
  if (!optionalStr(args, "log_prefix") && !optionalStr(args, "log_level")) return;
  const jump = optionalStr(args, "jump");
  if (jump === undefined) args.set("jump", "LOG");
  else if (jump !== "LOG") {
    throw new ModuleFailure("Logging options can only be used with the LOG jump target.");
  }
}

function argvOf(
  { call: { args }, program, chain }: Filter,
  action: string,
  rest: readonly string[] = [],
): string[] {
  const table = str(args, "table");
  return [program, "-t", table, action, ...(chain === undefined ? [] : [chain]), ...rest];
}

async function ask(filter: Filter, argv: readonly string[]): Promise<CommandOutcome | undefined> {
  const [outcome] = await filter.target.probe({ argv });
  return outcome;
}

async function apply(filter: Filter, action: string, rest: readonly string[] = []): Promise<void> {
  const [outcome] = await filter.target.apply({ argv: argvOf(filter, action, rest) });
  requireSuccess(outcome);
}

function requireSuccess(outcome: CommandOutcome | undefined): void {
  if (outcome === undefined || outcome.exitCode === 0) return;
  throw new ModuleFailure(outcome.stderr.trimEnd(), { command: outcome });
}

/** Without it names are asked for, which may take long. */
function numeric({ call }: Filter): readonly string[] {
  return bool(call.args, "numeric") ? ["-n"] : [];
}

async function setPolicy(filter: Filter, policy: string): Promise<boolean> {
  const listed = await ask(filter, argvOf(filter, "-L", numeric(filter)));
  requireSuccess(listed);
  const current = /\(policy ([A-Z]+)\)/.exec(listed?.stdout.split("\n")[0] ?? "")?.[1];
  if (current === undefined) throw new ModuleFailure("Can't detect current policy");
  if (current === policy) return false;
  await apply(filter, "-P", [policy]);
  return true;
}

/** As in Ansible a chain that is to stay counts as changed, too. */
async function removeChain(filter: Filter): Promise<boolean> {
  const listed = await ask(filter, argvOf(filter, "-L", numeric(filter)));
  if (listed?.exitCode !== 0) return false;
  if (bool(filter.call.args, "chain_management")) await apply(filter, "-X");
  return true;
}

async function settleRule(filter: Filter): Promise<boolean> {
  const { args } = filter.call;
  const { rule } = filter;
  const isPresent = (await ask(filter, argvOf(filter, "-C", rule)))?.exitCode === 0;
  const isWanted = str(args, "state") === "present";
  if (isPresent === isWanted) return false;
  if (!isWanted) {
    await apply(filter, "-D", rule);
    return true;
  }
  if (bool(args, "chain_management")) {
    const listed = await ask(filter, argvOf(filter, "-L", numeric(filter)));
    if (listed?.exitCode !== 0) await apply(filter, "-N");
  }
  const number = optionalStr(args, "rule_num");
  const isInserted = str(args, "action") === "insert";
  await apply(filter, isInserted ? "-I" : "-A", [
    ...(isInserted && number ? [number] : []),
    ...rule,
  ]);
  return true;
}
