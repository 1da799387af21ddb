import assert from "node:assert/strict";
import { ShepShell } from "../lib/cli/testing/shep_shell.ts";
import { DOCUMENTS, withTables } from "./gen_docs.ts";
import { PROJECT_ROOT } from "./project_root.ts";

/**
 * Runs the command lines of the documents: in a block marked `console` each line after `$ ` is a
 * command, and what follows is what it prints. Blocks of one document share a folder, a copy of
 * testdata/demo. `UPDATE=1` writes what is printed now.
 */

const BLOCK = /^```console\n([^]*?)^```$/gm;

for (const name of DOCUMENTS) {
  // Nobody but root may launch anything in the README's kiosk.
  const takesRoot = name === "README.md";
  Deno.test({
    name: `${name} shows what its commands print${takesRoot ? " (needs root)" : ""}`,
    ignore: takesRoot && Deno.uid() !== 0,
    fn: () => checkDocument(`${PROJECT_ROOT}/${name}`),
  });
}

async function checkDocument(path: string): Promise<void> {
  const text = await Deno.readTextFile(path);
  using shell = new ShepShell("testdata/demo");
  let actual = "";
  let end = 0;
  for (const match of text.matchAll(BLOCK)) {
    actual += text.slice(end, match.index) + await played(match[1] ?? "", shell);
    end = match.index + match[0].length;
  }
  actual += text.slice(end);
  if (Deno.env.get("UPDATE") === "1") await Deno.writeTextFile(path, actual);
  else assert.equal(actual, text);
}

async function played(block: string, shell: ShepShell): Promise<string> {
  let result = "```console\n";
  for (const line of block.split("\n").filter((one) => one.startsWith("$ "))) {
    const { stdout } = await shell.run(`{ ${line.slice(2)}\n} 2>&1`);
    result += `${line}\n${stdout}`.replaceAll(/ +$/gm, "");
  }
  return `${result}\`\`\``;
}

Deno.test("ARCHITECTURE.md names files that exist", async () => {
  const text = await Deno.readTextFile(`${PROJECT_ROOT}/ARCHITECTURE.md`);
  const named = [...text.matchAll(/`((?:lib|plugins|scripts|schemas|testdata)\/[\w./-]+)`/g)]
    .map(([, path = ""]) => path);
  assert(named.length > 20);
  for (const path of named) await Deno.stat(`${PROJECT_ROOT}/${path}`);
});

Deno.test("withTables() refuses a table that does not exist, and one without an end", () => {
  assert.throws(() => withTables("<!-- begin nothing -->\n<!-- end nothing -->"), /there is none/);
  assert.throws(() => withTables("<!-- begin modules -->\n"), /its end is not marked/);
});
