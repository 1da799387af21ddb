import { deepEqual, equal, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { FakeClock } from "../../../lib/system/fake_clock.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { type LocalTarget, openLocalTarget } from "../testing/local_target.ts";
import { type ModuleOutcome, runModule } from "../testing/run_module.ts";
import { waitFor } from "./wait_for.ts";
import spec from "./wait_for.json" with { type: "json" };

/** Runs the module on this computer with a clock that jumps over each pause. */
async function wait(
  args: Record<string, Value>,
  options: { readonly beforePause?: () => void } = {},
): Promise<ModuleOutcome> {
  await using target: LocalTarget = await openLocalTarget();
  return await runModule({ run: waitFor, spec, args, target, clock: jumping(options) });
}

function jumping({ beforePause }: { readonly beforePause?: () => void } = {}): FakeClock {
  const clock = new FakeClock();
  const sleep = clock.sleep.bind(clock);
  clock.sleep = (milliseconds, options) => {
    beforePause?.();
    const asleep = sleep(milliseconds, options);
    clock.advance(milliseconds);
    return asleep;
  };
  return clock;
}

Deno.test("waitFor() returns at once when the file is there", async () => {
  const { result, changed } = await wait({ path: "/" });
  ok(!changed);
  deepEqual({ ...result, mode: "", size: 0 }, {
    ...{ uid: 0, gid: 0, owner: "root", group: "root", mode: "", size: 0 },
    state: "directory",
    port: null,
    path: "/",
    search_regex: null,
    match_groups: [],
    match_groupdict: dict({}),
    elapsed: 0,
  });
});

Deno.test("waitFor() waits until the file appears, disappears or contains something", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/flag`;
  let pauses = 0;
  const appear = () => ++pauses === 2 && Deno.writeTextFileSync(path, "start\n");
  equal(
    (await wait({ path, sleep: 3 }, { beforePause: () => void appear() })).result["elapsed"],
    6,
  );

  pauses = 0;
  const write = () => ++pauses === 1 && Deno.writeTextFileSync(path, "start\ndone 42 ok\n");
  const found = await wait(
    { path, search_regex: "^done (?P<count>\\d+)( .*)?$" },
    { beforePause: () => void write() },
  );
  deepEqual(found.result["match_groups"], ["42", " ok"]);
  deepEqual(found.result["match_groupdict"], dict({ count: "42" }));

  const remove = () => Deno.removeSync(path);
  const gone = await wait({ path, state: "absent" }, { beforePause: remove });
  equal(gone.result["elapsed"], 1);
});

Deno.test("waitFor() fails after its timeout with Ansible's messages", async () => {
  const failure = async (args: Record<string, Value>) => {
    const { msg, result, failed } = await wait({ timeout: 3, ...args });
    ok(failed);
    equal(result["elapsed"], 3);
    return msg;
  };
  equal(await failure({ path: "/no/such" }), "Timeout when waiting for file /no/such");
  equal(
    await failure({ path: "/etc/passwd", search_regex: "^nobody9:" }),
    "Timeout when waiting for search string ^nobody9: in /etc/passwd",
  );
  equal(
    await failure({ path: "/etc", state: "absent" }),
    "Timeout when waiting for /etc to be absent.",
  );
  equal(await failure({ path: "/no/such", msg: "Too late" }), "Too late");
});

Deno.test("waitFor() fails at once when the file cannot be looked at", async () => {
  const { msg } = await wait({ path: "/etc/passwd/x" });
  equal(msg, "Failed to stat /etc/passwd/x, Not a directory");
});

Deno.test("waitFor() finds out whether a port answers", async () => {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  equal((await wait({ port })).result["port"], port);
  equal(
    (await wait({ port, state: "stopped", timeout: 2 })).msg,
    `Timeout when waiting for 127.0.0.1:${port} to stop.`,
  );
});

Deno.test("waitFor() finds out that a port does not answer", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  equal((await wait({ port, state: "stopped" })).result["elapsed"], 0);
  equal(
    (await wait({ port, timeout: 2 })).msg,
    `Timeout when waiting for 127.0.0.1:${port}`,
  );
});

Deno.test("waitFor() searches what a port sends", async () => {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const greeting = (async () => {
    const connection = await listener.accept();
    await connection.write(new TextEncoder().encode("SSH-2.0-Test_9\r\n"));
    connection.close();
  })();
  const { result } = await wait({ port: listener.addr.port, search_regex: "SSH-([\\d.]+)-" });
  await greeting;
  deepEqual(result["match_groups"], ["2.0"]);
});

Deno.test("waitFor() counts connections until a port is drained", async () => {
  const header = "  sl  local_address rem_address   st\n";
  const line = (remote: string, state: string) =>
    `   0: 0100007F:1F90 ${remote} ${state} 00000000:00000000\n`;
  const tables = [
    line("0200000A:A000", "01") + line("0300000A:A001", "0A"),
    line("0900000A:A000", "01") + line("0200000A:A000", "0A"),
  ];
  const target = new FakeTarget({
    commands: (text) => {
      if (text === "cat /proc/net/tcp") return header + (tables.shift() ?? "");
      if (text === "cat /proc/net/tcp6") return { exitCode: 1 };
      return text === "getent ahosts web" ? "127.0.0.1 STREAM web\n" : `${text.split(" ")[2]} x\n`;
    },
  });
  const args = { host: "web", port: 8080, state: "drained", exclude_hosts: ["10.0.0.9"] };
  const { result } = await runModule({ run: waitFor, spec, args, target, clock: jumping() });
  equal(result["elapsed"], 1);
});

Deno.test("waitFor() just waits without a port and a path", async () => {
  equal((await wait({ timeout: 7, delay: 2 })).result["elapsed"], 7);
});

Deno.test("waitFor() refuses arguments that do not go together", async () => {
  const cases: readonly (readonly [Record<string, Value>, string])[] = [
    [{ port: 1, path: "/x" }, "port and path parameter can not both be passed to wait_for"],
    [
      { path: "/x", state: "drained" },
      "state=drained should only be used for checking a port in the wait_for module",
    ],
    [
      { path: "/x", state: "stopped" },
      "state=stopped should only be used for checking a port in the wait_for module",
    ],
    [{ port: 1, exclude_hosts: ["a"] }, "exclude_hosts should only be with state=drained"],
    [
      { port: 1, active_connection_states: ["X"] },
      "unknown active_connection_state (X) defined",
    ],
  ];
  for (const [args, message] of cases) equal((await wait(args)).msg, message);
  ok(
    (await wait({ path: "/etc/passwd", search_regex: "(" })).msg?.startsWith(
      "Invalid regular expression: ",
    ),
  );
});
