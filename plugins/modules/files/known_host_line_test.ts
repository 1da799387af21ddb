import assert from "node:assert/strict";
import { isFor, parseKnownHost, withHashedHost } from "./known_host_line.ts";

Deno.test("parseKnownHost() reads lines and nothing else", () => {
  const line = { marker: undefined, hosts: "a,b", type: "ssh-ed25519", key: "AAAA" };
  assert.deepEqual(parseKnownHost("a,b ssh-ed25519  AAAA a comment\n"), line);
  const marked = { ...line, marker: "@cert-authority" };
  assert.deepEqual(parseKnownHost("@cert-authority a,b ssh-ed25519 AAAA"), marked);
  for (const text of ["", "# a,b ssh-ed25519 AAAA", "a,b ssh-ed25519", "@revoked a key"]) {
    assert.equal(parseKnownHost(text), undefined, text);
  }
});

Deno.test("isFor() knows names, patterns and hashes", async () => {
  const cases: Readonly<Record<string, boolean>> = {
    "web": true,
    "WEB,other": true,
    "w*": true,
    "w?b": true,
    "w.b": false,
    "*,!web": false,
    "!web": false,
    "[web]:2222": false,
    "webs": false,
    "|1|broken|x": false,
  };
  for (const [hosts, expected] of Object.entries(cases)) {
    const line = { marker: undefined, hosts, type: "t", key: "k" };
    assert.equal(await isFor("web", line), expected, hosts);
  }
});

Deno.test("isFor() knows a hash that ssh-keygen made", async () => {
  // ssh-keygen -H of a line for foo.example.
  const hosts = "|1|Hb2JKIRIB4WLmRH9jJU6hNTuud4=|jFX/bkSa4QXejytBNMa3zOB6Im4=";
  const line = { marker: undefined, hosts, type: "t", key: "k" };
  assert.deepEqual([await isFor("foo.example", line), await isFor("bar", line)], [true, false]);
});

Deno.test("withHashedHost() hides the host", async () => {
  const hashed = await withHashedHost("@revoked web t k\n", "web", new Uint8Array(20));
  assert.match(hashed, /^@revoked \|1\|A{27}=\|[\w+/=]{28} t k$/);
  const line = parseKnownHost(hashed);
  assert.ok(line !== undefined && await isFor("web", line));
});
