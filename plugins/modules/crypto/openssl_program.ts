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

/** A private key on the target. */
export interface SigningKey {
  readonly path: string;
  readonly passphrase: string | undefined;
  readonly key: PublicKey;
}

/**
 * @throws {ModuleFailure} If the key cannot be read.
 */
export async function signingKey(
  target: Target,
  path: string,
  passphrase: string | undefined,
): Promise<SigningKey> {
  const [outcome] = await target.probe(publicKeyProbe(path, passphrase));
  const key = readPublicKey(outcome);
  if (typeof key !== "string") return { path, passphrase, key };
  throw new ModuleFailure(`Cannot read the private key ${path}: ${key}`);
}

/** @returns The command that prints the signature of `data`. */
export function signCommand(
  { path, passphrase, key }: SigningKey,
  digest: string,
  data: Uint8Array,
): ScriptCommand {
  const isPlain = key.type === "Ed25519" || key.type === "Ed448";
  return {
    script: isPlain ? SIGN_PLAIN : SIGN_DIGEST,
    argv: [path, `-${digest}`],
    stdin: data,
    env: { SHEP_PASSPHRASE: passphrase ?? "" },
  };
}

const SIGN_DIGEST = 'openssl dgst "$2" -sign "$1" -passin env:SHEP_PASSPHRASE -binary';

/** These sign data as it is, from a file alone. */
const SIGN_PLAIN = `
umask 077
file=$(mktemp) && cat >"$file" || exit
openssl pkeyutl -sign -rawin -inkey "$1" -passin env:SHEP_PASSPHRASE -in "$file"
code=$?
rm -f "$file"
exit $code
`;
