import assert from "node:assert/strict";
import { random } from "../../../lib/system/random.ts";
import { hashPassword, isHashOf, SCHEMES } from "./password_scheme.ts";

/** By passlib 1.7, of the password `x`. */
const KNOWN = [
  "$apr1$sPBeDiRI$gyt3IuQdxBJMihS1zUSQ51",
  "$1$Gnpp14iL$tNtBV6mWmR5Ni9XAx/pnj0",
  "$2b$04$uLRclg580croQawi12345uV1wXJEbG9cgyABeABt1qQAGwc52ipjm",
  "$5$rounds=1000$uLRclg580croQawi$wOCy5hf1mmetdMAnKewfmNNnlDhwlD6VeFUbJlpTG47",
  "$6$rounds=1000$FCgY1olUDq11npjd$6Aiy5N0OXzvUliMUubhNx0S.MlxP0UUMAh5zXDoxPcdJoTN87dMSiwi088j2EKLGsJxtstVgPAKfiL9Fo8ZjW1",
  "{SHA}EfatjsUqKYSrqv18O1FlA3hcIHI=",
  "x",
];

for (const hash of KNOWN) {
  Deno.test(`isHashOf() knows ${hash}`, async () => {
    assert.deepEqual([await isHashOf("x", hash), await isHashOf("y", hash)], [true, false]);
  });
}

// The rounds of the others would make this slow.
for (const scheme of SCHEMES.filter((name) => !/^(sha|bcrypt)/.test(name))) {
  Deno.test(`hashPassword() makes what isHashOf() knows with ${scheme}`, async () => {
    const hash = await hashPassword("a b", scheme, random);
    assert.equal(await isHashOf("a b", hash), true);
    const isSalted = scheme !== "ldap_sha1" && scheme !== "plaintext";
    assert.equal(await hashPassword("a b", scheme, random) === hash, !isSalted);
  });
}
