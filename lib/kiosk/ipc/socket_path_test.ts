import assert from "node:assert/strict";
import { folderOf } from "../../base/posix_path.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { birthPath, claimSocketPath, SocketPathError } from "./socket_path.ts";
import { TestServer } from "./testing/test_server.ts";

const mode = (path: string) => ((Deno.lstatSync(path).mode ?? 0) & 0o777).toString(8);

Deno.test("claimSocketPath() keeps everyone but owner and group out of socket and folder", async () => {
  await using server = await TestServer.open();
  assert.equal(mode(server.path), "660");
  assert.equal(mode(server.path.replace("/kiosk.sock", "")), "750");
  assert.equal(mode(`${server.path}.lock`), "600");
});

Deno.test("claimSocketPath() displaces no live daemon", async () => {
  await using server = await TestServer.open();
  await assert.rejects(claimSocketPath(server.path), /another daemon does/);
  // Not even one that holds no lock.
  const path = `${server.path}.other`;
  using listener = Deno.listen({ transport: "unix", path });
  await assert.rejects(claimSocketPath(path), /another daemon does/);
  assert.equal(listener.addr.path, path);
});

Deno.test("claimSocketPath() takes the place of a dead daemon", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/kiosk.sock`;
  const script = `Deno.listen({ transport: "unix", path: ${JSON.stringify(path)} }); ` +
    `Deno.kill(Deno.pid, "SIGKILL");`;
  await new Deno.Command(Deno.execPath(), { args: ["eval", script] }).output();
  assert.equal(Deno.lstatSync(path).isSocket, true);
  (await claimSocketPath(path))[Symbol.dispose]();
  assert.throws(() => Deno.lstatSync(path), Deno.errors.NotFound);
});

Deno.test("claimSocketPath() has the socket made where nobody else gets", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/kiosk.sock`;
  const left = birthPath(path);
  Deno.mkdirSync(folderOf(left));
  Deno.writeTextFileSync(left, "");
  {
    using claim = await claimSocketPath(path);
    assert.equal(mode(folderOf(left)), "700");
    using _listener = Deno.listen({ transport: "unix", path: left });
    claim.publish();
    assert.equal(mode(path), "660");
    assert.throws(() => Deno.lstatSync(folderOf(left)), Deno.errors.NotFound);
    (await Deno.connect({ transport: "unix", path })).close();
  }
  assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["kiosk.sock.lock"]);
});

Deno.test("claimSocketPath() leaves alone what is no socket", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/kiosk.sock`;
  Deno.writeTextFileSync(path, "precious");
  await assert.rejects(claimSocketPath(path), SocketPathError);
  assert.equal(Deno.readTextFileSync(path), "precious");
});
