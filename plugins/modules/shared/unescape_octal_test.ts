import { equal } from "node:assert/strict";
import { unescapeOctal } from "./unescape_octal.ts";

Deno.test("unescapeOctal() reads what proc(5) escapes", () => {
  equal(unescapeOctal(String.raw`/a\040b\011c\134d`), "/a b\tc\\d");
  equal(unescapeOctal(String.raw`/plain\8`), String.raw`/plain\8`);
});
