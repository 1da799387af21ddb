import assert from "node:assert/strict";
import { type CaseOutcome, type ModuleCase, runCase } from "../testing/run_case.ts";
import { blockinfile } from "./blockinfile.ts";
import blockinfileSpec from "./blockinfile.json" with { type: "json" };
import { find } from "./find.ts";
import findSpec from "./find.json" with { type: "json" };
import { iniFile } from "./ini_file.ts";
import iniFileSpec from "./ini_file.json" with { type: "json" };
import { replace } from "./replace.ts";
import replaceSpec from "./replace.json" with { type: "json" };
import { copy } from "./copy.ts";
import copySpec from "./copy.json" with { type: "json" };
import { file } from "./file.ts";
import fileSpec from "./file.json" with { type: "json" };
import { lineinfile } from "./lineinfile.ts";
import lineinfileSpec from "./lineinfile.json" with { type: "json" };
import { slurp } from "./slurp.ts";
import slurpSpec from "./slurp.json" with { type: "json" };
import { stat } from "./stat.ts";
import statSpec from "./stat.json" with { type: "json" };
import { template } from "./template.ts";
import templateSpec from "./template.json" with { type: "json" };

const MODULES = {
  "community.general.ini_file": { run: iniFile, spec: iniFileSpec },
  blockinfile: { run: blockinfile, spec: blockinfileSpec },
  find: { run: find, spec: findSpec },
  replace: { run: replace, spec: replaceSpec },
  copy: { run: copy, spec: copySpec },
  file: { run: file, spec: fileSpec },
  lineinfile: { run: lineinfile, spec: lineinfileSpec },
  slurp: { run: slurp, spec: slurpSpec },
  stat: { run: stat, spec: statSpec },
  template: { run: template, spec: templateSpec },
};

const FOLDER = new URL("../../../testdata/modules/files/", import.meta.url);
const isRoot = Deno.uid() === 0;
const BUSYBOX = ["/usr/bin/busybox", "/bin/busybox"];
const hasBusybox = BUSYBOX.some(isThere);

for (const name of ["copy", "corners", "edit", "file", "lineinfile", "other"]) {
  const cases: readonly ModuleCase[] = read(`${name}.json`);
  const expected: readonly CaseOutcome[] = read(`${name}.expected.json`);
  cases.forEach((one, index) => {
    // Ansible's results were had as root, and some cases give files away.
    const title = isRoot ? one.name : `${one.name} (skipped: needs root)`;
    Deno.test({ name: title, ignore: !isRoot, fn: () => check(one, expected[index]) });
    if (one.needs !== undefined) return;
    const small = `${one.name} on a target with busybox alone`;
    const note = !isRoot ? " (skipped: needs root)" : !hasBusybox ? " (skipped: no busybox)" : "";
    Deno.test({
      name: `${small}${note}`,
      ignore: note !== "",
      fn: () => withBusybox((shell) => check(one, expected[index], shell)),
    });
  });
}

/** Runs `act` with a shell that finds nothing but what busybox brings. */
async function withBusybox(act: (shell: readonly string[]) => Promise<void>): Promise<void> {
  const folder = Deno.makeTempDirSync({ prefix: "shep-test-" });
  try {
    Deno.chmodSync(folder, 0o755);
    const { stdout } = await new Deno.Command("busybox", { args: ["--list"] }).output();
    const busybox = BUSYBOX.find(isThere) ?? "";
    for (const applet of new TextDecoder().decode(stdout).trim().split("\n")) {
      Deno.symlinkSync(busybox, `${folder}/${applet}`);
    }
    await act(["env", `PATH=${folder}`, busybox, "sh"]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function read(name: string) {
  return JSON.parse(Deno.readTextFileSync(new URL(name, FOLDER)));
}

async function check(
  one: ModuleCase,
  expected: CaseOutcome | undefined,
  shell?: readonly string[],
): Promise<void> {
  const folder = Deno.makeTempDirSync({ prefix: "shep-test-" });
  Deno.chmodSync(folder, 0o755);
  try {
    const options = { folder, modules: MODULES, ...(shell === undefined ? {} : { shell }) };
    const outcome = await runCase(one, options);
    one.steps.forEach(({ module, args, diff, ignore: some = [] }, index) => {
      const label = `step ${index}: ${module} ${JSON.stringify(args)}`;
      const known = expected?.results[index];
      // Some of Ansible's modules return a difference that nobody asked for.
      const ignore = diff ? some : [...some, "diff"];
      const wanted = comparable(known, { ignore, known });
      assert.deepEqual(comparable(outcome.results[index], { ignore, known }), wanted, label);
    });
    assert.deepEqual(outcome.tree, expected?.tree);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

type Result = Readonly<Record<string, unknown>>;

/** Leaves out what was not asked for, such as a difference, and what cannot be the same. */
function comparable(
  result: Result | undefined,
  { ignore, known }: { readonly ignore: readonly string[]; readonly known: Result | undefined },
): Result {
  const left = Object.entries(result ?? {}).filter(([key]) =>
    !ignore.includes(key) && !(key === "src" && known?.src === undefined)
  );
  if (ignore.includes("diff")) return JSON.parse(JSON.stringify(Object.fromEntries(left)));
  const diffs = Array.isArray(result?.diff) ? result.diff : [];
  const wanted: readonly Result[] = Array.isArray(known?.diff) ? known.diff : [];
  const shown = diffs.map((diff: Result, index: number) => ({
    ...diff,
    ...(wanted[index]?.after_header === undefined ? { after_header: undefined } : {}),
  }));
  return JSON.parse(JSON.stringify({ ...Object.fromEntries(left), diff: shown }));
}
