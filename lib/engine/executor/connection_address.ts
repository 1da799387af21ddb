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
    connection: connectionName(connection),
    host,
    address: text(scope, "ansible_host") ?? text(scope, "ansible_ssh_host") ?? host,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    settings: settingsOf(scope, options),
    ...(become && { become }),
    timeoutMs: 1000 *
      (number(scope, "ansible_ssh_timeout") ?? number(scope, "ansible_timeout") ??
        options.timeout),
  };
}

/** @returns The name of the plugin: without its collection, and ssh for the others that speak SSH. */
function connectionName(name: string): string {
  const short = COLLECTIONS.some((collection) => name.startsWith(collection))
    ? name.slice(name.lastIndexOf(".") + 1)
    : name;
  return MEANT[short] ?? short;
}

/** Where connections have the names that they have here. */
const COLLECTIONS = [
  "ansible.builtin.",
  "ansible.legacy.",
  "community.docker.",
  "community.general.",
  "containers.podman.",
];

/** Names of a connection that mean another. */
const MEANT: Readonly<Record<string, string>> = {
  smart: "ssh",
  paramiko: "ssh",
  paramiko_ssh: "ssh",
  docker_api: "docker",
};

function becomeOf({ scope, keywords, options }: AddressSources): SessionAddress["become"] {
  const wanted = flag(scope, "ansible_become") ?? keywords.bool("become") ?? options.become;
  if (!wanted) return undefined;
  const method = text(scope, "ansible_become_method") ?? keywords.text("become_method") ??
    options.becomeMethod;
  const of = (...names: readonly string[]) =>
    names.map((name) => text(scope, name)).find((value) => value !== undefined);
  const exe = of("ansible_become_exe", `ansible_${method}_exe`) ?? keywords.text("become_exe");
  const flags = of("ansible_become_flags", `ansible_${method}_flags`) ??
    keywords.text("become_flags");
  const password = of("ansible_become_password", "ansible_become_pass", `ansible_${method}_pass`) ??
    options.becomePassword;
  const user = of("ansible_become_user", `ansible_${method}_user`) ?? keywords.text("become_user");
  return {
    method,
    user: user ?? options.becomeUser,
    ...(exe !== undefined && { exe }),
    ...(flags !== undefined && { flags }),
    ...(password !== undefined && { password }),
  };
}

/** What connections know under their own names. */
const SETTINGS = [
  "ansible_docker_extra_args",
  "ansible_host_key_checking",
  "ansible_password",
  "ansible_podman_extra_args",
  "ansible_private_key_file",
  "ansible_shell_executable",
  "ansible_ssh_args",
  "ansible_ssh_common_args",
  "ansible_ssh_executable",
  "ansible_ssh_extra_args",
  "ansible_ssh_host_key_checking",
  "ansible_ssh_pass",
  "ansible_ssh_password",
  "ansible_ssh_private_key_file",
  "ansible_ssh_retries",
  "shep_fast_kex",
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
