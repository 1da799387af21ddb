import type { FactsOutput } from "./output.ts";

/** What a release file adds to the guess. */
export interface ReleaseFacts {
  readonly distribution?: string;
  readonly distribution_version?: string;
  readonly distribution_release?: string;
  readonly distribution_major_version?: string;
  readonly distribution_minor_version?: string;
  readonly distribution_file_search_string?: string;
}

/** One release file that is there and what is known so far. */
export interface ReleaseText {
  /** The parser's name, such as `RedHat`. */
  readonly name: string;
  readonly text: string;
  readonly path: string;
  readonly output: FactsOutput;
  readonly guess: ReleaseFacts;
}

type ReleaseParser = (release: ReleaseText) => ReleaseFacts | undefined;

/** How each kind of release file is read; `undefined` says that it is not of that kind. */
export const RELEASE_PARSERS: Readonly<Record<string, ReleaseParser>> = {
  Altlinux: named("ALT"),
  OracleLinux: named("Oracle Linux"),
  RedHat: named("Red Hat"),
  SMGL: named("Source Mage GNU/Linux"),
  Slackware: ({ text }) =>
    text.includes("Slackware")
      ? defined({ distribution_version: /\w+[.]\w+\+?/.exec(text)?.[0] })
      : undefined,
  CentOS: ({ text }) =>
    text.includes("CentOS Stream")
      ? { distribution_release: "Stream" }
      : text.includes("TencentOS Server")
      ? { distribution: "TencentOS" }
      : undefined,
  OpenWrt: ({ text }) =>
    text.includes("OpenWrt")
      ? defined({
        distribution_version: first(text, /DISTRIB_RELEASE=["'](.*)["']/),
        distribution_release: first(text, /DISTRIB_CODENAME=["'](.*)["']/),
      })
      : undefined,
  Amazon: amazon,
  Alpine: ({ text }) => ({ distribution: "Alpine", distribution_version: text }),
  Archlinux: ({ text }) => text.includes("Arch Linux") ? {} : undefined,
  SUSE: suse,
  Debian: debian,
  Mandriva: ({ text }) =>
    text.includes("Mandriva")
      ? defined({
        distribution_version: first(text, /DISTRIB_RELEASE="(.*)"/),
        distribution_release: first(text, /DISTRIB_CODENAME="(.*)"/),
      })
      : undefined,
  ClearLinux: ({ text }) =>
    first(text, /NAME="(.*)"/)?.includes("Clear Linux")
      ? defined({
        distribution: first(text, /NAME="(.*)"/),
        distribution_major_version: first(text, /VERSION_ID=(.*)/),
        distribution_version: first(text, /VERSION_ID=(.*)/),
        distribution_release: first(text, /ID=(.*)/),
      })
      : undefined,
  Coreos: ({ text, guess }) =>
    guess.distribution === "Coreos"
      ? defined({ distribution_release: unquoted(first(text, /^GROUP=(.*)/m)) })
      : undefined,
  Flatcar: ({ text, guess }) => {
    const version = unquoted(first(text, /VERSION=(.*)/));
    return guess.distribution !== "Flatcar" ? undefined : defined({
      distribution_major_version: version?.split(".")[0],
      distribution_version: version,
    });
  },
  NA: ({ text, guess }) =>
    defined({
      distribution: unquoted(first(text, /^NAME=(.*)/m)),
      distribution_version: guess.distribution_version === "NA"
        ? unquoted(first(text, /^VERSION=(.*)/m))
        : undefined,
    }),
};

/** For files whose first word is the distribution unless they contain `phrase`. */
function named(phrase: string): ReleaseParser {
  return ({ name, text }) =>
    text.includes(phrase)
      ? { distribution: name, distribution_file_search_string: phrase }
      : defined({ distribution: text.split(/\s+/)[0] });
}

function amazon({ text, path }: ReleaseText): ReleaseFacts | undefined {
  if (!text.includes("Amazon")) return undefined;
  if (path !== "/etc/os-release") {
    const version = text.split(/\s+/).find((word) => /^\d+$/.test(word)) ?? "NA";
    return { distribution: "Amazon", distribution_version: version };
  }
  const version = first(text, /VERSION_ID="(.*)"/);
  const [major, minor] = version?.split(".") ?? [];
  return defined({
    distribution: "Amazon",
    distribution_version: version,
    distribution_major_version: major,
    distribution_minor_version: version === undefined ? undefined : minor ?? "NA",
  });
}

function suse(release: ReleaseText): ReleaseFacts | undefined {
  const { text, path, output } = release;
  if (!text.toLowerCase().includes("suse")) return undefined;
  const facts = path === "/etc/os-release" ? suseFromOsRelease(text) : suseFromOldFile(release);
  return output.link("/etc/products.d/baseproduct")?.endsWith("SLES_SAP.prod")
    ? { ...facts, distribution: "SLES_SAP" }
    : facts;
}

function suseFromOsRelease(text: string): ReleaseFacts {
  const [, version, minor] = /^VERSION_ID="?([0-9]+\.?([0-9]*))"?/m.exec(text) ?? [];
  const isOpen = text.toLowerCase().includes("open");
  return defined({
    distribution: unquoted(first(text, /^NAME=(.*)/m)),
    distribution_version: version,
    distribution_major_version: version?.split(".")[0],
    // The first service pack of an enterprise release has no number.
    distribution_release: isOpen ? minor : version === undefined ? undefined : minor || "0",
  });
}

function suseFromOldFile({ text, guess }: ReleaseText): ReleaseFacts {
  if (text.toLowerCase().includes("open")) {
    return defined({
      distribution: text.split(/\s+/)[0],
      distribution_release: first(text, /CODENAME *= *([^\n]+)/)?.trim(),
    });
  }
  const patch = first(text, /PATCHLEVEL = ([0-9]+)/);
  return defined({
    distribution: text.includes("Server") ? "SLES" : text.includes("Desktop") ? "SLED" : undefined,
    distribution_release: patch,
    distribution_version: patch === undefined
      ? undefined
      : `${guess.distribution_version ?? ""}.${patch}`,
  });
}

/** Debian and what descends from it. */
function debian(release: ReleaseText): ReleaseFacts | undefined {
  const { text, path, output } = release;
  if (text.includes("Debian") || text.includes("Raspbian")) {
    return defined({
      distribution: "Debian",
      distribution_release: first(text, /PRETTY_NAME=[^(]+ \(?([^)]+?)\)/),
      distribution_minor_version: first(output.file("/etc/debian_version") ?? "", /\d+\.(\d+)/),
    });
  }
  // Ubuntu's and SteamOS's os-release say it all.
  if (text.includes("Ubuntu")) return { distribution: "Ubuntu" };
  if (text.includes("SteamOS")) return { distribution: "SteamOS" };
  const isLsbOrOs = path === "/etc/lsb-release" || path === "/etc/os-release";
  if (isLsbOrOs && (text.includes("Kali") || text.includes("Parrot"))) {
    return defined({
      distribution: text.includes("Kali") ? "Kali" : "Parrot",
      distribution_release: first(text, /DISTRIB_RELEASE=(.*)/),
    });
  }
  return debianDerivative(text);
}

function debianDerivative(text: string): ReleaseFacts | undefined {
  const version = first(text, /VERSION_ID="(.*)"/);
  const numbered = {
    distribution_version: version,
    distribution_major_version: version?.split(".")[0],
  };
  const codename = first(text, /VERSION_CODENAME="?([^"\n]+)"?/);
  if (text.includes("Devuan")) {
    return defined({
      distribution: "Devuan",
      distribution_release: first(text, /PRETTY_NAME="?[^("]+ \(?([^) "]+)\)?/),
      distribution_version: version,
      distribution_major_version: version,
    });
  }
  if (text.includes("Cumulus")) {
    const id = first(text, /VERSION_ID=(.*)/);
    return defined({
      distribution: "Cumulus Linux",
      distribution_version: id,
      distribution_major_version: id?.split(".")[0],
      distribution_release: first(text, /VERSION="(.*)"/),
    });
  }
  if (text.includes("Mint")) return defined({ distribution: "Linux Mint", ...numbered });
  if (/UOS|Uos|uos/.test(text)) {
    return defined({ distribution: "Uos", distribution_release: codename, ...numbered });
  }
  if (/[Dd]eepin/.test(text)) {
    return defined({ distribution: "Deepin", distribution_release: codename, ...numbered });
  }
  return undefined;
}

function first(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1];
}

function unquoted(text: string | undefined): string | undefined {
  return text?.replace(/^"+|"+$/g, "");
}

/** Leaves out what was not found, so that the guess stays. */
function defined(facts: Readonly<Record<keyof ReleaseFacts | string, string | undefined>>) {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(facts)) if (value !== undefined) found[key] = value;
  return found satisfies ReleaseFacts;
}
