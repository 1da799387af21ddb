/**
 * Runs a real playbook twice against this computer, in a folder of its own that is removed in the
 * end: the second run finds everything in place.
 *
 *     deno task demo
 */
import { TemporaryFolder } from "../lib/system/temporary_folder.ts";
import { PROJECT_ROOT } from "./project_root.ts";

const SHEP = [
  "run",
  "--allow-all",
  "--quiet",
  "--no-prompt",
  `--config=${PROJECT_ROOT}/deno.json`,
  `${PROJECT_ROOT}/main.ts`,
];

/** What is shown, in this order. */
const SCENES: readonly { readonly says: string; readonly args: readonly string[] }[] = [
  { says: "Two hosts, both of them this computer", args: ["inventory", "ls", "-i", "hosts.yml"] },
  { says: "What is to be done", args: ["playbook", "show", "-f", "site.yml"] },
  {
    says: "What would be done: check mode changes nothing",
    args: ["run", "site.yml", "-i", "hosts.yml", "-l", "blue", "--check", "--diff"],
  },
  { says: "Do it", args: ["run", "site.yml", "-i", "hosts.yml"] },
  { says: "Do it again: nothing changes", args: ["run", "site.yml", "-i", "hosts.yml"] },
];

/** @returns 0 if every scene went well, else the exit code of the first that did not. */
async function demo(): Promise<number> {
  using folder = new TemporaryFolder();
  const work = `${folder.path}/demo`;
  const copy = await new Deno.Command("cp", { args: ["-r", `${PROJECT_ROOT}/testdata/demo`, work] })
    .output();
  if (!copy.success) throw new Error(`Cannot copy the demo to ${work}`);
  for (const { says, args } of SCENES) {
    console.log(`\n# ${says}\n$ shep ${args.join(" ")}`);
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: [...SHEP, ...args],
      cwd: work,
      stdin: "null",
      stdout: "inherit",
      stderr: "inherit",
    }).output();
    if (code !== 0) return code;
  }
  return 0;
}

if (import.meta.main) Deno.exit(await demo());
