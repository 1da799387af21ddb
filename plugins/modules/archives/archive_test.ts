import assert from "node:assert/strict";
import type { Value } from "../../../lib/plugin/sdk.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { isInstalled, needs } from "../../connections/testing/needs.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { archive } from "./archive.ts";
import spec from "./archive.json" with { type: "json" };

/** A folder of files to pack, and what packs them. */
class Workshop implements Disposable {
  readonly #folder = new TemporaryFolder();
  readonly path = this.#folder.path;

  constructor() {
    Deno.mkdirSync(`${this.path}/src/sub/deep`, { recursive: true });
    for (const name of ["single", "src/a.txt", "src/sub/b.log", "src/sub/deep/it's"]) {
      Deno.writeTextFileSync(`${this.path}/${name}`, `${name}\n`);
    }
    Deno.writeTextFileSync(`${this.path}/--checkpoint-action=exec=touch evil`, "");
  }

  async run(args: Readonly<Record<string, Value>>, checkMode = false) {
    await using target = await openLocalTarget({ checkMode });
    const outcome = await runModule({ run: archive, spec, args, target, checkMode });
    assert.equal(outcome.msg, undefined);
    return outcome;
  }

  sh(script: string): string {
    const { stdout } = new Deno.Command("sh", {
      args: ["-c", script],
      cwd: this.path,
      stderr: "null",
    }).outputSync();
    return new TextDecoder().decode(stdout);
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }
}

const FORMATS = { gz: "gzip", bz2: "bzip2", xz: "xz", tar: "tar", zip: "zip" } as const;

for (const [format, program] of Object.entries(FORMATS)) {
  const reason = isInstalled(program) ? undefined : `no ${program}`;
  Deno.test({
    ...needs(`archive() packs a folder as ${format}, and only once`, reason),
    async fn() {
      using shop = new Workshop();
      const dest = `${shop.path}/new.${format}`;
      const args = { path: [`${shop.path}/src`, `${shop.path}/none`], dest, format };
      assert.equal((await shop.run(args, true)).changed, true);
      const { changed, result } = await shop.run(args);
      assert.deepEqual([changed, result.dest_state], [true, "incomplete"]);
      assert.deepEqual(result.missing, [`${shop.path}/none`]);
      const list = format === "zip" ? "unzip -Z1 new.zip" : `tar tf new.${format}`;
      assert.equal(
        shop.sh(`${list} | sort`),
        "src/a.txt\nsrc/sub/\nsrc/sub/b.log\nsrc/sub/deep/\nsrc/sub/deep/it's\n",
      );
      assert.equal((await shop.run(args)).changed, false);
      Deno.writeTextFileSync(`${shop.path}/src/a.txt`, "other\n");
      assert.equal((await shop.run(args)).changed, true);
      assert.deepEqual(shop.sh(`ls -A | grep new`), `new.${format}\n`);
    },
  });
}

Deno.test("archive() compresses a single file beside it, and removes it where told to", async () => {
  using shop = new Workshop();
  const { result } = await shop.run({ path: [`${shop.path}/single`], mode: "0640" });
  assert.deepEqual([result.dest, result.mode, result.dest_state], [
    `${shop.path}/single.gz`,
    "0640",
    "compress",
  ]);
  assert.equal(shop.sh("gzip -dc single.gz"), "single\n");
  const again = { path: [`${shop.path}/single`], remove: true };
  assert.equal((await shop.run(again)).changed, true);
  assert.throws(() => Deno.statSync(`${shop.path}/single`), Deno.errors.NotFound);
  const { changed, result: left } = await shop.run(again);
  assert.deepEqual([changed, left.missing, left.mode], [false, [`${shop.path}/single`], "0640"]);
});

Deno.test("archive() never takes a name for an option", async () => {
  using shop = new Workshop();
  const dest = `${shop.path}/all.tgz`;
  await shop.run({ path: [`${shop.path}/*`], dest });
  assert.equal(shop.sh("ls evil"), "");
  assert.match(shop.sh("tar tf all.tgz"), /^\.\/--checkpoint-action=exec=touch evil$/m);
});

Deno.test("archive() leaves out what patterns and paths name", async () => {
  using shop = new Workshop();
  const path = [`${shop.path}/s*`];
  const args = { path, dest: `${shop.path}/x.tar`, format: "tar" };
  await shop.run({ ...args, exclude_path: [`${shop.path}/single`], exclusion_patterns: ["*.log"] });
  assert.equal(
    shop.sh("tar tf x.tar | sort"),
    "src/a.txt\nsrc/sub/\nsrc/sub/deep/\nsrc/sub/deep/it's\n",
  );
});
