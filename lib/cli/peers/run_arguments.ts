import { CommandError } from "../command_error.ts";
import type { RunArguments } from "../commands/run.ts";
import { EXIT } from "../exit_code.ts";
import type { Given } from "./given.ts";
import type { BECOME, CHECK, CONNECTION, HOSTS, RUN, VERBOSITY } from "./options.ts";

/** The options that `ansible` and `ansible-playbook` share. */
export type CommonKey = (
  | typeof BECOME
  | typeof CHECK
  | typeof CONNECTION
  | typeof HOSTS
  | typeof RUN
  | typeof VERBOSITY
)[number]["key"];

/** @returns What Ansible calls a mistake in the usage, though argparse does not. */
export function commonProblem(given: Given<CommonKey>): string | undefined {
  const forks = given.number("forks");
  return forks !== undefined && forks < 1
    ? "The number of processes (--forks) must be >= 1"
    : undefined;
}

/**
 * Refuses options that Ansible has and shep cannot follow.
 *
 * @throws {CommandError} With the reason.
 */
export function refuseUnsupported(given: Given<CommonKey>): void {
  const ssh = "--ssh-common-args and --ssh-extra-args are for ssh";
  if (given.text("sftpExtraArgs") !== undefined) {
    refuse("--sftp-extra-args", "files travel over ssh itself", ssh);
  }
  if (given.text("scpExtraArgs") !== undefined) {
    refuse("--scp-extra-args", "files travel over ssh itself", ssh);
  }
}

/** @returns What the shared options mean to `shep run`. */
export function commonRunArguments(given: Given<CommonKey>) {
  return {
    inventory: given.texts("inventory"),
    limit: given.text("limit"),
    extraVars: given.texts("extraVars"),
    check: given.flag("check"),
    checkAsAnsible: true,
    checkRunReadonly: false,
    diff: given.flag("diff"),
    forks: given.number("forks"),
    verbosity: given.count("verbosity"),
    connection: given.text("connection"),
    user: given.text("user"),
    timeout: given.number("timeout"),
    privateKey: given.text("privateKey"),
    sshCommonArgs: given.text("sshCommonArgs"),
    sshExtraArgs: given.text("sshExtraArgs"),
    fastKex: false,
    askPass: given.flag("askPass"),
    passwordFile: given.text("passwordFile"),
    become: given.flag("become"),
    becomeUser: given.text("becomeUser"),
    becomeMethod: given.text("becomeMethod"),
    askBecomePass: given.flag("askBecomePass"),
    becomePasswordFile: given.text("becomePasswordFile"),
    vaultIds: given.texts("vaultIds"),
    vaultPasswordFiles: given.texts("vaultPasswordFiles"),
    askVaultPass: given.flag("askVaultPass"),
    listHosts: given.flag("listHosts"),
    semantics: undefined,
    modulePath: given.texts("modulePath"),
    trustBridgeCheck: false,
    noPythonPlugins: false,
    report: undefined,
    junit: undefined,
    pluginFolders: [],
    pluginTransports: [],
  } satisfies Partial<RunArguments>;
}

function refuse(option: string, why: string, hint: string): never {
  throw new CommandError(`Cannot follow ${option}: ${why}`, { exitCode: EXIT.options, hint });
}
