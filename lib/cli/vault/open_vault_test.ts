import assert from "node:assert/strict";
import { Masker } from "../../base/mask.ts";
import { Vault, type VaultSecret } from "../../engine/vault/vault.ts";
import { runVault } from "./open_vault.ts";

const SECRET: VaultSecret = { label: "default", password: new TextEncoder().encode("pw") };
const VAULT = new Vault({ secrets: [SECRET], tries: "all" });

function sealed(text: string): string {
  return VAULT.seal(new TextEncoder().encode(text), { secret: SECRET, salt: new Uint8Array(32) });
}

Deno.test("runVault() opens values, texts and files, and leaves what is no vault", () => {
  const vault = runVault(VAULT, new Masker());
  assert.equal(vault.decryptText(sealed("value")), "value");
  assert.equal(vault.decryptVars(sealed("a: 1\n"), "f"), "a: 1\n");
  assert.equal(vault.decryptVars("a: 1\n", "f"), "a: 1\n");
  const content = new TextEncoder().encode(sealed("file"));
  assert.equal(new TextDecoder().decode(vault.decryptFile(content, "f")), "file");
  const plain = Uint8Array.of(0xff, 0x00);
  assert.equal(vault.decryptFile(plain, "f"), plain);
});

Deno.test("runVault() makes what it opens known to the masker", () => {
  const masker = new Masker();
  const vault = runVault(VAULT, masker);
  vault.decryptText(sealed("first secret"));
  vault.decryptVars(sealed("key: second secret\n"), "f");
  vault.decryptFile(new TextEncoder().encode(sealed("third secret\nfourth secret\n")));
  assert.equal(
    masker.text("key: first secret, second secret\nthird secret\n+fourth secret\n"),
    "key: ********, ********\n********\n+********\n",
  );
});

Deno.test("runVault() says which file it cannot open", () => {
  const vault = runVault(new Vault({ secrets: [], tries: "all" }), new Masker());
  assert.throws(() => vault.decryptVars(sealed("a: 1"), "/p/f.yml"), {
    message: "Attempting to decrypt but no vault secrets found on /p/f.yml",
  });
});
