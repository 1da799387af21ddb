/** A host as it is written in inventories and patterns. */
export interface HostAddress {
  /** The name without port and brackets; it may contain ranges such as `[1:3]`. */
  readonly host: string;
  readonly port?: number;
}

const NUMBER_RANGE = String.raw`\[[0-9]+:[0-9]+(?::[0-9]+)?\]`;
const HEX_RANGE = String.raw`\[[0-9a-f]+:[0-9a-f]+(?::[0-9]+)?\]`;
const NAME_RANGE = String.raw`\[(?:[a-z]:[a-z]|[0-9]+:[0-9]+)(?::[0-9]+)?\]`;
const BYTE = `(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5]|${NUMBER_RANGE})`;
const WORD = `(?:[0-9a-f]{1,4}|${HEX_RANGE})`;
const LABEL = String.raw`(?:[\p{L}\p{N}_]|${NAME_RANGE})(?:[\p{L}\p{N}_-]|${NAME_RANGE})*(?<![_-])`;

const IPV6_FORMS = [
  `(?:${WORD}:){7}${WORD}`,
  `(?:${WORD}:){1,6}:`,
  `(?:${WORD}:)(?::${WORD}){1,6}`,
  `(?:${WORD}:){2}(?::${WORD}){1,5}`,
  `(?:${WORD}:){3}(?::${WORD}){1,4}`,
  `(?:${WORD}:){4}(?::${WORD}){1,3}`,
  `(?:${WORD}:){5}(?::${WORD}){1,2}`,
  `(?:${WORD}:){6}(?::${WORD})`,
  `:(?::${WORD}){1,6}`,
  `${WORD}?::`,
  String.raw`(?:0:){6}(?:${WORD}\.){3}${WORD}`,
  String.raw`::(?:ffff:)?(?:${WORD}\.){3}${WORD}`,
  String.raw`(?:0:){5}ffff:(?:${WORD}\.){3}${WORD}$`,
];

const BRACKETED = /^\[(.+)\]:([0-9]+)$/;
const WITH_PORT = /^((?:[^:\[\]]|\[[^\]]*\])*):([0-9]+)$/;
const HOSTS = [
  new RegExp(String.raw`^(?:${BYTE}\.){3}${BYTE}$`, "iu"),
  // As in Ansible, all forms but the last only need to match at the start.
  new RegExp(`^(?:${IPV6_FORMS.join("|")})`, "iu"),
  new RegExp(String.raw`^${LABEL}(?:\.${LABEL})*$`, "iu"),
];

/**
 * Reads a host name, an IPv4 or an IPv6 address, each with ranges, and a port: `name:22`,
 * `[fe80::1]:22`, `web[01:10].example.com`. An IPv6 address needs brackets to have a port.
 *
 * @returns `undefined` if the text is none of them.
 */
export function parseHostAddress(text: string): HostAddress | undefined {
  let host = text;
  let port: number | undefined;
  for (const form of [BRACKETED, WITH_PORT]) {
    const [, address, digits] = form.exec(host) ?? [];
    if (address === undefined || digits === undefined) continue;
    host = address;
    port = Number(digits);
  }
  if (!HOSTS.some((form) => form.test(host))) return undefined;
  return port === undefined ? { host } : { host, port };
}
