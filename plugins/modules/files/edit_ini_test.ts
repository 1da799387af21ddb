import { deepEqual } from "node:assert/strict";
import { editIni, type IniQuery } from "./edit_ini.ts";

const QUERY: IniQuery = {
  section: "s",
  option: "a",
  values: ["1"],
  state: "present",
  others: "remove",
  assignment: " = ",
  bare: "refused",
};

/** What ini_file of community.general 6 makes of the same texts; testdata/compat has more. */
const CASES: readonly (readonly [string, string, Partial<IniQuery>, string, string])[] = [
  [
    "adds an option before comments at the end",
    "[s]\nb = 2\n; x\n",
    {},
    "[s]\nb = 2\na = 1\n; x\n",
    "option added",
  ],
  ["wakes an option in a comment", "[s]\n#a = 2\n", {}, "[s]\na = 1\n", "option changed"],
  ["adds a section", "", {}, "\n[s]\na = 1\n", "section and option added"],
  ["leaves what is there", "[s]\na = 1\n", {}, "[s]\na = 1\n", "OK"],
  [
    "removes a section",
    "[r]\n[s]\na = 1\n[t]\n",
    { state: "absent", option: "" },
    "[r]\n[t]\n",
    "section removed",
  ],
  [
    "leaves comments alone when it removes",
    "[s]\n#a = 1\na = 1\n",
    { state: "absent" },
    "[s]\n#a = 1\n",
    "option changed",
  ],
];

for (const [what, before, query, after, message] of CASES) {
  Deno.test(`editIni() ${what}`, () => {
    const edit = editIni(before, { ...QUERY, ...query });
    deepEqual(edit, { content: after, message, isChanged: message !== "OK" });
  });
}
