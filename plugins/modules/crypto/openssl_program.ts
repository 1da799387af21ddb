import {
  ModuleFailure,
  type ProbeCommand,
  type ScriptCommand,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { parsePublicKey, type PublicKey } from "./public_key.ts";

/** @returns The probe of the public half of a private key; passphrases go over standard input. */
export function publicKeyProbe(path: string, passphrase = ""): ProbeCommand {
  return {
    argv: ["openssl", "pkey", "-in", path, "-pubout", "-outform", "DER", "-passin", "stdin"],
    stdin: `${passphrase}\n`,
  };
}

/** @returns The key, or why it cannot be read. */
export function readPublicKey(
  outcome: { exitCode: number; stdoutBytes: Uint8Array; stderr: string } | undefined,
): PublicKey | string {
  if (outcome === undefined || outcome.exitCode === 127) {
    throw new ModuleFailure('Failed to find required executable "openssl" in paths: PATH');
  }
  if (outcome.exitCode !== 0) return outcome.stderr.trim();
  try {
    return parsePublicKey(outcome.stdoutBytes);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** A private key: a file of the target, or a text, which only goes there while it is used. */
export type KeySource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "text"; readonly text: string };

/** @returns Where the key is, if it is anywhere. */
export function keySource(path: string | undefined, text: string | undefined) {
  if (text !== undefined) return { kind: "text", text } as const satisfies KeySource;
  return path === undefined ? undefined : { kind: "file", path } as const satisfies KeySource;
}

/** A private key that can sign. */
export interface SigningKey {
  readonly source: KeySource;
  readonly passphrase: string | undefined;
  readonly key: PublicKey;
}

/**
 * @throws {ModuleFailure} If the key cannot be read.
 */
export async function signingKey(
  target: Target,
  source: KeySource,
  passphrase: string | undefined,
): Promise<SigningKey> {
  const [outcome] = await target.probe(
    source.kind === "file" ? publicKeyProbe(source.path, passphrase) : {
      argv: ["openssl", "pkey", "-pubout", "-outform", "DER", "-passin", "env:SHEP_PASSPHRASE"],
      stdin: source.text,
      env: { SHEP_PASSPHRASE: passphrase ?? "" },
    },
  );
  const key = readPublicKey(outcome);
  if (typeof key !== "string") return { source, passphrase, key };
  if (source.kind === "file" && /No such file|unregistered scheme/.test(key)) {
    throw new ModuleFailure(`[Errno 2] No such file or directory: '${source.path}'`);
  }
  throw new ModuleFailure("Wrong passphrase provided for private key");
}

/** @returns How messages name a key. */
export function keyName(source: KeySource): string {
  return source.kind === "file" ? `the private key ${source.path}` : "the private key";
}

/** @returns The command that prints the signature of `data`. */
export function signCommand(
  { source, passphrase, key }: SigningKey,
  digest: string,
  data: Uint8Array,
): ScriptCommand {
  const isPlain = key.type === "Ed25519" || key.type === "Ed448";
  return {
    script: isPlain ? SIGN_PLAIN : SIGN_DIGEST,
    argv: [source.kind === "file" ? source.path : "/dev/fd/3", `-${digest}`],
    stdin: data,
    env: {
      SHEP_PASSPHRASE: passphrase ?? "",
      ...(source.kind === "text" ? { SHEP_KEY: source.text } : {}),
    },
  };
}

/** The key's text, where it is one, is at descriptor 3. */
const SIGN_DIGEST = `
openssl dgst "$2" -sign "$1" -passin env:SHEP_PASSPHRASE -binary 3<<KEY
$SHEP_KEY
KEY
`;

/** These sign data as it is, from a file alone. */
const SIGN_PLAIN = `
umask 077
file=$(mktemp) && cat >"$file" || exit
openssl pkeyutl -sign -rawin -inkey "$1" -passin env:SHEP_PASSPHRASE -in "$file" 3<<KEY
$SHEP_KEY
KEY
code=$?
rm -f "$file"
exit $code
`;
