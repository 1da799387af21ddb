import assert from "node:assert/strict";
import { startShell } from "./shell_process.ts";

Deno.test("startShell() kills all that runs in the shell, and says how it ended", async () => {
  const shell = startShell(["sh", "-c", "sleep 60 & echo $!; wait"]);
  const reader = shell.stdout.getReader();
  const { value } = await reader.read();
  const pid = Number(new TextDecoder().decode(value));
  shell.kill();
  assert.equal(await shell.ended, "signal SIGKILL");
  // The orphan is gone as soon as its new parent has noticed.
  assert.equal((await reader.read()).done, true);
  assert.ok(pid > 0);
  await Promise.all([shell.stdin.abort(), shell.stderr.cancel(), reader.cancel()]);
});

Deno.test("startShell() says that there is no such program", () => {
  assert.throws(
    () => startShell(["/no/such/shell"]),
    /^Error: Cannot start \/no\/such\/shell: no such program$/,
  );
});

Deno.test("startShell() needs no more permission than to run sh", async () => {
  const source = `
    import { startShell } from ${JSON.stringify(new URL("shell_process.ts", import.meta.url).href)};
    const shell = startShell(["sh", "-c", "sleep 60"]);
    shell.kill();
    await Promise.all([shell.stdout.cancel(), shell.stderr.cancel()]);
    self.postMessage(await shell.ended);
  `;
  const url = URL.createObjectURL(new Blob([source], { type: "application/typescript" }));
  const worker = new Worker(url, {
    type: "module",
    deno: { permissions: { run: ["sh"], import: false } },
  });
  const message = await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));
  worker.terminate();
  URL.revokeObjectURL(url);
  assert.equal(message, "signal SIGKILL");
});
