import { isDict, isList } from "../../../lib/base/value.ts";
import { valueFromJson } from "../../../lib/base/value_json.ts";
import {
  type ApplyCommand,
  bool,
  type CommandOutcome,
  type Dict,
  ModuleFailure,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";

/** What `docker inspect` knows of. */
export type DockerKind = "container" | "image" | "network" | "volume";

/** The program docker on a target, speaking to the engine that a task names. */
export class DockerProgram {
  readonly #target: Target;
  readonly #prefix: readonly string[];

  /** @throws {ModuleFailure} If an argument asks for what the program cannot be told. */
  constructor(target: Target, args: Dict) {
    this.#target = target;
    this.#prefix = ["docker", ...engineOf(args)];
  }

  /** @returns What docker knows of each name, or `undefined`, in one round trip. */
  async inspect(
    ...wanted: readonly (readonly [kind: DockerKind, name: string])[]
  ): Promise<readonly (Dict | undefined)[]> {
    const outcomes = await this.#target.probe(...wanted.map(([kind, name]) => ({
      argv: [...this.#prefix, kind, "inspect", "--", name],
      env: ENGLISH,
    })));
    return outcomes.map(inspected);
  }

  /** Does something. In check mode nothing is done. @throws {ModuleFailure} If it fails. */
  async run(
    words: readonly string[],
    { stdin, env = {} }: Pick<ApplyCommand, "stdin" | "env"> = {},
  ): Promise<CommandOutcome> {
    const [outcome] = await this.#target.apply({
      argv: [...this.#prefix, ...words],
      env: { ...env, ...ENGLISH },
      ...(stdin === undefined ? {} : { stdin }),
    });
    if (outcome?.exitCode === 0) return outcome;
    throw new ModuleFailure(reasonOf(outcome), {
      ...(outcome === undefined ? {} : { command: outcome }),
    });
  }
}

/** @returns The value at a path of keys; `null` where there is none. */
export function valueAt(row: Dict | undefined, path: string): Value {
  let at: Value = row ?? null;
  for (const key of path.split(".")) at = isDict(at) ? at.get(key) ?? null : null;
  return at;
}

/** @returns The mappings in a list; none if it is no list. */
export function dictsOf(value: Value | undefined): readonly Dict[] {
  return isList(value) ? value.filter(isDict) : [];
}

/** @returns What is in a list, as texts; none if it is no list. */
export function textsOf(value: Value | undefined): string[] {
  return isList(value) ? value.map(String) : [];
}

/** @throws {ModuleFailure} If one of the arguments that docker's program has no words for is given. */
export function refuseArguments(args: Dict, names: readonly string[]): void {
  const given = names.filter((name) => {
    const value = args.get(name);
    return value !== undefined && value !== null && value !== false;
  });
  if (given.length > 0) {
    throw new ModuleFailure(`Cannot do this by the program docker: ${given.join(", ")}`);
  }
}

const ENGLISH = { LC_ALL: "C" };

/** Ansible's own spelling of docker's default. */
const DEFAULT_HOSTS = ["unix://var/run/docker.sock", "unix:///var/run/docker.sock"];

function engineOf(args: Dict): readonly string[] {
  if (optionalStr(args, "ssl_version") !== undefined || optionalStr(args, "tls_hostname")) {
    throw new ModuleFailure("Cannot do this by the program docker: ssl_version, tls_hostname");
  }
  const host = str(args, "docker_host");
  const isDefault = DEFAULT_HOSTS.includes(host);
  if (!isDefault && !/^(unix|tcp|https?|ssh):\/\//.test(host)) {
    throw new ModuleFailure(`docker_host must begin with unix://, tcp:// or ssh://: ${host}`);
  }
  const file = (argument: string, option: string) => {
    const path = optionalStr(args, argument);
    return path === undefined ? [] : [`--${option}=${path}`];
  };
  return [
    ...(isDefault ? [] : ["-H", host.replace(/^https?:/, "tcp:")]),
    ...(bool(args, "validate_certs") ? ["--tlsverify"] : bool(args, "tls") ? ["--tls"] : []),
    ...file("ca_cert", "tlscacert"),
    ...file("client_cert", "tlscert"),
    ...file("client_key", "tlskey"),
  ];
}

function inspected(outcome: CommandOutcome): Dict | undefined {
  if (outcome.exitCode === 0) {
    const found = valueFromJson(outcome.stdout);
    const first = Array.isArray(found) ? found[0] : undefined;
    return isDict(first) ? first : undefined;
  }
  if (
    /no such (container|image|network|volume|object)|network .* not found/i.test(outcome.stderr)
  ) {
    return undefined;
  }
  throw new ModuleFailure(reasonOf(outcome));
}

function reasonOf(outcome: CommandOutcome | undefined): string {
  if (outcome?.exitCode === 127) return 'Failed to find required executable "docker" in PATH';
  return (outcome?.stderr ?? "").trim().replace(/^Error response from daemon: /, "");
}
