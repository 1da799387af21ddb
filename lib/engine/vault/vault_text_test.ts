import assert from "node:assert/strict";
import { formatVaultText, isVaultFile, isVaultText, parseVaultText } from "./vault_text.ts";

const PARTS = {
  salt: Uint8Array.of(1, 2),
  hmac: Uint8Array.of(3),
  ciphertext: new Uint8Array(100).fill(0xab),
};

Deno.test("formatVaultText() writes lines of 80 digits under a header with the label", () => {
  const [header, ...lines] = formatVaultText({ ...PARTS, label: "dev" }).split("\n");
  assert.equal(header, "$ANSIBLE_VAULT;1.2;AES256;dev");
  assert.equal(lines.pop(), "");
  assert.ok(lines.slice(0, -1).every((line) => line.length === 80));
  assert.ok((lines.at(-1) ?? "").length <= 80);
});

Deno.test("parseVaultText() takes apart what formatVaultText() put together", () => {
  assert.deepEqual(parseVaultText(formatVaultText(PARTS)), PARTS);
  const labelled = { ...PARTS, label: "dev" };
  assert.deepEqual(parseVaultText(formatVaultText(labelled)), labelled);
});

Deno.test("isVaultText() and isVaultFile() want the mark at the very start, and ASCII alone", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ["$ANSIBLE_VAULT;1.1;AES256\n00", true],
    [" $ANSIBLE_VAULT;1.1;AES256\n00", false],
    ["$ANSIBLE_VAULT;1.1;AES256;é\n00", false],
    ["$ANSIBLE", false],
    ["", false],
  ];
  for (const [text, expected] of cases) {
    assert.equal(isVaultText(text), expected, text);
    assert.equal(isVaultFile(new TextEncoder().encode(text)), expected, text);
  }
});
