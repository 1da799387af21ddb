import type { Value } from "../../base/value.ts";
import type { KeyValue } from "../../wire/domain.ts";
import { asBool } from "./bool.ts";
import type { Keywords } from "./keywords.ts";
import type { RunOptions } from "./options.ts";
import type { LayeredScope } from "./scope.ts";
import type { SessionAddress } from "./sessions.ts";
import { TaskError } from "./task_error.ts";
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
  const connection = shortName(
    text(scope, "ansible_connection") ??
      (sources.isImplicit ? "local" : keywords.text("connection") ?? options.connection),
  );
  const name = MEANT[connection] ?? connection;
  const own = OWN_NAMES[name] ?? {};
  const port = number(scope, "ansible_ssh_port") ?? number(scope, "ansible_port") ??
    keywords.int("port") ?? options.remotePort;
  const user = first(scope, [...own.user ?? [], "ansible_user"]) ??
    keywords.text("remote_user") ?? options.remoteUser;
  const become = becomeOf(sources, name === "local" ? options.controllerUser : user);
  return {
    connection: name,
    host,
    address: first(scope, [...own.host ?? [], "ansible_host"]) ?? host,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    settings: settingsOf(scope, options),
    ...(become && { become }),
    timeoutMs: 1000 *
      (number(scope, `ansible_${name}_timeout`) ?? number(scope, "ansible_timeout") ??
        options.timeout),
  };
}

/** Names of variables that win over those which are the same for all connections. */
const OWN_NAMES: Readonly<
  Record<string, { readonly host?: readonly string[]; readonly user?: readonly string[] }>
> = {
  ssh: { host: ["ansible_ssh_host"], user: ["ansible_ssh_user"] },
  docker: { host: ["ansible_docker_host"], user: ["ansible_docker_user"] },
  podman: { host: ["ansible_podman_host"] },
};

/** @returns The name of a plugin without its collection. */
function shortName(name: string): string {
  return COLLECTIONS.some((collection) => name.startsWith(collection))
    ? name.slice(name.lastIndexOf(".") + 1)
    : name;
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

const BECOME_METHODS: readonly string[] = ["doas", "su", "sudo"];

/** @param present Who the task is without, if that is known. */
function becomeOf(
  { scope, keywords, options }: AddressSources,
  present: string | undefined,
): SessionAddress["become"] {
  const wanted = flag(scope, "ansible_become") ?? keywords.bool("become") ?? options.become;
  if (!wanted) return undefined;
  const method = shortName(
    text(scope, "ansible_become_method") ?? keywords.text("become_method") ?? options.becomeMethod,
  );
  if (!BECOME_METHODS.includes(method)) {
    throw new TaskError(
      `Invalid become method specified, could not find matching plugin: '${method}'. ` +
        `There are ${BECOME_METHODS.join(", ")}`,
    );
  }
  const of = (what: string, chosen: string | undefined) => {
    const own = `ansible_${method}_${what}`;
    return first(scope, [own, `ansible_become_${what}`]) ?? chosen ??
      options.connectionSettings?.get(own);
  };
  const exe = of("exe", keywords.text("become_exe"));
  const flags = of("flags", keywords.text("become_flags"));
  const password = of("pass", text(scope, "ansible_become_password") ?? options.becomePassword);
  const user = of("user", keywords.text("become_user") ?? options.becomeUser) ?? "root";
  if (user !== "" && user === present && !options.becomesSameUser) return undefined;
  return {
    method,
    user,
    ...(exe !== undefined && { exe }),
    ...(flags !== undefined && { flags }),
    ...(password && { password }),
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
  "ansible_ssh_pkcs11_provider",
  "ansible_ssh_private_key_file",
  "ansible_ssh_retries",
  "shep_fast_kex",
  "shep_jump_password",
] as const;

function settingsOf(scope: LayeredScope, options: RunOptions): readonly KeyValue[] {
  return SETTINGS.flatMap((key) => {
    const value = text(scope, key) ?? options.connectionSettings?.get(key);
    return value === undefined ? [] : [{ key, value }];
  });
}

/** @returns The first of `names` that is a variable. */
function first(scope: LayeredScope, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = text(scope, name);
    if (value !== undefined) return value;
  }
  return undefined;
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
