import { deepEqual } from "node:assert/strict";
import { isArmored, openPgpKeys } from "./openpgp_keys.ts";

const PATH = new URL("../../../testdata/modules/openpgp_key.asc", import.meta.url);
const ARMORED = Deno.readFileSync(PATH);
/** As gpg tells it. */
const FINGERPRINT = "56214548C31B452C67A984A1ED55AC76B265BF45";
const KEY = { id: FINGERPRINT.slice(-16), fingerprint: FINGERPRINT, kind: "primary" };

Deno.test("openPgpKeys() reads armoured and binary keys, and several blocks", async () => {
  deepEqual(await openPgpKeys(ARMORED), [KEY]);
  const lines = new TextDecoder().decode(ARMORED).split("\n");
  const binary = Uint8Array.fromBase64(lines.slice(2, -3).join(""));
  deepEqual(await openPgpKeys(binary), [KEY]);
  deepEqual(await openPgpKeys(new Uint8Array([...ARMORED, ...ARMORED])), [KEY, KEY]);
  deepEqual([isArmored(ARMORED), isArmored(binary)], [true, false]);
});

Deno.test("openPgpKeys() finds nothing in what is no key", async () => {
  const texts = ["", "nonsense", new TextDecoder().decode(ARMORED).replace("mQEN", "!!!!")];
  for (const text of texts) deepEqual(await openPgpKeys(new TextEncoder().encode(text)), []);
  deepEqual(await openPgpKeys(Uint8Array.of(0x99, 0xff)), []);
});
