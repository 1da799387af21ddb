import { rejects } from "node:assert/strict";
import { FakeClock } from "../../../system/fake_clock.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import { openOwnSway } from "./own_sway.ts";

for (const what of ["takes too long", "is not waited for any more"]) {
  Deno.test(`openOwnSway() gives up on a Sway that ${what}`, async () => {
    using folder = new TemporaryFolder();
    const clock = new FakeClock();
    const stop = new AbortController();
    const socketPath = `${folder.path}/sway.sock`;
    using silent = Deno.listen({ transport: "unix", path: socketPath });
    const opening = openOwnSway({
      configFile: "/no/such/config",
      runtime: folder.path,
      socketPath,
      environment: {},
      noteFile: `${folder.path}/display`,
      shellAppId: "shell",
      sessionOf: () => Promise.resolve(undefined),
      clock,
      signal: stop.signal,
    });
    const failed = rejects(opening, /^Error: Sway does not answer at .*\/sway\.sock$/);
    const connections = [await silent.accept(), await silent.accept()];
    if (what === "takes too long") await clock.advance(5000);
    else stop.abort();
    await failed;
    await Promise.all(connections.map(untilLetGo));
  });
}

/** Says that nothing will come, and waits until the other end does so, too. */
async function untilLetGo(connection: Deno.Conn): Promise<void> {
  await connection.closeWrite();
  while (await connection.read(new Uint8Array(1024)) !== null);
  connection.close();
}
