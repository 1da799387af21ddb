import { deepEqual, equal, ok } from "node:assert/strict";
import {
  isSameKey,
  keysText,
  parseKey,
  parseKeyOptions,
  parseKeys,
} from "./authorized_keys_file.ts";

Deno.test("parseKeys() and keysText() keep comments, options and what is unknown", () => {
  const text = '# one\nnonsense\nfrom="a,b",no-pty ssh-rsa AAAA me too\nssh-ed25519 BBBB c\n';
  equal(keysText(parseKeys(text)), text);
});

Deno.test("parseKey() finds no key in comments and in lines without a type", () => {
  for (const line of ["# ssh-rsa AAAA", "AAAA", "ssh-rsa"]) equal(parseKey(line), undefined, line);
});

Deno.test("parseKeyOptions() does not split within quotes", () => {
  deepEqual(parseKeyOptions('command="a,b=c",no-pty'), [["command", '"a,b=c"'], [
    "no-pty",
    undefined,
  ]]);
});

Deno.test("isSameKey() heeds comments, but not the order of options", () => {
  const key = parseKey('no-pty,from="a" ssh-rsa AAAA me');
  const same = parseKey('from="a",no-pty ssh-rsa AAAA me');
  const other = parseKey('from="a",no-pty ssh-rsa AAAA you');
  ok(key !== undefined && same !== undefined && other !== undefined);
  deepEqual([isSameKey(key, same), isSameKey(key, other)], [true, false]);
});
