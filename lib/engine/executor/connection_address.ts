import type { Value } from "../../base/value.ts";
import type { KeyValue } from "../../wire/domain.ts";
import { asBool } from "./bool.ts";
import type { Keywords } from "./keywords.ts";
import type { RunOptions } from "./options.ts";
import type { LayeredScope } from "./scope.ts";
import type { SessionAddress } from "./sessions.ts";
import { toText } from "../template/text.ts";

/** What says where and as whom a task runs. */
export interface AddressSources {
  /** The host that is connected to: the delegate, if there is one. */
  readonly host: string;
  /** Its variables. */
  readonly scope: LayeredScope;
  readonly keywords: Keywords;
  readonly options: RunOptions;
  /** Whether the host is the implicit localhost. */
  readonly isImplicit: boolean;
}

/** @returns Where a task's commands go: variables win over keywords, these over the command line. */
export function connectionAddress(sources: AddressSources): SessionAddress {
  const { host, scope, keywords, options } = sources;
  const connection = text(scope, "ansible_connection") ??
    (sources.isImplicit ? "local" : keywords.text("connection") ?? options.connection);
  const port = number(scope, "ansible_port") ?? number(scope, "ansible_ssh_port") ??
    keywords.int("port");
  const user = text(scope, "ansible_user") ?? text(scope, "ansible_ssh_user") ??
    keywords.text("remote_user") ?? options.remoteUser;
  const become = becomeOf(sources);
  return {
    connection: SHORT[connection] ?? connection,
    host,
    address: text(scope, "ansible_host") ?? text(scope, "ansible_ssh_host") ?? host,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    settings: settingsOf(scope, options),
    ...(become && { become }),
    timeoutMs: (number(scope, "ansible_timeout") ?? options.timeout) * 1000,
  };
}

/** Names of a connection that mean another. */
const SHORT: Readonly<Record<string, string>> = {
  smart: "ssh",
  paramiko: "ssh",
  paramiko_ssh: "ssh",
  "ansible.builtin.ssh": "ssh",
  "ansible.builtin.local": "local",
};

function becomeOf({ scope, keywords, options }: AddressSources): SessionAddress["become"] {
  const wanted = flag(scope, "ansible_become") ?? keywords.bool("become") ?? options.become;
  if (!wanted) return undefined;
  const method = text(scope, "ansible_become_method") ?? keywords.text("become_method") ??
    options.becomeMethod;
  const exe = text(scope, "ansible_become_exe") ?? keywords.text("become_exe");
  const flags = text(scope, "ansible_become_flags") ?? keywords.text("become_flags");
  const password = text(scope, "ansible_become_password") ?? text(scope, "ansible_become_pass") ??
    text(scope, `ansible_${method}_pass`) ?? options.becomePassword;
  return {
    method,
    user: text(scope, "ansible_become_user") ?? keywords.text("become_user") ?? options.becomeUser,
    ...(exe !== undefined && { exe }),
    ...(flags !== undefined && { flags }),
    ...(password !== undefined && { password }),
  };
}

/** What connections know under their own names. */
const SETTINGS = [
  "ansible_host_key_checking",
  "ansible_password",
  "ansible_private_key_file",
  "ansible_scp_extra_args",
  "ansible_sftp_extra_args",
  "ansible_shell_executable",
  "ansible_ssh_args",
  "ansible_ssh_common_args",
  "ansible_ssh_executable",
  "ansible_ssh_extra_args",
  "ansible_ssh_host_key_checking",
  "ansible_ssh_pass",
  "ansible_ssh_private_key_file",
  "ansible_ssh_retries",
] as const;

function settingsOf(scope: LayeredScope, options: RunOptions): readonly KeyValue[] {
  return SETTINGS.flatMap((key) => {
    const value = text(scope, key) ?? options.connectionSettings?.get(key);
    return value === undefined ? [] : [{ key, value }];
  });
}

function text(scope: LayeredScope, name: string): string | undefined {
  const value: Value | undefined = scope.get(name);
  return value === undefined || value === null ? undefined : toText(value);
}

function number(scope: LayeredScope, name: string): number | undefined {
  const value = text(scope, name);
  return value === undefined || value === "" ? undefined : Number(value);
}

function flag(scope: LayeredScope, name: string): boolean | undefined {
  const value = scope.get(name);
  return value === undefined ? undefined : asBool(value);
}
