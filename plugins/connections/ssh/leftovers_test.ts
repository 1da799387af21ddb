import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../../lib/cli/testing/tested_shep.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { startSshd, type TestSshd } from "../testing/sshd.ts";

/** What is left of a file that was being written when something was killed, from command line to disk. */

/** Bytes; they take long enough to be met on their way. */
const SIZE = 32 * 1024 * 1024;

interface Kill {
  readonly name: string;
  /** @param session The process of the shell on the target. */
  readonly act: (run: { readonly session: number; readonly shep: Deno.ChildProcess }) => void;
  /** Whether the shell on the target can still clean up. */
  readonly cleans: boolean;
}

const KILLS: readonly Kill[] = [
  {
    name: "the shell on the host",
    act: ({ session }) => Deno.kill(session, "SIGKILL"),
    cleans: false,
  },
  {
    name: "the server's process for the connection",
    act: ({ session }) => Deno.kill(parentOf(session), "SIGKILL"),
    cleans: true,
  },
  { name: "shep", act: ({ shep }) => shep.kill("SIGKILL"), cleans: true },
];

for (const { name, act, cleans } of KILLS) {
  Deno.test({
    ...needs(`shep run leaves nothing after a kill of ${name} while a file is written`, sshdReason),
    async fn() {
      await using server = await startSshd();
      const here = `${server.folder}/here`;
      await prepare(server, here);
      const shep = start(server);
      const output = shep.output();
      const session = await sessionThatWrites(here, output);
      act({ session, shep });
      await output;
      if (cleans) await settled(here);
      assert.deepEqual(namesIn(here).length, cleans ? 0 : 1);
      const { code, stdout } = await start(server).output();
      assert.equal(code, 0, new TextDecoder().decode(stdout));
      assert.deepEqual(namesIn(here), ["big"]);
      assert.equal((await Deno.stat(`${here}/big`)).size, SIZE);
    },
  });
}

async function prepare(server: TestSshd, here: string): Promise<void> {
  await Deno.mkdir(here);
  await Deno.writeTextFile(`${server.folder}/big`, "");
  await Deno.truncate(`${server.folder}/big`, SIZE);
  await Deno.writeTextFile(`${server.folder}/hosts`, server.inventory(1));
  await Deno.writeTextFile(
    `${server.folder}/site.yml`,
    `- hosts: all\n  gather_facts: false\n  tasks:\n    - copy: { src: big, dest: ${here}/ }\n`,
  );
}

function start(server: TestSshd): Deno.ChildProcess {
  const [program, ...words] = TESTED_SHEP;
  return new Deno.Command(program, {
    args: [...words, "run", "-i", "hosts", "--no-lease", "site.yml"],
    cwd: server.folder,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** @returns The shell that has begun to write in `here`: the name of what it writes says which. */
async function sessionThatWrites(here: string, output: Promise<unknown>): Promise<number> {
  using watcher = Deno.watchFs(here);
  // A run that writes nothing must not leave this one waiting.
  void output.then(() => watcher.close()).catch(() => {});
  for await (const { paths } of watcher) {
    const pid = /\/\.shep-.*-(\d+)-\d+$/.exec(paths[0] ?? "")?.[1];
    if (pid !== undefined) return Number(pid);
  }
  throw new Error("Nothing was written");
}

/** Waits until nothing in `here` is unfinished. */
async function settled(here: string): Promise<void> {
  using watcher = Deno.watchFs(here);
  const isSettled = () => namesIn(here).every((name) => !name.startsWith(".shep-"));
  if (isSettled()) return;
  for await (const _ of watcher) if (isSettled()) return;
}

function namesIn(folder: string): readonly string[] {
  return Array.from(Deno.readDirSync(folder), ({ name }) => name);
}

function parentOf(pid: number): number {
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  return Number(/.*\) \S (\d+)/.exec(stat)?.[1]);
}
