import { anything, both, type Rule, verb, without } from "./_probe_rule.ts";

/** All options have to match `known`; `known` may also allow words that are no options. */
function options(known: RegExp): Rule {
  const pattern = new RegExp(`^(${known.source})$`);
  return (args) => {
    const found = args.find((arg) => arg.startsWith("-") && !pattern.test(arg));
    return found === undefined || `${found} is not known to read alone`;
  };
}

/** Lists keys; other arguments reach gpg. */
const aptKey: Rule = (args) =>
  /^(--keyring \S+ )?adv --list-public-keys --keyid-format=long$/.test(args.join(" ")) ||
  "it may change something";

/** `-q` keeps a configuration from being read that could name files to write. */
const curl: Rule = (args) =>
  (args[0] === "-q" && args.at(-2) === "--" && /^(https?|ftp|file):\/\//.test(args.at(-1) ?? "") &&
    args.slice(1, -2).every((arg) => /^-(fsSL|sSIL|k)$/.test(arg))) ||
  "it may write a file, or change something at the address";

const DNF_SETTINGS =
  /sslverify|gpgcheck|localpkg_gpgcheck|clean_requirements_on_remove|install_weak_deps|strict/;
const DNF_VALUES =
  /config|installroot|releasever|disablerepo|enablerepo|disableplugin|exclude|disableexcludes/;

/** Without `--assumeno` transactions are carried out; fetched lists are no change. */
const dnf: Rule = both(
  options(
    new RegExp(
      `--setopt=(${DNF_SETTINGS.source})=[01]|--(${DNF_VALUES.source}|enableplugin|qf)=?.*|` +
        "-q|--assumeno|--nogpgcheck|--cacheonly|--refresh|--security|--bugfix|--nobest|" +
        "--allowerasing|--installed|--available|--upgrades|--enabled",
    ),
  ),
  (args) =>
    verb(
      args.includes("--assumeno") ? /install|upgrade|remove|autoremove/ : /repoquery|repolist/,
    )(args),
);

const npm: Rule = both(
  verb(/list|outdated/),
  options(/--(json|long|global|ignore-scripts|unsafe-perm|no-optional|no-bin-links|registry)/),
);

/** Reads the public half of a key, or checks a request that comes by standard input. */
const openssl: Rule = (args) =>
  /^pkey -in \S.* -pubout -outform DER -passin stdin$/.test(args.join(" ")) && args.length === 8 ||
  /^pkey -pubout -outform DER -passin env:SHEP_PASSPHRASE$/.test(args.join(" ")) ||
  /^req -noout -verify$/.test(args.join(" ")) || "it may write a file";

/** Databases are fetched by a `y` wherever it stands. */
const pacman: Rule = (args) => {
  const [operation = "", ...rest] = args;
  if (!/^-(Q[a-z]*|Ss|Si|[SUR]p|Sg+|Sup|Sl)$/.test(operation)) return "it may change something";
  return PACMAN_OPTIONS(rest);
};

const PACMAN_OPTIONS = options(
  /-[cdnsu]+|--(noconfirm|noprogressbar|needed|print-format|ignore|quiet|deps|explicit|groups|asdeps|asexplicit|nodeps|recursive|cascade|unneeded|overwrite|assume-installed)(=.*)?/,
);

/** Macros, programs that output goes to and other databases are refused. */
const rpm: Rule = (args) => {
  if (!/^(-q[a-z]*|--query|-V|--verify|--root)$/.test(args[0] ?? "")) {
    return "it may change something";
  }
  const isQuery = args[0] !== "--root" || /^-q[a-z]*$/.test(args[2] ?? "");
  return isQuery
    ? options(/-[qalpfcdiVR]+|--(query|verify|root|qf|queryformat|whatprovides|all|list)/)(args)
    : "it may change something";
};

const ufw: Rule = (args) => {
  if (args[0] === "--dry-run") return without("-f", "--force")(args.slice(1));
  return /^(status( verbose| numbered)?|--version)$/.test(args.join(" ")) ||
    "without --dry-run it may change something";
};

/** Programs that manage packages, keys and the firewall; each row says what reads alone. */
export const PACKAGE_RULES: readonly (readonly [string, Rule])[] = [
  [
    "apk",
    both(
      verb(/info|list|version|search|policy|add|del|upgrade/, ["-X", "--repository"]),
      without("-U", "--update-cache"),
      (args) =>
        !/^(add|del|upgrade)$/.test(args.find((arg) => !arg.startsWith("-")) ?? "") ||
        args.includes("--simulate") || "without --simulate it may change something",
    ),
  ],
  ["apt-key", aptKey],
  ["curl", curl],
  ["debconf-show", anything],
  ["dnf", dnf],
  ["npm", npm],
  ["openssl", openssl],
  ["pacman", pacman],
  ["rpm", rpm],
  ["ufw", ufw],
  ["yum", dnf],
];
