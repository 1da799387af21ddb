import assert from "node:assert/strict";
import { libcPath, openLibc } from "./libc.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

Deno.test("openLibc() tells the uptime as the kernel does", () => {
  const kernel = () => Number(Deno.readTextFileSync("/proc/uptime").split(" ")[0]) * 1000;
  const before = kernel();
  const { boot, awake } = openLibc().uptime();
  // The kernel tells hundredths of seconds, cut off.
  assert.ok(before <= boot && boot < kernel() + 10);
  assert.ok(awake <= boot);
});

Deno.test("openLibc() works on without the permission to open libraries", async () => {
  const script = `
    import { openLibc } from ${JSON.stringify(import.meta.resolve("./libc.ts"))};
    const libc = openLibc(${JSON.stringify(libcPath())});
    Deno.permissions.revokeSync({ name: "ffi" });
    console.log(libc.uptime().boot > 0, typeof libc.isClockSynchronised());`;
  const stdout = await run(script, ["--allow-read", `--allow-ffi=${libcPath()}`]);
  assert.equal(stdout, "true boolean\n");
});

Deno.test("openLibc() sends datagrams to sockets with a path or an abstract name", async () => {
  using folder = new TemporaryFolder();
  const libc = openLibc();
  for (const address of [`${folder.path}/notify`, `@shep-test-${Deno.pid}`]) {
    const receiver = new Deno.Command("/usr/bin/python3", {
      args: ["-c", RECEIVE, address],
      stdout: "piped",
    }).spawn();
    const reader = receiver.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
    assert.equal((await reader.read()).value, "listening");
    assert.equal(libc.sendDatagram(address, "READY=1"), true);
    assert.equal((await reader.read()).value, "READY=1");
    assert.equal((await reader.read()).done, true);
    await receiver.status;
  }
  assert.equal(libc.sendDatagram(`${folder.path}/nobody`, "x"), false);
  assert.equal(libc.sendDatagram(`/${"x".repeat(200)}`, "x"), false);
});

Deno.test("openLibc() goes on as another program under the same id", async () => {
  const script = `
    import { openLibc } from ${JSON.stringify(import.meta.resolve("./libc.ts"))};
    console.log(Deno.pid);
    openLibc().replaceProcess("/bin/sh", ["-c", 'echo "$$ $1"', "sh", "ü b"]);`;
  const [first, second] = (await run(script, ["-A"])).split("\n");
  assert.equal(second, `${first} ü b`);
});

const RECEIVE = `
import socket, sys
address = sys.argv[1].replace("@", "\\0", 1)
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(address)
print("listening", end="", flush=True)
print(receiver.recv(100).decode(), end="", flush=True)
`;

async function run(script: string, flags: readonly string[]): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...flags, "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(script));
  await writer.close();
  const stdout = await new Response(child.stdout).text();
  assert.equal((await child.status).code, 0);
  return stdout;
}
