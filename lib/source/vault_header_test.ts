import assert from "node:assert/strict";
import { hasVaultHeader } from "./vault_header.ts";

Deno.test("hasVaultHeader() wants the mark at the very start, and more to come", () => {
  const cases = { "$ANSIBLE_VAULT;1.1;AES256\n3": true, "$ANSIBLE_VAULT": false, "": false };
  for (const [text, expected] of Object.entries(cases)) {
    assert.equal(hasVaultHeader(text), expected, text);
    assert.equal(hasVaultHeader(new TextEncoder().encode(text)), expected, text);
  }
  assert.equal(hasVaultHeader(" $ANSIBLE_VAULT;1.1;AES256"), false);
});
