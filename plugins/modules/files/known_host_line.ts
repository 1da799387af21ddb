/** A line of a file of known hosts: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
export interface KnownHostLine {
  /** `@cert-authority` or `@revoked`. */
  readonly marker: string | undefined;
  /** Patterns separated by commas, or one hash. */
  readonly hosts: string;
  readonly type: string;
  readonly key: string;
}

/** @returns The parts of `text`, or `undefined` if it is a comment, empty or no such line. */
export function parseKnownHost(text: string): KnownHostLine | undefined {
  const words = text.trim().split(/\s+/);
  if (words[0] === "" || words[0]?.startsWith("#")) return undefined;
  const marker = words[0]?.startsWith("@") ? words.shift() : undefined;
  const [hosts, type, key] = words;
  if (hosts === undefined || type === undefined || key === undefined) return undefined;
  return { marker, hosts, type, key };
}

/** @returns Whether the line is for `host`, which is in lower case. */
export async function isFor(host: string, { hosts }: KnownHostLine): Promise<boolean> {
  if (isHashed(hosts)) {
    const salt = hosts.split("|")[2] ?? "";
    return hosts === await hashedAs(host, salt);
  }
  const patterns = hosts.toLowerCase().split(",");
  const matching = patterns.filter((pattern) => matches(host, pattern.replace(/^!/, "")));
  return matching.length > 0 && !matching.some((pattern) => pattern.startsWith("!"));
}

/** @returns Whether `hosts` of a line is a hash. */
export function isHashed(hosts: string): boolean {
  return hosts.startsWith("|1|");
}

/** @returns `text` with a hash of `host` in the place of its hosts; ssh takes 20 bytes of salt. */
export async function withHashedHost(
  text: string,
  host: string,
  salt: Uint8Array,
): Promise<string> {
  const words = text.trim().split(/\s+/);
  words[words[0]?.startsWith("@") ? 1 : 0] = await hashedAs(host, salt.toBase64());
  return words.join(" ");
}

async function hashedAs(host: string, salt: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  let raw: Uint8Array<ArrayBuffer>;
  try {
    raw = Uint8Array.fromBase64(salt);
  } catch {
    return "";
  }
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["sign"]);
  const digest = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(host));
  return `|1|${salt}|${new Uint8Array(digest).toBase64()}`;
}

/** `*` and `?`, as ssh_config(5) has them in PATTERNS. */
function matches(host: string, pattern: string): boolean {
  const source = pattern.replaceAll(/[^\w*?]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(host);
}
