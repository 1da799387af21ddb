import { equal } from "node:assert/strict";
import { fieldsText } from "./view_text.ts";

/** What anybody may have had written into the audit log, and how it is shown. */
const FIELDS: readonly [unknown, string][] = [
  ["tuxmath", " it=tuxmath"],
  [7, " it=7"],
  [["a", null], ' it=["a",null]'],
  ["", ' it=""'],
  ["x role=admin", ' it="x role=admin"'],
  ["\x1b[2J\n9  session_started", ' it="\\u001b[2J\\n9  session_started"'],
  ["\u202eevil\u{e0001}\x9b", ' it="\\u202eevil\\udb40\\udc01\\u009b"'],
];

Deno.test("fieldsText() shows what would steer a terminal or pass for another field", () => {
  for (const [it, shown] of FIELDS) equal(fieldsText({ it }), shown);
});
