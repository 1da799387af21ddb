import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { hostname, userInfo } from "node:os";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { Worker as NodeWorker } from "node:worker_threads";
import { module, serve, str } from "../../../lib/plugin/sdk.ts";

// What the host would have to prevent; a promise or a value means that it was not prevented.
const self = new URL(import.meta.url);
const file = self.pathname;
const scope = globalThis as unknown as Record<string, any>;

/** Imports what Deno cannot know beforehand; what it can know it loads without asking. */
function load(parts: readonly string[]): Promise<unknown> {
  return import(parts.join(":"), { with: { type: "json" } });
}

const ATTEMPTS: Record<string, () => unknown> = {
  "Deno.readTextFile": () => Deno.readTextFile("/etc/hostname"),
  "Deno.readTextFileSync of its own file": () => Deno.readTextFileSync(file),
  "Deno.readFileSync": () => Deno.readFileSync("/etc/passwd"),
  "Deno.readDirSync": () => [...Deno.readDirSync("/")],
  "Deno.readLinkSync": () => Deno.readLinkSync("/proc/self/exe"),
  "Deno.statSync": () => Deno.statSync("/etc"),
  "Deno.lstatSync": () => Deno.lstatSync("/etc"),
  "Deno.realPathSync": () => Deno.realPathSync("."),
  "Deno.openSync": () => Deno.openSync("/etc/passwd"),
  "Deno.watchFs": () => Deno.watchFs("/tmp"),
  "Deno.chdir": () => Deno.chdir("/"),
  "Deno.writeTextFileSync": () => Deno.writeTextFileSync("/tmp/shep-breakout", "x"),
  "Deno.mkdirSync": () => Deno.mkdirSync("/tmp/shep-breakout"),
  "Deno.makeTempDirSync": () => Deno.makeTempDirSync(),
  "Deno.removeSync": () => Deno.removeSync("/tmp/shep-breakout"),
  "Deno.renameSync": () => Deno.renameSync("/tmp/a", "/tmp/b"),
  "Deno.symlinkSync": () => Deno.symlinkSync("/etc", "/tmp/shep-breakout"),
  "Deno.chmodSync": () => Deno.chmodSync("/tmp", 0o777),
  "Deno.connect": () => Deno.connect({ hostname: "127.0.0.1", port: 22 }),
  "Deno.connect to a socket": () => Deno.connect({ transport: "unix", path: "/run/x" }),
  "Deno.listen": () => Deno.listen({ port: 0 }),
  "Deno.listenDatagram": () => Deno.resolveDns("localhost", "A"),
  "Deno.serve": () => Deno.serve({ port: 0 }, () => new Response()).finished,
  "fetch": () => fetch("http://127.0.0.1:8/"),
  "fetch of a file": () => fetch(self),
  "WebSocket": () => new WebSocket("ws://127.0.0.1:8/"),
  "Deno.Command": () => new Deno.Command("true").outputSync(),
  "Deno.Command of Deno": () => new Deno.Command(Deno.execPath(), { args: ["--version"] }).spawn(),
  "Deno.env.get": () => Deno.env.get("HOME"),
  "Deno.env.toObject": () => Deno.env.toObject(),
  "Deno.env.set": () => Deno.env.set("PATH", "/tmp"),
  "Deno.hostname": () => Deno.hostname(),
  "Deno.osRelease": () => Deno.osRelease(),
  "Deno.networkInterfaces": () => Deno.networkInterfaces(),
  "Deno.systemMemoryInfo": () => Deno.systemMemoryInfo(),
  "Deno.loadavg": () => Deno.loadavg(),
  "Deno.uid": () => Deno.uid(),
  "Deno.dlopen": () => Deno.dlopen("libc.so.6", { getpid: { parameters: [], result: "i32" } }),
  "Deno.UnsafePointer": () => Deno.UnsafePointer.create(4096n),
  "Deno.kill": () => Deno.kill(1, "SIGCONT"),
  "import of a remote module": () => load(["https", "//127.0.0.1:8/x.ts"]),
  "import of a file": () => load(["file", "///etc/hostname.json"]),
  "import of a neighbour": () => load(["file", `//${file.replace("breakout.ts", "outside.json")}`]),
  "Worker with permissions": () =>
    new Worker("data:application/javascript,0", {
      type: "module",
      deno: { permissions: { read: true } },
    }),
  "Worker of a file": () => new Promise((_, reject) => {
    const worker = new Worker(new URL("./other" + ".ts", self), { type: "module" });
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Deno.errors.NotCapable(event.message));
    };
  }),
  "node:fs read": () => readFileSync("/etc/passwd"),
  "node:fs stat": () => statSync("/etc/passwd"),
  "node:fs append": () => appendFileSync("/tmp/shep-breakout", "x"),
  "node:child_process": () => execFileSync("true"),
  "node:net": () => new Promise((resolve, reject) => {
    connect(22, "127.0.0.1").on("error", reject).on("connect", resolve);
  }),
  "node:os hostname": () => hostname(),
  "node:os userInfo": () => userInfo().homedir,
  "node:process env": () => process.env["HOME"],
  "node:process kill": () => process.kill(1, 0),
  "node:process chdir": () => process.chdir("/"),
  "node:sqlite": () => new DatabaseSync("/tmp/shep-breakout"),
  "node:worker_threads": () => new NodeWorker(new URL("./other" + ".ts", self)),
  "Deno.openKv": () => scope["Deno"].openKv("/tmp/shep-breakout"),
  "caches": () => caches.open("shep-breakout"),
  "localStorage": () => scope["localStorage"].setItem("a", "b"),
  "BroadcastChannel": () => new BroadcastChannel("plugins").postMessage(1),
  "the host's standard input": () => Deno.stdin.setRaw(true),
  "the host's terminal": () => scope["prompt"]("Password:"),
  "signals of the host": () => Deno.addSignalListener("SIGINT", () => {}),
  ...Object.fromEntries(
    (["read", "write", "net", "run", "env", "sys", "ffi", "import"] as const).map((name) => [
      `Deno.permissions.request of ${name}`,
      () => {
        const { state } = Deno.permissions.requestSync({ name });
        if (state !== "granted") throw new Deno.errors.NotCapable(state);
      },
    ]),
  ),
};

serve({
  name: "breakout",
  version: "1.0.0",
  capabilities: [
    module("breakout", async (call) => {
      if (str(call.args, "name") === "") return { result: { names: Object.keys(ATTEMPTS) } };
      try {
        const got = await ATTEMPTS[str(call.args, "name")]?.();
        return { result: { outcome: "allowed", got: String(got).slice(0, 80) } };
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        return { result: { outcome: "refused", message: `${name}: ${message}` } };
      }
    }),
  ],
});
