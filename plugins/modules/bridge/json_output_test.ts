import { deepEqual, equal } from "node:assert/strict";
import { dict } from "../../../lib/base/value.ts";
import { jsonOutput } from "./json_output.ts";

Deno.test("jsonOutput() finds the object between noise, braces in texts and all", () => {
  const text = 'Welcome {user}\n{not json}\n{"a": "}\\"{", "b": {"c": 1}} bye\n';
  deepEqual(jsonOutput(text), {
    result: dict({ a: '}"{', b: dict({ c: 1 }) }),
    junk: "bye",
  });
});

Deno.test("jsonOutput() reads an object over many lines", () => {
  deepEqual(jsonOutput('{\n  "a": [\n1]\n}\n'), { result: dict({ a: [1] }), junk: "" });
});

Deno.test("jsonOutput() finds nothing in what is no object", () => {
  for (const text of ["", "[1]", '{"a": ', "text"]) equal(jsonOutput(text), undefined, text);
});
