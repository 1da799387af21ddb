import assert from "node:assert/strict";
import { Masker } from "./mask.ts";
import { dict, type Value } from "./value.ts";

function maskerOf(...secrets: readonly string[]): Masker {
  const masker = new Masker();
  for (const secret of secrets) masker.add(secret);
  return masker;
}

Deno.test("Masker.text() replaces secrets, the longest first", () => {
  const masker = maskerOf("hunter2", "hunter2-long");
  assert.equal(masker.text("a hunter2-long b hunter2."), "a ******** b ********.");
});

Deno.test("Masker.text() finds secrets that JSON has escaped", () => {
  const masker = maskerOf('pass"wörd\\');
  assert.equal(masker.text('{"a": "pass\\"wörd\\\\"}'), '{"a": "********"}');
  assert.equal(masker.text('{"a": "pass\\"w\\u00f6rd\\\\"}'), '{"a": "********"}');
});

Deno.test("Masker.text() finds the lines of a secret of several lines", () => {
  const masker = maskerOf("-----BEGIN KEY-----\nabcdefgh\nij\n");
  assert.equal(masker.text("+abcdefgh\n+ij\n"), "+********\n+ij\n");
});

Deno.test("Masker.text() takes characters of patterns literally", () => {
  assert.equal(maskerOf("a.*(b)").text("axx(b) a.*(b)"), "axx(b) ********");
});

Deno.test("Masker.text() leaves secrets of fewer than four characters inside of texts", () => {
  assert.equal(maskerOf("1", "").text("ok=1"), "ok=1");
});

Deno.test("Masker.value() masks whole values however short, and parts of keys and texts", () => {
  const value: Value = dict({ "k-secret": ["yes", "secrets", 1], yes: dict({ a: "ok" }) });
  assert.deepEqual(
    maskerOf("yes", "secret").value(value),
    dict({ "k-********": ["********", "********s", 1], yes: dict({ a: "ok" }) }),
  );
});

Deno.test("Masker.value() gives the value itself back if there are no secrets", () => {
  const value: Value = dict({ a: [1] });
  assert.equal(maskerOf("").value(value), value);
});

Deno.test("Masker.text() finds secrets as programs send them", () => {
  const secret = 'it\'s <a> "päss/word" & more';
  const masker = maskerOf(secret);
  const bytes = new TextEncoder().encode(secret);
  const forms = [
    encodeURIComponent(secret),
    new URLSearchParams({ k: secret }).toString().slice(2),
    bytes.toBase64({ omitPadding: true }),
    bytes.toBase64({ alphabet: "base64url", omitPadding: true }),
    new TextEncoder().encode(`${secret}\n`).toBase64({ omitPadding: true }),
    bytes.toHex(),
    secret.replaceAll("'", `'"'"'`),
    `it&#39;s &lt;a&gt; &#34;päss/word&#34; &amp; more`,
    `it\\'s <a> "päss/word" & more`,
  ];
  for (const form of forms) assert.equal(masker.text(`a ${form} b`), "a ******** b", form);
});

Deno.test("Masker.text() knows as many secrets as a large vault has lines", () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `  line ${i} of a vault`);
  const masker = maskerOf(lines.join("\n"));
  assert.equal(masker.text("+  line 12345 of a vault\n"), "+********\n");
  assert.equal(masker.text("an innocent line"), "an innocent line");
});

Deno.test("Masker.text() masks the longest of secrets that begin alike, and one after the other", () => {
  const masker = maskerOf("abcd", "abcdefgh", "efghij");
  assert.equal(masker.text("abcdabcdefghij efghij"), "****************ij ********");
});
