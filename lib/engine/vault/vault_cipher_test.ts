import assert from "node:assert/strict";
import { VaultCipher } from "./vault_cipher.ts";

const PASSWORD = new TextEncoder().encode("secret");
const SALT = new Uint8Array(32).fill(7);

Deno.test("VaultCipher decrypts what it encrypted, of any length", () => {
  const cipher = new VaultCipher();
  for (const length of [0, 1, 15, 16, 17, 100]) {
    const plain = new Uint8Array(length).fill(length);
    const parts = cipher.encrypt(plain, { password: PASSWORD, salt: SALT });
    assert.equal(parts.ciphertext.length % 16, 0);
    assert.ok(parts.ciphertext.length > length);
    assert.deepEqual(cipher.decrypt(parts, PASSWORD), plain);
  }
});

Deno.test("VaultCipher.decrypt() gives nothing for a wrong password, changed or cut content", () => {
  const cipher = new VaultCipher();
  const parts = cipher.encrypt(new Uint8Array(20), { password: PASSWORD, salt: SALT });
  assert.equal(cipher.decrypt(parts, new TextEncoder().encode("secreT")), undefined);
  const changed = parts.ciphertext.slice();
  changed[0] = (changed[0] ?? 0) ^ 1;
  assert.equal(cipher.decrypt({ ...parts, ciphertext: changed }, PASSWORD), undefined);
  assert.equal(cipher.decrypt({ ...parts, hmac: parts.hmac.subarray(1) }, PASSWORD), undefined);
  const ciphertext = parts.ciphertext.subarray(16);
  assert.equal(cipher.decrypt({ ...parts, ciphertext }, PASSWORD), undefined);
});
