import assert from "node:assert/strict";
import { ShepShell } from "./testing/shep_shell.ts";

/**
 * Runs the command lines of testdata/cli/*.txt with the real program, in a copy of the folder
 * `files` beside them. A case is a line after `$ `, then the sections `--- stdout`, `--- stderr` and
 * `--- exit N`, left out where they are empty or 0. `UPDATE=1` writes them anew.
 */

const CASES = new URL("../../testdata/cli", import.meta.url).pathname;

for (const name of [...Deno.readDirSync(CASES)].map((entry) => entry.name).sort()) {
  if (!name.endsWith(".txt")) continue;
  Deno.test(`shep ${name.replace(/\.txt$/, "")}`, async () => {
    const path = `${CASES}/${name}`;
    const expected = await Deno.readTextFile(path);
    const actual = await transcript(expected.split("\n", 1)[0]?.replace(/^\$ /, "") ?? "");
    if (Deno.env.get("UPDATE") === "1") await Deno.writeTextFile(path, actual);
    else assert.equal(actual, expected);
  });
}

async function transcript(line: string): Promise<string> {
  using shell = new ShepShell("testdata/cli/files");
  const { code, stdout, stderr } = await shell.run(line);
  return [
    `$ ${line}\n`,
    section("stdout", stdout),
    section("stderr", stderr),
    code === 0 ? "" : `--- exit ${code}\n`,
  ].join("");
}

function section(name: string, text: string): string {
  if (text === "") return "";
  return `--- ${name}\n${text}${text.endsWith("\n") ? "" : "\n(no line end)\n"}`;
}
