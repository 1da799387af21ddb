import { nodeCrypto } from "../../../lib/base/node_crypto.ts";

const SCRAM = /^SCRAM-SHA-256\$(\d+):([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/;

/**
 * @param stored What the catalog holds of a role: nothing, an MD5 or a SCRAM verifier.
 * @returns Whether it belongs to the password, or is the verifier that was given as password.
 */
export async function isPasswordOf(
  user: string,
  { password, stored, encrypted }: {
    readonly password: string;
    readonly stored: string | undefined;
    readonly encrypted: "ENCRYPTED" | "UNENCRYPTED";
  },
): Promise<boolean> {
  if (password === "") return stored === undefined;
  if (SCRAM.test(password)) return password === stored;
  const [, rounds, salt, , serverKey] = SCRAM.exec(stored ?? "") ?? [];
  if (rounds !== undefined && salt !== undefined && serverKey !== undefined) {
    return await scramServerKey(password, { salt, rounds: Number(rounds) }) === serverKey;
  }
  const isGivenAsStored = /^md5[0-9a-f]{32}$/.test(password) || encrypted === "UNENCRYPTED";
  if (isGivenAsStored) return password === stored;
  const digest = nodeCrypto().createHash("md5").update(password + user, "utf8").digest("hex");
  return `md5${digest}` === stored;
}

/** The ServerKey of RFC 5802, in base 64. */
async function scramServerKey(
  password: string,
  { salt, rounds }: { readonly salt: string; readonly rounds: number },
): Promise<string> {
  const bytes = new TextEncoder().encode(password.normalize("NFKC"));
  const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  const salted = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: Uint8Array.fromBase64(salt), iterations: rounds },
    key,
    256,
  );
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const signer = await crypto.subtle.importKey("raw", salted, hmac, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", signer, new TextEncoder().encode("Server Key"));
  return new Uint8Array(signed).toBase64();
}
