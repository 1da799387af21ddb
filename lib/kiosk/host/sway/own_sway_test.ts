import { rejects } from "node:assert/strict";
import { FakeClock } from "../../../system/fake_clock.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import { encodeI3, I3 } from "./i3_message.ts";
import { openOwnSway, type OwnSwayOptions } from "./own_sway.ts";

for (const what of ["takes too long", "is not waited for any more"]) {
  Deno.test(`openOwnSway() gives up on a Sway that ${what}`, async () => {
    using folder = new TemporaryFolder();
    const clock = new FakeClock();
    const stop = new AbortController();
    const socketPath = `${folder.path}/sway.sock`;
    using silent = Deno.listen({ transport: "unix", path: socketPath });
    const opening = openOwnSway(optionsIn(folder.path, { clock, signal: stop.signal }));
    const failed = rejects(opening, /^Error: Sway does not answer at .*\/sway\.sock$/);
    const connections = [await silent.accept(), await silent.accept()];
    if (what === "takes too long") await clock.advance(5000);
    else stop.abort();
    await failed;
    await Promise.all(connections.map(untilLetGo));
  });
}

Deno.test("openOwnSway() lets go of a Sway whose screen it can't find out", async () => {
  using folder = new TemporaryFolder();
  const signal = new AbortController().signal;
  const options = optionsIn(folder.path, { clock: new FakeClock(), signal });
  Deno.mkdirSync(options.noteFile);
  using sway = Deno.listen({ transport: "unix", path: options.socketPath });
  const failed = rejects(openOwnSway(options), Deno.errors.IsADirectory);
  const connections = [await sway.accept(), await sway.accept()];
  const [, events] = connections;
  await events?.read(new Uint8Array(1024));
  await events?.write(encodeI3({ type: I3.subscribe, payload: '{"success":true}' }));
  await failed;
  await Promise.all(connections.map(untilLetGo));
});

function optionsIn(
  folder: string,
  given: Pick<OwnSwayOptions, "clock" | "signal">,
): OwnSwayOptions {
  return {
    configFile: "/no/such/config",
    runtime: folder,
    socketPath: `${folder}/sway.sock`,
    environment: {},
    noteFile: `${folder}/display`,
    shellAppId: "shell",
    sessionOf: () => Promise.resolve(undefined),
    ...given,
  };
}

/** Says that nothing will come, and waits until the other end does so, too. */
async function untilLetGo(connection: Deno.Conn): Promise<void> {
  await connection.closeWrite();
  while (await connection.read(new Uint8Array(1024)) !== null);
  connection.close();
}
