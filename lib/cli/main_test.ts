import assert from "node:assert/strict";

/**
 * Runs the command lines of testdata/cli/*.txt with the real program, in a copy of the folder
 * `files` beside them. A case is a line after `$ `, then the sections `--- stdout`, `--- stderr` and
 * `--- exit N`, left out where they are empty or 0. `UPDATE=1` writes them anew.
 */

const ROOT = new URL("../../", import.meta.url).pathname;
const CASES = `${ROOT}testdata/cli`;

for (const name of [...Deno.readDirSync(CASES)].map((entry) => entry.name).sort()) {
  if (!name.endsWith(".txt")) continue;
  Deno.test(`shep ${name.replace(/\.txt$/, "")}`, async () => {
    const path = `${CASES}/${name}`;
    const expected = await Deno.readTextFile(path);
    const command = expected.split("\n", 1)[0]?.replace(/^\$ /, "") ?? "";
    const actual = await transcript(command);
    if (Deno.env.get("UPDATE") === "1") await Deno.writeTextFile(path, actual);
    else assert.equal(actual, expected);
  });
}

async function transcript(command: string): Promise<string> {
  // Warnings are wrapped: the path must be as long wherever this runs.
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "shep-" });
  try {
    return await transcriptIn(folder, command);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

async function transcriptIn(folder: string, command: string): Promise<string> {
  const home = `${folder}/home`;
  const work = `${folder}/work`;
  await run("cp", ["-r", `${CASES}/files`, work]);
  await Deno.mkdir(`${home}/bin`, { recursive: true });
  await Deno.writeTextFile(`${home}/bin/shep`, launcher(), { mode: 0o755 });
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", command],
    cwd: work,
    clearEnv: true,
    env: {
      HOME: home,
      PATH: `${home}/bin:/usr/bin:/bin`,
      DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`,
      LANG: "C.UTF-8",
    },
    stdin: "null",
  }).output();
  const shown = (bytes: Uint8Array) =>
    new TextDecoder().decode(bytes).replaceAll(work, "$WORK").replaceAll(home, "$HOME");
  return [
    `$ ${command}\n`,
    section("stdout", shown(stdout)),
    section("stderr", shown(stderr)),
    code === 0 ? "" : `--- exit ${code}\n`,
  ].join("");
}

function launcher(): string {
  const flags = `--quiet --no-prompt --config=${ROOT}deno.json`;
  return `#!/bin/sh\nexec ${Deno.execPath()} run -A ${flags} ${ROOT}main.ts "$@"\n`;
}

function section(name: string, text: string): string {
  if (text === "") return "";
  return `--- ${name}\n${text}${text.endsWith("\n") ? "" : "\n(no line end)\n"}`;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command(program, { args: [...args] }).output();
  assert(success);
}
