import { strictEqual } from "node:assert/strict";
import { FakeProcesses } from "../../system/fake_processes.ts";
import { processes } from "../../system/processes.ts";
import { sessionNumber } from "../core/testing/policies.ts";
import { sessionOfProcess } from "./session_of_process.ts";

const ID = sessionNumber(7);

const FINDS: Readonly<Record<string, { readonly stdout: string; readonly found?: string }>> = {
  "by its control group": { stdout: `/shep-${ID}\n`, found: ID },
  "by its environment": { stdout: `SHEP_SESSION_ID=${ID}\0`, found: ID },
  "not at all": { stdout: "" },
  "not by another control group": { stdout: "/shep-try-12\n" },
};

for (const [how, { stdout, found }] of Object.entries(FINDS)) {
  Deno.test(`sessionOfProcess() knows a process ${how}`, async () => {
    strictEqual(await sessionOfProcess(new FakeProcesses(() => ({ stdout })), 17), found);
  });
}

Deno.test("sessionOfProcess() goes up to the first parent that carries the name", async () => {
  const child = new Deno.Command("sh", {
    args: ["-c", "env -u SHEP_SESSION_ID sh -c 'echo $$; read line'; :"],
    env: { SHEP_SESSION_ID: ID },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  const pid = Number(new TextDecoder().decode(value));
  strictEqual(await sessionOfProcess(processes, pid), ID);
  strictEqual(await sessionOfProcess(processes, Deno.pid), undefined);
  await child.stdin.close();
  await reader.cancel();
  await child.status;
});
