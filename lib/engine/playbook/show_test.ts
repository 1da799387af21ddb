import { equal, ok } from "node:assert/strict";
import { parsePlaybook } from "../../../plugins/playbook/parse_playbook.ts";
import { showPlaybook } from "./show.ts";

const FOLDER = "testdata/playbook";

for (
  const name of [
    "complex-vars",
    "import-playbook",
    "multi-play",
    "simple-play",
    "with-blocks",
    "with-handlers",
    "with-roles",
  ]
) {
  Deno.test(`showPlaybook() shows ${name}.yml`, () => {
    const file = `${name}.yml`;
    const { playbook } = parsePlaybook(Deno.readTextFileSync(`${FOLDER}/${file}`), file);
    ok(playbook !== undefined);
    const text = showPlaybook(playbook, file);
    const path = `${FOLDER}/${name}.show.txt`;
    if (Deno.env.get("UPDATE") === "1") Deno.writeTextFileSync(path, text);
    equal(text, Deno.readTextFileSync(path));
  });
}
