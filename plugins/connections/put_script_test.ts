import assert from "node:assert/strict";
import { putSteps } from "./put_script.ts";
import { encodeFrame, greeting, READ_EVAL_LOOP } from "./session_script.ts";

/** Runs a shell whose input is `bytes` and then ends, as it is when a connection breaks. */
async function runShell(bytes: Uint8Array): Promise<void> {
  const child = new Deno.Command("sh", {
    args: ["-c", READ_EVAL_LOOP],
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(bytes);
  await writer.close();
  await child.status;
}

Deno.test("putSteps() leave the old file and nothing else when their input ends early", async () => {
  const folder = await Deno.makeTempDir({ prefix: "shep-test-" });
  const path = `${folder}/f`;
  try {
    for (const isInPlace of [false, true]) {
      for (const content of [new Uint8Array(50_000), new TextEncoder().encode("x".repeat(3000))]) {
        await Deno.writeTextFile(path, "old");
        const frame = encodeFrame("token", putSteps({ path, content, isInPlace }, "unique"));
        const all = new Uint8Array(
          await new Blob([greeting(["t", "o"], {}), ...frame].map((part) => new Uint8Array(part)))
            .arrayBuffer(),
        );
        for (const missing of [content.length / 2, 1000]) {
          await runShell(all.subarray(0, all.length - missing));
          assert.equal(await Deno.readTextFile(path), "old");
          assert.deepEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["f"]);
        }
        await runShell(all);
        assert.deepEqual(await Deno.readFile(path), content);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
