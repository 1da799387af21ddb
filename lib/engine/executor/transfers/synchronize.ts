import { absolutePath } from "../../../base/posix_path.ts";
import { type Dict, dict } from "../../../base/value.ts";
import type { KeyValue } from "../../../wire/domain.ts";
import { shellQuote } from "../../../source/shell_quote.ts";
import { searchCandidates } from "../controller_source.ts";
import type { ModuleExecution } from "../execute_module.ts";
import { failure, type TaskResult } from "../result.ts";
import type { SessionAddress } from "../sessions.ts";
import { CHANGED, remotePath, rsyncArguments, sshWords } from "./rsync_command.ts";
import { controllerAddress, type SessionShell } from "./session_shell.ts";
import type { TransferCall } from "./transfer.ts";

/**
 * `synchronize`: rsync between the controller, or the delegate, and the host. In check mode rsync
 * itself only tells what it would do.
 */
export async function synchronize(call: TransferCall): Promise<TaskResult> {
  const { execution } = call;
  const { args, isCheck, isDiff } = execution;
  const route = routeOf(execution);
  if (route.kind === "none") return failure(route.problem, { changed: false });
  const runner = route.kind === "local" ? call.target : call.shell(route.from);
  const [rsync, ssh] = await programs(runner, ["rsync", "ssh"]);
  if (rsync === undefined) {
    return failure('Failed to find required executable "rsync"', { changed: false });
  }
  const paths = await pathsOf(call, { route, runner });
  const remote = await remoteOptions(call, { route, runner, ssh: ssh ?? "ssh" });
  const words = [
    String(execution.scope.get("ansible_rsync_path") ?? rsync),
    ...rsyncArguments({ args, ...paths, ...remote, isCheck }),
  ];
  const password = route.kind === "ssh" ? passwordOf(route.host) : undefined;
  const [done] = await runner.exec({
    ...(password === undefined ? { argv: words } : { script: WITH_PASSWORD, argv: words }),
    env: [
      ...execution.environment,
      ...(password === undefined ? [] : [{ key: "SHEP_PASSWORD", value: password }]),
    ],
  });
  const cmd = shown(words);
  const text = new TextDecoder();
  if (done?.exitCode !== 0) {
    const rc = done?.exitCode ?? -1;
    return failure(text.decode(done?.stderr), { changed: false, cmd, rc });
  }
  return told(text.decode(done.stdout), { args, cmd, isDiff });
}

/** How rsync reaches the host. */
type Route =
  /** Both sides are on one machine. */
  | { readonly kind: "local" }
  | { readonly kind: "ssh"; readonly from: SessionAddress; readonly host: SessionAddress }
  | { readonly kind: "container"; readonly from: SessionAddress; readonly host: SessionAddress }
  | { readonly kind: "none"; readonly problem: string };

function routeOf({ address, hostAddress, host: { name } }: ModuleExecution): Route {
  const host = hostAddress ?? address;
  const isOnHost = hostAddress !== undefined && address.host === name;
  const isLocal = host.connection === "local" && address.connection === "local";
  if (isOnHost || isLocal) return { kind: "local" };
  const { become: _, ...delegate } = address;
  const from = hostAddress === undefined ? controllerAddress(address) : delegate;
  switch (host.connection.replace(/^.*\./, "")) {
    case "ssh":
      return { kind: "ssh", from, host };
    case "docker":
    case "podman":
      return { kind: "container", from, host };
    default: {
      const problem = `Cannot synchronize with ${name}: rsync does not run over the connection ` +
        host.connection;
      return { kind: "none", problem };
    }
  }
}

type RemoteOptions = Partial<
  Record<"shell", readonly string[]> & Record<"shellArguments" | "rsyncPath", string>
>;

async function remoteOptions(
  { execution: { args } }: TransferCall,
  { route, runner, ssh }: {
    readonly route: Route;
    readonly runner: SessionShell;
    readonly ssh: string;
  },
): Promise<RemoteOptions> {
  const given = args.get("rsync_path");
  const rsyncPath = typeof given === "string" ? { rsyncPath: given } : {};
  if (route.kind === "local" || route.kind === "none") return rsyncPath;
  const { host } = route;
  if (route.kind === "container") {
    const user = host.become?.user ?? host.user;
    const program = host.connection.replace(/^.*\./, "");
    const shell = [program, "exec", ...(user === undefined ? [] : ["-u", user]), "-i"];
    return { ...rsyncPath, shell };
  }
  const { become } = host;
  if (become !== undefined && typeof given !== "string" && become.method === "sudo") {
    Object.assign(rsyncPath, { rsyncPath: `sudo -u ${shellQuote(become.user)} rsync` });
  }
  const port = args.get("dest_port") ?? host.port;
  const key = args.get("private_key") ?? setting(host, "ansible_ssh_private_key_file") ??
    setting(host, "ansible_private_key_file");
  const privateKey = typeof key === "string" ? await atHome(runner, key) : undefined;
  const shell = sshWords(args, {
    ssh,
    port: port === undefined || port === null ? undefined : Number(port),
    privateKey,
  });
  if (args.get("use_ssh_args") !== true) return { ...rsyncPath, shell };
  const shellArguments = ["ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args"]
    .map((name) => setting(host, name) ?? "").filter((text) => text !== "").join(" ");
  return { ...rsyncPath, shell, shellArguments };
}

/** The side that is not the host is looked for as files are. */
async function pathsOf(
  { execution }: TransferCall,
  { route, runner }: { readonly route: Route; readonly runner: SessionShell },
): Promise<{ readonly src: string; readonly dest: string }> {
  const { args } = execution;
  const [src, dest] = [String(args.get("src")), String(args.get("dest"))];
  const near = (path: string) => nearPath(execution, path, runner);
  if (route.kind === "local" || route.kind === "none") {
    return { src: await near(src), dest: await near(dest) };
  }
  const user = args.get("set_remote_user") === false || route.kind === "container"
    ? undefined
    : route.host.user;
  const far = (path: string) => remotePath(path, { address: route.host.address, user });
  return args.get("mode") === "pull"
    ? { src: far(src), dest: await near(dest) }
    : { src: await near(src), dest: far(dest) };
}

async function nearPath(
  { searchPath, folder }: ModuleExecution,
  path: string,
  runner: SessionShell,
): Promise<string> {
  if (path.startsWith("rsync://")) return path;
  const plain = await atHome(runner, path);
  if (plain.startsWith("/")) return plain;
  const candidates = searchCandidates(plain, searchPath, "files");
  const found = await runner.exec(...candidates.map((one) => ({ argv: ["test", "-e", one] })));
  const first = candidates.find((_, index) => found[index]?.exitCode === 0);
  const slash = plain.endsWith("/") ? "/" : "";
  return first ?? absolutePath(plain, folder).replace(/\/$/, "") + slash;
}

async function atHome(runner: SessionShell, path: string): Promise<string> {
  return path.startsWith("~/") ? await runner.home() + path.slice(1) : path;
}

async function programs(
  runner: SessionShell,
  names: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const found = await runner.exec(...names.map((name) => ({ argv: ["command", "-v", name] })));
  return found.map(({ exitCode, stdout }) =>
    exitCode === 0 ? new TextDecoder().decode(stdout).trim() : undefined
  );
}

/** The password is in the environment alone; what ssh asks for it is a file without a secret. */
const WITH_PASSWORD = `ask=$(umask 077; mktemp) || exit 1
trap 'rm -f -- "$ask"' EXIT HUP INT TERM
printf '#!/bin/sh\\nprintf "%%s\\\\n" "$SHEP_PASSWORD"\\n' >"$ask" && chmod 700 "$ask" || exit 1
SSH_ASKPASS=$ask SSH_ASKPASS_REQUIRE=force DISPLAY=\${DISPLAY-:} "$@"`;

function passwordOf(host: SessionAddress): string | undefined {
  return setting(host, "ansible_ssh_pass") ?? setting(host, "ansible_password");
}

function setting({ settings }: SessionAddress, name: string): string | undefined {
  return settings.find(({ key }: KeyValue) => key === name)?.value;
}

function shown(words: readonly string[]): string {
  return words.map((word) => {
    const [, option, value = ""] = /^(--(?:rsh|out-format|rsync-path)=)([^]*)$/.exec(word) ?? [];
    return option === undefined ? shellQuote(word) : option + shellQuote(value);
  }).join(" ");
}

function told(
  output: string,
  { args, cmd, isDiff }: { readonly args: Dict; readonly cmd: string; readonly isDiff: boolean },
): TaskResult {
  const links = args.get("link_dest");
  // With links everything is told of; a dot says that nothing was done.
  const changed = Array.isArray(links) && links.length > 0
    ? !output.includes(`${CHANGED}.`)
    : output.includes(CHANGED);
  const msg = output.replaceAll(CHANGED, "");
  const diff = { prepared: msg };
  const result = dict({
    changed,
    cmd,
    msg,
    rc: 0,
    stdout_lines: msg.split("\n").filter((line) => line !== ""),
    diff: isDiff ? dict(diff) : undefined,
  });
  return { result, diffs: isDiff ? [diff] : [] };
}
