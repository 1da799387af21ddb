import type { Dict } from "../../../base/value.ts";
import { shellQuote } from "../../../source/shell_quote.ts";
import { shellWords } from "../../../source/shell_words.ts";
import type { SessionAddress } from "../sessions.ts";

/** What rsync is told beside the task's arguments. */
export interface RsyncCall {
  readonly args: Dict;
  readonly src: string;
  readonly dest: string;
  /** How the host is reached; absent where both sides are on one machine. */
  readonly shell?: readonly string[];
  /** More for that, as a person wrote it. */
  readonly shellArguments?: string;
  /** rsync of the host, as a text for its shell. */
  readonly rsyncPath?: string;
  readonly isCheck: boolean;
}

/** What stands in front of the name of everything that rsync changes. */
export const CHANGED = "<<CHANGED>>";

/** @returns The options and operands of rsync, as synchronize of ansible.posix orders them. */
export function rsyncArguments(call: RsyncCall): readonly string[] {
  const { args, src, dest, shell, rsyncPath, isCheck } = call;
  const own = wordsOf(args, "rsync_opts").flatMap((text) => shellWords(text, "no-comments"));
  const isShellGiven = own.some((word) => word.includes("--rsh"));
  const timeout = Number(args.get("rsync_timeout") ?? 0);
  const links = wordsOf(args, "link_dest");
  return [
    ...(isSet(args, "delay_updates") ? ["--delay-updates", "-F"] : []),
    ...(isSet(args, "compress") ? ["--compress"] : []),
    ...(timeout === 0 ? [] : [`--timeout=${timeout}`]),
    ...(isCheck ? ["--dry-run"] : []),
    ...SWITCHES.flatMap(([name, option]) => isSet(args, name) ? [option] : []),
    ...archiveOptions(args),
    ...(isSet(args, "dirs") ? ["--dirs"] : []),
    ...(shell === undefined || isShellGiven ? [] : [`--rsh=${shellText(shell, call)}`]),
    ...(rsyncPath === undefined ? [] : [`--rsync-path=${rsyncPath}`]),
    ...own,
    ...(isSet(args, "partial") ? ["--partial"] : []),
    // Without more words rsync does not tell of links.
    ...(links.length === 0 ? [] : ["-H", "-vv", ...links.map((path) => `--link-dest=${path}`)]),
    `--out-format=${CHANGED}%i %n%L`,
    src,
    dest,
  ];
}

/** @returns ssh with what the task and the connection say. */
export function sshWords(
  args: Dict,
  { ssh, port, privateKey }: {
    readonly ssh: string;
    readonly port: number | undefined;
    readonly privateKey: string | undefined;
  },
): readonly string[] {
  return [
    ssh,
    ...(isSet(args, "ssh_connection_multiplexing") ? [] : ["-S", "none"]),
    ...(privateKey === undefined ? [] : ["-i", privateKey]),
    ...(port === undefined ? [] : ["-o", `Port=${port}`]),
    ...(isSet(args, "verify_host")
      ? []
      : ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]),
  ];
}

/** @returns `path` on the host, as rsync takes it. */
export function remotePath(
  path: string,
  { address, user }: Pick<SessionAddress, "address"> & { readonly user: string | undefined },
): string {
  if (path.startsWith("rsync://")) return path;
  const host = address.includes(":") ? `[${address}]` : address;
  return `${user === undefined ? "" : `${user}@`}${host}:${path}`;
}

const SWITCHES = [
  ["delete", "--delete-after"],
  ["existing_only", "--existing"],
  ["checksum", "--checksum"],
  ["copy_links", "--copy-links"],
] as const;

const PARTS = ["recursive", "links", "perms", "times", "owner", "group"] as const;

function archiveOptions(args: Dict): readonly string[] {
  if (isSet(args, "archive")) {
    return [
      "--archive",
      ...PARTS.filter((name) => args.get(name) === false).map((name) => `--no-${name}`),
    ];
  }
  return PARTS.filter((name) => args.get(name) === true).map((name) => `--${name}`);
}

function shellText(shell: readonly string[], { shellArguments = "" }: RsyncCall): string {
  const text = shell.map(shellQuote).join(" ");
  return shellArguments === "" ? text : `${text} ${shellArguments}`;
}

function isSet(args: Dict, name: string): boolean {
  return args.get(name) === true;
}

function wordsOf(args: Dict, name: string): readonly string[] {
  const value = args.get(name);
  return Array.isArray(value) ? value.map(String) : [];
}
