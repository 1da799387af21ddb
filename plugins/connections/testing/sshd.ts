import type { ConnectRequest, KeyValue } from "../../../lib/plugin/sdk.ts";
import { isRoot, SSHD } from "./needs.ts";

/** A person who may log in to a test server. */
export interface TestUser {
  readonly name: string;
  readonly password: string;
  /** The login shell; `/bin/sh` if left out. */
  readonly shell?: string;
}

/** What a test server is like. */
export interface SshdOptions {
  /** Lines for its sshd_config, before all others. */
  readonly config?: readonly string[];
  /**
   * How many addresses it listens at: 127.0.0.1, 127.0.0.2 and so on. All of 127.0.0.0/8 from 17 on.
   */
  readonly addresses?: number;
  /**
   * People that exist for this server alone, in a mount namespace with its own /etc. Takes root;
   * see needs.ts.
   */
  readonly users?: readonly TestUser[];
  /** Files of that /etc, such as `sudoers`, and what is to be in them. */
  readonly etc?: Readonly<Record<string, string>>;
  /** What starts the server, such as `ip netns exec NAME`. */
  readonly prefix?: readonly string[];
  /** Where it listens instead of loopback. */
  readonly listen?: string;
}

/**
 * Starts an OpenSSH server on loopback with its own keys and configuration, and waits until it
 * listens. The user who runs the tests gets in with `keyFile`.
 *
 * @throws {Error} If it ends at once.
 */
export async function startSshd(options: SshdOptions = {}): Promise<TestSshd> {
  const folder = await Deno.makeTempDir({ prefix: "shep-sshd-" });
  const port = freePort();
  for (const name of ["host_key", "user_key"]) {
    await run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", `${folder}/${name}`);
  }
  const userKey = await Deno.readTextFile(`${folder}/user_key.pub`);
  const hostKey = await Deno.readTextFile(`${folder}/host_key.pub`);
  await Deno.writeTextFile(`${folder}/authorized_keys`, userKey, { mode: 0o644 });
  await Deno.writeTextFile(`${folder}/known_hosts`, `* ${hostKey}`);
  await Deno.writeTextFile(`${folder}/sshd_config`, configOf({ ...options, folder, port }));
  await Deno.chmod(folder, 0o755);
  const server = new TestSshd({ folder, port, argv: await command(folder, options) });
  await server.start();
  return server;
}

/** A server that `startSshd` has started. Dispose of it: `await using server = …`. */
export class TestSshd implements AsyncDisposable {
  /** Its keys, its configuration, and room for what a test needs. */
  readonly folder: string;
  readonly port: number;
  readonly #argv: readonly string[];
  #child: Deno.ChildProcess | undefined;
  readonly #left: number[] = [];

  /** For `startSshd`. */
  constructor(
    parts: { readonly folder: string; readonly port: number; readonly argv: readonly string[] },
  ) {
    this.folder = parts.folder;
    this.port = parts.port;
    this.#argv = parts.argv;
  }

  /** The private key that lets in. */
  get keyFile(): string {
    return `${this.folder}/user_key`;
  }

  /** What keeps ssh from reading and writing files of the person who runs the tests. */
  get commonArgs(): string {
    return `-F none -o UserKnownHostsFile=${this.folder}/known_hosts ` +
      `-o GlobalKnownHostsFile=/dev/null -o IdentitiesOnly=yes -o IdentityAgent=none`;
  }

  /** What a connection needs to know, as variables of hosts. */
  get variables(): Readonly<Record<string, string>> {
    return {
      ansible_port: String(this.port),
      ansible_ssh_private_key_file: this.keyFile,
      ansible_ssh_common_args: this.commonArgs,
    };
  }

  /** @returns A request to log in here; `settings` come beside those that are needed. */
  request(changes: Partial<ConnectRequest> = {}): ConnectRequest {
    const { ansible_port: _, ...variables } = this.variables;
    const own: readonly KeyValue[] = Object.entries(variables)
      .map(([key, value]) => ({ key, value }));
    return {
      host: "target",
      address: "127.0.0.1",
      port: this.port,
      timeoutMs: 60_000,
      ...changes,
      settings: [
        ...own.filter(({ key }) => !changes.settings?.some((other) => other.key === key)),
        ...changes.settings ?? [],
      ],
    };
  }

  /** @returns An INI inventory of `count` hosts, host001 and so on, at addresses of their own. */
  inventory(count: number): string {
    const hosts = Array.from({ length: count }, (_, index) => {
      const address = `127.0.${(index + 1) >> 8}.${(index + 1) & 255}`;
      return `host${String(index + 1).padStart(3, "0")} ansible_host=${address}`;
    });
    const variables = Object.entries(this.variables).map(([key, value]) => `${key}='${value}'`);
    return [...hosts, "[all:vars]", ...variables, ""].join("\n");
  }

  /** Starts it (again), and waits until it listens. */
  async start(): Promise<void> {
    const [program = "", ...args] = this.#argv;
    await Deno.writeTextFile(this.#logFile, "");
    using watcher = Deno.watchFs(this.#logFile);
    const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
    const child = new Deno.Command(program, { args, ...quiet }).spawn();
    this.#child = child;
    // Closing the watcher ends the loop.
    void child.status.then(() => watcher.close()).catch(() => {});
    for await (const _ of watcher) {
      if (Deno.readTextFileSync(this.#logFile).includes("Server listening on")) return;
    }
    throw new Error(`Cannot start sshd: ${await Deno.readTextFile(this.#logFile)}`);
  }

  /** Stops listening; connections that are open stay. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    this.#left.push(...await descendants(child.pid));
    kill(child.pid, "SIGTERM");
    await child.status;
  }

  /** Ends all connections that are open, with all that runs in them. */
  async cut(): Promise<void> {
    const pid = this.#child?.pid;
    if (pid !== undefined) this.#left.push(...await descendants(pid));
    for (const left of this.#left.splice(0)) kill(left, "SIGKILL");
  }

  /** Stops all connections that are open without closing them, as if the host had no power left. */
  async freeze(): Promise<void> {
    const pid = this.#child?.pid;
    for (const one of pid === undefined ? [] : await descendants(pid)) kill(one, "SIGSTOP");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.cut();
    await Deno.remove(this.folder, { recursive: true });
  }

  get #logFile(): string {
    return `${this.folder}/log`;
  }
}

function configOf(
  { folder, port, config = [], addresses = 1, listen }: SshdOptions & {
    readonly folder: string;
    readonly port: number;
  },
): string {
  const all = addresses > 16 ? ["0.0.0.0"] : undefined;
  const listed = Array.from({ length: addresses }, (_, index) => `127.0.0.${index + 1}`);
  return [
    ...config,
    `Port ${port}`,
    ...(listen === undefined ? all ?? listed : [listen]).map((one) => `ListenAddress ${one}`),
    ...(all === undefined ? [] : ["AllowUsers *@127.0.0.0/8"]),
    `HostKey ${folder}/host_key`,
    `AuthorizedKeysFile ${folder}/authorized_keys`,
    `PidFile none`,
    "StrictModes no",
    "PermitRootLogin yes",
    "UsePAM no",
    "UseDNS no",
    "PrintMotd no",
    "MaxStartups 1000",
    "",
  ].join("\n");
}

async function command(
  folder: string,
  { prefix = [], users = [], etc = {} }: SshdOptions,
): Promise<readonly string[]> {
  const sshd = [SSHD, "-D", "-E", `${folder}/log`, "-f", `${folder}/sshd_config`];
  // As root it wants this folder, which the service of Debian makes when it is started.
  if (isRoot()) await Deno.mkdir("/run/sshd", { recursive: true, mode: 0o755 });
  if (users.length === 0 && Object.keys(etc).length === 0) return [...prefix, ...sshd];
  const script = [
    "set -e",
    "mount --make-rprivate /",
    `mkdir "${folder}/etc"`,
    `mount -t tmpfs none "${folder}/etc"`,
    `cp -a /etc/. "${folder}/etc"`,
    `mount --bind "${folder}/etc" /etc`,
    `mount -t tmpfs -o mode=755 none /home`,
    ...users.flatMap(({ name, password, shell = "/bin/sh" }) => [
      `useradd -m -s ${shell} ${name}`,
      `chpasswd <<'END'\n${name}:${password}\nEND`,
    ]),
    ...Object.entries(etc).flatMap(([name, text]) => [
      `rm -f /etc/${name}`,
      `cat >/etc/${name} <<'END'\n${text}END`,
      `chmod 0440 /etc/${name}`,
    ]),
    `exec ${sshd.join(" ")}`,
  ];
  return [...prefix, "unshare", "-m", "sh", "-c", script.join("\n")];
}

/** @returns The processes below `pid`. */
async function descendants(pid: number): Promise<readonly number[]> {
  const children = new Map<number, number[]>();
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
    const parent = Number(/.*\) \S (\d+)/.exec(stat)?.[1]);
    children.set(parent, [...children.get(parent) ?? [], Number(name)]);
  }
  const below = (one: number): number[] =>
    (children.get(one) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

function kill(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function run(program: string, ...args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args: [...args] }).output();
  if (!success) throw new Error(`Cannot run ${program}: ${new TextDecoder().decode(stderr)}`);
}

/** @returns A port below those that Linux gives to whoever asks for any. */
function freePort(): number {
  while (true) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    try {
      using _listener = Deno.listen({ hostname: "127.0.0.1", port });
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
