import {
  anything,
  both,
  either,
  only,
  type Rule,
  verb,
  type Verdict,
  withOne,
  without,
} from "./_probe_rule.ts";
import { mysql, psql } from "./_sql_rule.ts";
import { FACTS_PROBE } from "./facts_script.ts";
import { PACKAGE_RULES } from "./_package_rules.ts";

/**
 * Says whether a command only reads, so that it may be carried out in check mode.
 *
 * What is not known is refused: a module that needs another program gets a row here, with a test.
 *
 * @param argv The program by its name, or by its path in one of the system's folders.
 * @param variables Names of the variables that the module sets for it.
 * @returns `true`, or why the command is not known to be a probe.
 */
export function isReadOnly(
  argv: readonly string[],
  variables: readonly string[] = [],
): true | string {
  const [path = "", ...args] = argv;
  const program = path.replace(/^(\/usr(\/local)?)?\/s?bin\//, "");
  if (program.includes("/") && !INIT_SCRIPT.test(program)) {
    return `${path} is outside the system's folders`;
  }
  const variable = variables.find((name) => !HARMLESS_VARIABLE.test(name));
  if (variable !== undefined) return `the variable ${variable} may change what ${program} does`;
  const rule = INIT_SCRIPT.test(program) ? only("status") : RULES.get(program);
  if (rule === undefined) return `${program} is not known to read alone`;
  const verdict = rule(args);
  return verdict === true || `${program}: ${verdict}`;
}

const INIT_SCRIPT = /^\/etc\/(rc\.d\/)?init\.d\/[^/]+$/;

/** Others, such as PATH or LD_PRELOAD, decide what is run. */
const HARMLESS_VARIABLE =
  /^(LC_[A-Z]+|LANG|LANGUAGE|TZ|COLUMNS|LINES|TERM|DEBIAN_FRONTEND|SHEP_[A-Z]+|MYSQL_PWD|PG(PASSWORD|SSLMODE|SSLROOTCERT|SSLCERT|SSLKEY|CLIENTENCODING|CONNECT_TIMEOUT))$/;

/** `find` may run programs that are probes themselves. */
const find: Rule = (args) => {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (/^-(delete|ok|okdir|fls|fprint.*)$/.test(arg)) return `${arg} may change something`;
    if (arg !== "-exec" && arg !== "-execdir") continue;
    const end = args.findIndex((word, at) => at > i && (word === ";" || word === "+"));
    const verdict: Verdict = isReadOnly(args.slice(i + 1, end < 0 ? args.length : end));
    if (verdict !== true) return verdict;
  }
  return true;
};

/** `timeout [options] duration command`. */
const timeout: Rule = (args) => {
  const valued = ["-k", "-s", "--kill-after", "--signal"];
  const at = args.findIndex((arg, i) => /^\d/.test(arg) && !valued.includes(args[i - 1] ?? ""));
  return at < 0 ? "there is no command" : isReadOnly(args.slice(at + 1));
};

/** `-o` reaches settings that run programs; those that packages modules need are harmless. */
const aptSettings: Rule = (args) => {
  const setting = args.find((arg, i) =>
    /^(-o|--option)$/.test(args[i - 1] ?? "") ? !HARMLESS_APT.test(arg) : APT_FILE.test(arg)
  );
  return setting === undefined || `${setting} may change something`;
};

const HARMLESS_APT =
  /^(APT::(Install-Recommends|Install-Suggests|Default-Release|Get::[\w-]+)|D[pP]kg::(Options::|Lock::Timeout))/;
const APT_FILE = /^(-o.+|--option=.*|-c.*|--config-file.*)$/;

/** `sysctl name`, not `sysctl name=value`. */
const sysctl: Rule = both(
  without("-w", "-p", "--write", "--load", "--system"),
  (args) => !args.some((arg) => arg.includes("=")) || "an assignment changes something",
);

/** `date` sets the clock with -s or with a word that is no format. */
const date: Rule = both(
  without("--set"),
  (args) =>
    args.every((arg, i) =>
      /^(\+|-u$|-R$|-I|--(utc|iso|rfc|date|reference)|-d$|-r$)/.test(arg) ||
      /^-[dr]$/.test(args[i - 1] ?? "")
    ) || "it may set the clock",
);

/** `ip [options] object [show|list|get …]`. */
const ip: Rule = (args) => {
  const words = args.filter((arg) => !arg.startsWith("-"));
  const [object = "", action = "show"] = words;
  if (!/^(a|addr|address|l|link|r|route|ru|rule|n|neigh|neighbour|maddr|netns)$/.test(object)) {
    return `${object} is not known to read alone`;
  }
  return /^(s|sh|show|li|ls|list|get)$/.test(action) || `${action} may change something`;
};

/** Settings, transports and paths that run other programs are refused. */
const git: Rule = (args) => {
  const inFolder = args[0] === "-C" ? args.slice(2) : args;
  const isLockFree = inFolder[0] === "--no-optional-locks";
  const words = isLockFree ? inFolder.slice(1) : inFolder;
  const [command = "", ...rest] = words;
  if (words.some((arg) => /^(-c|--exec-path|--upload-pack|-u|--config|ext::)/.test(arg))) {
    return "its options may run a program";
  }
  switch (command) {
    case "rev-parse":
    case "ls-remote":
    case "show-ref":
    case "cat-file":
    case "for-each-ref":
    case "merge-base":
    case "rev-list":
    case "ls-files":
    case "--version":
      return true;
    case "status":
      // Otherwise it writes the index anew.
      return isLockFree || "without --no-optional-locks it may change the index";
    case "diff":
      return both(
        withOne(["--no-ext-diff"]),
        withOne(["--no-textconv"]),
        without("--output", "--ext-diff", "--textconv"),
      )(rest);
    case "remote":
      return rest.length === 0 || /^(-v|get-url|show)$/.test(rest[0] ?? "") ||
        "remote may change something";
    case "symbolic-ref":
      return rest.filter((arg) => !arg.startsWith("-")).length === 1 || "it sets a reference";
    case "config":
      return /^--(get|get-all|list)$/.test(rest[0] ?? "") || "config may change something";
    default:
      return `${command} is not known to read alone`;
  }
};

/** `docker [engine] KIND inspect -- NAME`; through ssh:// the engine would be reached by a program. */
const docker: Rule = (args) => {
  const at = args.findIndex((arg) => /^(container|image|network|volume)$/.test(arg));
  const engine = args.slice(0, Math.max(0, at));
  const isEngine = engine.every((arg, i) =>
    /^--tls(verify|cacert=.*|cert=.*|key=.*)?$/.test(arg) ||
    (engine[i - 1] === "-H" ? /^(unix|tcp):\/\//.test(arg) : arg === "-H")
  );
  if (at < 0 || !isEngine) return "its options are not known to read alone";
  return (args[at + 1] === "inspect" && args[at + 2] === "--") ||
    `${args[at]} ${args[at + 1] ?? ""} may change something`;
};

/** `-C` and `-L`; `-Z` may go with them, and `--modprobe` names a program, abbreviated or not. */
const iptables: Rule = withOne(["-C", "-L", "-S", "--version"], (args) => {
  const found = args.find((arg) =>
    /^(-[A-Za-z]*[ADEFINPRXZM]|--(a|mo|z|del|ins|rep|fl|new|pol|ren))/.test(arg)
  );
  return found === undefined || `${found} may change something`;
});

/** Programs that read whatever their arguments are. */
const READERS = [
  ...["[", "basename", "cat", "cmp", "cut", "df", "diff", "dirname", "du", "echo", "expr", "false"],
  ...["getcap", "getconf", "getenforce", "getent", "getfacl", "getfattr", "grep", "groups", "head"],
  ...["id", "ls", "lsattr", "lsb_release", "lsblk", "lscpu", "lsmod", "md5sum", "modinfo"],
  ...["netstat", "nproc", "od", "pgrep", "pidof", "printenv", "printf", "ps", "pwd", "readlink"],
  ...["realpath", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "cksum", "sum"],
  ...["stat", "tail", "test", "tr", "true", "uname", "uptime", "wc", "which", "who", "whoami"],
  ...["apt-listchanges", "dpkg-query", "findmnt", "systemd-detect-virt"],
] as const;

const pip = either(verb(/list|show|freeze/), only("--version"));

/** Programs that read with some arguments alone; each row says with which. */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...READERS.map((program): [string, Rule] => [program, anything]),
  // The host puts its own script in the place of this name.
  [FACTS_PROBE, anything],
  ...PACKAGE_RULES,
  [
    "apt-cache",
    both(
      verb(/show|showpkg|policy|madison|search|depends|rdepends|pkgnames|stats/, ["-o"]),
      aptSettings,
    ),
  ],
  ["apt-config", both(verb(/dump/, ["-o"]), aptSettings)],
  // `update` fetches even with -s.
  [
    "apt-get",
    both(
      withOne(["-s", "--simulate", "--just-print", "--dry-run", "--recon", "--no-act"]),
      verb(
        /install|remove|purge|upgrade|dist-upgrade|full-upgrade|auto(remove|clean)|build-dep|check/,
        ["-o", "-t", "--option", "--default-release", "--target-release"],
      ),
      aptSettings,
    ),
  ],
  ["apt-mark", verb(/show(auto|manual|hold)/)],
  ["chage", withOne(["-l", "--list"])],
  ["command", withOne(["-v", "-V"])],
  ["crontab", both(withOne(["-l"]), without("-e", "-r"))],
  ["date", date],
  ["docker", docker],
  [
    "dpkg",
    withOne(
      [
        "-s",
        "--status",
        "-l",
        "--list",
        "-L",
        "--listfiles",
        "-S",
        "--search",
        "-p",
        "--print-avail",
        "--print-architecture",
        "--print-foreign-architectures",
        "--compare-versions",
        "--get-selections",
        "-C",
        "--audit",
        "-V",
        "--verify",
      ],
      without("-i", "-r", "-P", "--install", "--remove", "--purge", "--unpack", "--configure"),
    ),
  ],
  ["dpkg-deb", withOne(["-I", "--info", "-f", "--field", "-c", "--contents", "-W", "--show"])],
  ["file", without("-C", "--compile")],
  ["find", find],
  ["git", git],
  ["hostname", only("-f", "-s", "-d", "-i", "-I", "-A", "--fqdn", "--short", "--domain")],
  ["hostnamectl", either(only(), only("status"), only("--static"), only("hostname"))],
  ["ip", ip],
  ["localectl", either(only(), verb(/status|list-.*/))],
  ["locale", anything],
  ["ip6tables", iptables],
  ["iptables", iptables],
  ["loginctl", verb(/(list|show|seat-status|session-status|user-status)(-.*)?/)],
  ["mariadb", mysql],
  ["mount", only("-l")],
  ["mysql", mysql],
  // Opening a connection and nothing more.
  ["nc", both(withOne(["-z", "-zv", "-zw1"]), without("-l", "-e", "-c", "-L"))],
  ["passwd", withOne(["-S", "--status"], without("-d", "-e", "-l", "-u", "--delete", "--expire"))],
  ["pip", pip],
  ["pip3", pip],
  ["psql", psql],
  ["rc-service", (args) => args[1] === "status" || "it may change something"],
  ["rc-status", anything],
  ["rc-update", verb(/show/)],
  [
    "service",
    (args) => args.at(-1) === "status" || args[0] === "--status-all" || "it may change something",
  ],
  ["ss", without("-K", "--kill", "-D", "--diag")],
  ["ssh-keygen", both(withOne(["-l", "-F"]), without("-R", "-H"))],
  ["swapon", only("-s", "--show", "--noheadings", "--raw", "--bytes")],
  ["sysctl", sysctl],
  [
    "systemctl",
    either(
      both(
        verb(
          /is-active|is-enabled|is-failed|is-system-running|show|status|cat|list-.*|get-default/,
          ["-p", "--property", "-t", "--type", "-n", "--lines"],
        ),
        without("-H", "-M", "--host", "--machine", "--now"),
      ),
      only("--version"),
    ),
  ],
  [
    "tar",
    both(
      (args) => /^-?t[vzjJf]*$|^--list$/.test(args[0] ?? "") || "it may change something",
      without(
        "--checkpoint-action",
        "--use-compress-program",
        "-I",
        "--to-command",
        "--rsh-command",
      ),
    ),
  ],
  ["timedatectl", either(only(), verb(/status|show|list-timezones|timesync-status/))],
  ["timeout", timeout],
  // Without arguments it tells what it is.
  ["umask", only()],
  ["unzip", withOne(["-l", "-Z", "-Z1", "-ZTs", "-v", "-t"])],
  ["update-alternatives", withOne(["--query", "--display", "--list", "--get-selections"])],
]);
