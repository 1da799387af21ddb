import assert from "node:assert/strict";
import { Vault, type VaultSecret } from "./vault.ts";
import { VaultError } from "./vault_error.ts";

/** Vaults that the real Ansible made (scripts/gen_vault_cases.py). */
interface Cases {
  readonly salt: string;
  readonly cases: readonly {
    readonly name: string;
    readonly label: string;
    readonly password: string;
    readonly plain: string;
    readonly vault: string;
  }[];
}

const FILE = new URL("../../../testdata/vault/cases.json", import.meta.url);
const { salt, cases }: Cases = JSON.parse(Deno.readTextFileSync(FILE));
const SALT = Uint8Array.fromBase64(salt);

function secret(label: string, password = label): VaultSecret {
  return { label, password: new TextEncoder().encode(password) };
}

function vaultOf(...secrets: readonly VaultSecret[]): Vault {
  return new Vault({ secrets, tries: "all" });
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const MADE = vaultOf().seal(new TextEncoder().encode("hello"), {
  secret: secret("dev"),
  salt: SALT,
});

for (const one of cases) {
  const known = { label: one.label, password: Uint8Array.fromBase64(one.password) };
  const plain = Uint8Array.fromBase64(one.plain);

  Deno.test(`Vault.open() opens what Ansible made: ${one.name}`, () => {
    assert.deepEqual(new Uint8Array(vaultOf(known).open(one.vault).plain), plain);
  });

  Deno.test(`Vault.seal() makes what Ansible makes: ${one.name}`, () => {
    assert.equal(vaultOf(known).seal(plain, { secret: known, salt: SALT }), one.vault);
  });
}

Deno.test("Vault.open() tries all passwords, those with the vault's label first", () => {
  const opened = vaultOf(secret("a", "x"), secret("b", "dev"), secret("dev", "y")).open(MADE);
  assert.equal(opened.secret.label, "b");
  assert.equal(opened.label, "dev");
  assert.equal(textOf(opened.plain), "hello");
  const twice = vaultOf(secret("b", "dev"), secret("dev")).open(MADE);
  assert.equal(twice.secret.label, "dev");
});

Deno.test("Vault.open() tries the labelled passwords alone where that is wanted", () => {
  const labelled = (...secrets: readonly VaultSecret[]) =>
    new Vault({ secrets, tries: "labelled", defaultLabel: "home" });
  assert.throws(() => labelled(secret("b", "dev")).open(MADE), /Decryption failed/);
  assert.equal(textOf(labelled(secret("dev")).open(MADE).plain), "hello");
  const unlabelled = vaultOf().seal(new TextEncoder().encode("hello"), {
    secret: secret("default", "dev"),
    salt: SALT,
  });
  assert.match(unlabelled, /^\$ANSIBLE_VAULT;1\.1;AES256\n/);
  assert.equal(textOf(labelled(secret("home", "dev")).open(unlabelled).plain), "hello");
});

Deno.test("Vault.open() takes line breaks of Windows and indented lines", () => {
  const changed = MADE.replaceAll("\n", "\r\n  ");
  assert.equal(textOf(vaultOf(secret("dev")).open(changed).plain), "hello");
});

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ["text that is no vault", "hello", /^input is not vault encrypted data\. f is not a vault/],
  ["a vault with other letters", `${MADE}é`, /^input is not vault encrypted data/],
  ["a header without a cipher", "$ANSIBLE_VAULT;1.1\n00\n", /format error in f: .*header/],
  ["another cipher", "$ANSIBLE_VAULT;1.0;AES\n00\n", /AES cipher could not be found/],
  ["an odd number of digits", "$ANSIBLE_VAULT;1.1;AES256\n000\n", /unhexlify.*Odd-length/],
  ["what is no digit", "$ANSIBLE_VAULT;1.1;AES256\nzz\n", /unhexlify.*Non-hexadecimal/],
  ["a missing part", "$ANSIBLE_VAULT;1.1;AES256\n6162\n", /vaulttext format error/],
  [
    "a changed digit",
    MADE.replace(/3(\d)\n$/, (_, digit: string) => `3${(Number(digit) + 1) % 10}\n`),
    /^Decryption failed \(no vault secrets were found that could decrypt\) on f$/,
  ],
];

for (const [what, text, message] of REFUSED) {
  Deno.test(`Vault.open() refuses ${what}`, () => {
    assert.throws(() => vaultOf(secret("dev")).open(text, "f"), (error) => {
      assert.ok(error instanceof VaultError);
      assert.match(error.message, message);
      return true;
    });
  });
}

Deno.test("Vault.open() says that there are no passwords, not that they are wrong", () => {
  assert.throws(() => vaultOf().open(MADE), {
    message: "Attempting to decrypt but no vault secrets found",
  });
});

Deno.test("Vault.seal() refuses to encrypt a vault once more", () => {
  const plain = new TextEncoder().encode(MADE);
  assert.throws(() => vaultOf().seal(plain, { secret: secret("dev"), salt: SALT }), {
    message: "input is already encrypted",
  });
});
