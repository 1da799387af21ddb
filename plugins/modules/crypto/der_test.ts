import { deepEqual, equal, throws } from "node:assert/strict";
import { concatBytes } from "../../../lib/base/concat_bytes.ts";
import { certificateTime } from "./certificate_time.ts";
import { der, derElements, derInteger, derOid, derTime, oidText, SEQUENCE } from "./der.ts";
import { basicConstraints, keyUsage, nameConstraints } from "./extensions.ts";
import { generalName } from "./general_name.ts";

Deno.test("der() and derElements() are each other's reverse, also for long contents", () => {
  for (const length of [0, 1, 127, 128, 255, 256, 70_000]) {
    const content = new Uint8Array(length).fill(7);
    const bytes = der(SEQUENCE, content);
    const [one, ...rest] = derElements(concatBytes([bytes, der(0x05)]));
    deepEqual([one?.tag, one?.content.length, one?.bytes, rest.length], [
      SEQUENCE,
      length,
      bytes,
      1,
    ]);
  }
  throws(() => derElements(Uint8Array.of(0x30, 5, 1)), RangeError);
  throws(() => derElements(Uint8Array.of(0x30, 0x80, 0, 0)), RangeError);
});

Deno.test("derOid() and oidText() know identifiers", () => {
  for (const oid of ["2.5.4.3", "1.2.840.113549.1.1.11", "2.16.840.1.101.3.4.3.2", "2.999.1"]) {
    equal(oidText(derElements(derOid(oid))[0]?.content ?? new Uint8Array()), oid);
  }
  equal(derOid("1.2.840.113549").toHex(), "06062a864886f70d");
});

Deno.test("derInteger() and derTime() write what RFC 5280 asks for", () => {
  equal(derInteger(Uint8Array.of(0, 0, 0x80)).toHex(), "02020080");
  equal(derInteger(Uint8Array.of(0)).toHex(), "020100");
  equal(derTime("20491231235959").toHex().slice(0, 4), "170d");
  equal(derTime("20500101000000").toHex().slice(0, 4), "180f");
});

/** As openssl and cryptography write them. */
const HEX: readonly (readonly [Uint8Array, string])[] = [
  [keyUsage(["digitalSignature", "Certificate Sign"]), "03020284"],
  [keyUsage(["decipherOnly"]), "0303070080"],
  [basicConstraints(["CA:TRUE", "pathlen:0"]), "30060101ff020100"],
  [basicConstraints(["CA:FALSE"]), "3000"],
  [nameConstraints(["IP:10.0.0.0/8"], []), "300ea00c300a87080a000000ff000000"],
  [generalName("IP:::1", "host"), "871000000000000000000000000000000001"],
  [
    generalName("IP:fe80::1:0/113", "network"),
    "8720fe800000000000000000000000010000" + "ff".repeat(14) + "8000",
  ],
  [generalName("DNS:a.b", "host"), "8203612e62"],
];

Deno.test("extensions have the bytes of other programs", () => {
  for (const [bytes, hex] of HEX) equal(bytes.toHex(), hex);
  for (
    const name of ["IP:1.2.3", "IP:1.2.3.4/8", "IP:1::2::3", "IP:1:2", "otherName:1.2;UTF8:x", "x"]
  ) {
    throws(() => generalName(name, "host"), name);
  }
});

Deno.test("certificateTime() takes spans and points in time", () => {
  const now = Date.UTC(2026, 0, 1);
  const cases = [
    ["+3650d", "20351230000000"],
    ["-1h", "20251231230000"],
    ["+1w2d3h4m5s", "20260110030405"],
    ["+0s", "20260101000000"],
    ["20300101000000Z", "20300101000000"],
    ["203001010000Z", "20300101000000"],
  ] as const;
  for (const [text, time] of cases) equal(certificateTime(text, now, "x"), time);
  for (const text of ["", "+", "1d", "2030"]) throws(() => certificateTime(text, now, "x"));
});
