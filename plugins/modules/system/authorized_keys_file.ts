import { wholeLines } from "../shared/whole_lines.ts";

/** One line of an authorized_keys file, see sshd(8). */
export type KeyLine = PublicKey | OtherLine;

/** A line with a key. */
export interface PublicKey {
  readonly kind: "key";
  /** The key itself; lines are the same key if these are. */
  readonly id: string;
  readonly type: string;
  readonly options: KeyOptions;
  readonly comment: string;
}

/** A comment or something unknown, kept as it is. */
interface OtherLine {
  readonly kind: "other";
  /** The line with its end. */
  readonly id: string;
}

/** Options with their values in the order given; `undefined` for those that have none. */
export type KeyOptions = readonly (readonly [string, string | undefined])[];

/** @returns The lines of a file by what they are; of the same keys the last one counts, in its place. */
export function parseKeys(text: string): KeyLine[] {
  const lines = new Map<string, KeyLine>();
  for (const line of wholeLines(text)) {
    const key: KeyLine = parseKey(line) ?? { kind: "other", id: line };
    lines.delete(key.id);
    lines.set(key.id, key);
  }
  return [...lines.values()];
}

/** @returns A line's key, or `undefined` if there is none. */
export function parseKey(line: string): PublicKey | undefined {
  const words = line.replaceAll("\\#", "#").split(/[ \t\r\n]+/).filter((word) => word !== "");
  if (words[0] === "#") return undefined;
  const at = words.findIndex((word) => TYPES.has(word));
  const [type, id] = words.slice(at);
  if (at < 0 || type === undefined || id === undefined) return undefined;
  const options = parseKeyOptions(words.slice(0, at).join(" "));
  return { kind: "key", id, type, options, comment: words.slice(at + 2).join(" ") };
}

/** @returns Options of a key; commas within quotes separate nothing. */
export function parseKeyOptions(text: string): KeyOptions {
  return (text.match(/(?:[^,"']|"[^"]*"|'[^']*')+/g) ?? []).map((option) => {
    const at = option.indexOf("=");
    return at < 0 ? [option, undefined] : [option.slice(0, at), option.slice(at + 1)];
  });
}

/** @returns Whether two lines say the same of a key, whatever the order of their options. */
export function isSameKey(left: PublicKey, right: KeyLine): boolean {
  if (right.kind !== "key") return false;
  const same = (key: PublicKey) =>
    JSON.stringify([
      key.id,
      key.type,
      key.comment,
      key.options.map((option) => option.join("=")).sort(),
    ]);
  return same(left) === same(right);
}

/** @returns A file's text. */
export function keysText(lines: readonly KeyLine[]): string {
  return lines.map((line) => line.kind === "other" ? line.id : keyText(line)).join("");
}

function keyText({ type, id, options, comment }: PublicKey): string {
  const words = options.map(([name, value]) => value === undefined ? name : `${name}=${value}`);
  const before = words.length === 0 ? "" : `${words.join(",")} `;
  return `${before}${type} ${id} ${comment}\n`;
}

/** What OpenSSH knows as types of keys. */
const TYPES = new Set([
  ...["ssh-rsa", "ssh-dss", "ssh-ed25519", "rsa-sha2-256", "rsa-sha2-512"],
  ...["ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"],
  ...["sk-ecdsa-sha2-nistp256@openssh.com", "sk-ssh-ed25519@openssh.com", "ssh-xmss@openssh.com"],
  ...["webauthn-sk-ecdsa-sha2-nistp256@openssh.com"],
  ...[
    ...["ssh-rsa", "ssh-dss", "ssh-ed25519", "ssh-xmss", "rsa-sha2-256", "rsa-sha2-512"],
    ...["ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"],
    ...["sk-ecdsa-sha2-nistp256", "sk-ssh-ed25519"],
  ].map((type) => `${type}-cert-v01@openssh.com`),
]);
