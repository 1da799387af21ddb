import assert from "node:assert/strict";
import { shellConnection } from "../shell_connection.ts";
import { isRoot, needs } from "../testing/needs.ts";
import { say } from "../testing/say.ts";
import { startChroot } from "./start_chroot.ts";

const PROGRAMS = ["/bin/sh", "/usr/bin/id", "/bin/cat"];

/** Copies programs with their libraries into a folder that then can be a root. */
async function makeRoot(): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "shep-test-" });
  for (const program of PROGRAMS) {
    const { stdout } = await new Deno.Command("ldd", { args: [program] }).output();
    const libraries = new TextDecoder().decode(stdout).match(/\/\S+/g) ?? [];
    for (const file of [program, ...libraries]) {
      await Deno.mkdir(`${root}${file.slice(0, file.lastIndexOf("/"))}`, { recursive: true });
      await Deno.copyFile(file, `${root}${file}`);
    }
  }
  await Deno.writeTextFile(`${root}/only-here`, "");
  await Deno.mkdir(`${root}/dev`);
  await Deno.writeTextFile(`${root}/dev/null`, "");
  return root;
}

Deno.test({
  ...needs("startChroot() starts a shell in another root", isRoot() ? undefined : "needs root"),
  async fn() {
    const root = await makeRoot();
    const chroot = shellConnection(startChroot, { killer: ["chroot", "/", "sh"] });
    const request = { host: "target", address: root, settings: [], timeoutMs: 60_000 };
    try {
      assert.match(await say(chroot, request, "cd /; echo *"), /only-here/);
      assert.match(
        await say(chroot, { ...request, address: "/no/such/root" }),
        /^unreachable: .*cannot change root directory to '\/no\/such\/root'/,
      );
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  },
});
