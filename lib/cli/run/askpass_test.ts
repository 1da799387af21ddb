import assert from "node:assert/strict";
import { environment } from "../../system/environment.ts";
import { files } from "../../system/files.ts";
import { askpass } from "./askpass.ts";

async function answerTo(question: string): Promise<readonly [number, string, string]> {
  const cache = await Deno.makeTempDir({ prefix: "shep-test-" });
  try {
    const variable = (name: string) => name === "XDG_CACHE_HOME" ? cache : undefined;
    const program = askpass({ environment: { ...environment, variable }, files });
    // A shell in ssh's place.
    const child = new Deno.Command("sh", {
      args: ["-c", '"$0" "$1"; exit $?', program, question],
      env: { SHEP_ASKPASS: "word", SHEP_ASKPASS_PARENT: String(Deno.pid) },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode("se\\cret \nrest\n")).catch(() => {});
    await writer.close().catch(() => {});
    const { code, stdout, stderr } = await child.output();
    const decoder = new TextDecoder();
    return [code, decoder.decode(stdout), decoder.decode(stderr)];
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

Deno.test("askpass() makes a program that hands one line on and says when", async () => {
  assert.deepEqual(await answerTo("web@host's password: "), [0, "se\\cret \n", "word\n"]);
  assert.deepEqual(await answerTo("(web@host) Passwort: "), [0, "se\\cret \n", "word\n"]);
});

Deno.test("askpass() makes a program that gives a password to nothing else", async () => {
  for (
    const question of [
      "Enter passphrase for key '/k': ",
      "Are you sure you want to continue connecting (yes/no/[fingerprint])? ",
    ]
  ) assert.deepEqual(await answerTo(question), [1, "", ""]);
});
