/**
 * Measures calls of the smallest plugin over both transports, against what moves the bytes alone:
 * postMessage of a buffer, and a pipe through `cat`.
 *
 *     deno run -A scripts/bench/wire.ts
 */
import { builtInSource, codeInSources } from "../../lib/plugin/built_in.ts";
import { type RunningPlugin, startPlugin } from "../../lib/plugin/start_plugin.ts";
import { clock } from "../../lib/system/clock.ts";
import { environment } from "../../lib/system/environment.ts";
import { encodeEchoMessage } from "../../lib/wire/echo.ts";
import { REGISTRY } from "../../plugins/registry.ts";
import { SharedWorker } from "../../lib/plugin/transport/shared_worker.ts";
import { median } from "./contest.ts";

const ROOT = new URL("../../", import.meta.url);
const SIZES = [16, 1_024, 65_536, 1_048_576];
const IN_FLIGHT = 64;
/** Milliseconds a measurement takes at least. */
const LEAST = 400;

/** Something that sends bytes to and fro. */
interface Subject {
  readonly name: string;
  roundTrip(size: number): Promise<void>;
  stop(): Promise<void>;
}

const subjects = [rawWorker(), await plugin("worker"), rawPipe(), await plugin("process")];
console.log("µs a round trip: one at a time | with 64 in flight, the rate of calls a second\n");
console.log(["bytes", ...subjects.map(({ name }) => name)].map((text) => text.padEnd(26)).join(""));
for (const size of SIZES) {
  const cells = [];
  for (const subject of subjects) cells.push(await measure(subject, size));
  console.log([String(size), ...cells].map((text) => text.padEnd(26)).join(""));
}
for (const subject of subjects) await subject.stop();

async function measure(subject: Subject, size: number): Promise<string> {
  for (let i = 0; i < 200; i++) await subject.roundTrip(size);
  const alone = await timed(() => subject.roundTrip(size));
  const together = await timed(async () => {
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => subject.roundTrip(size)));
  });
  const rate = Math.round(IN_FLIGHT / together * 1_000);
  return `${(alone * 1_000).toFixed(0)} | ${rate.toLocaleString("en")}/s`;
}

/** @returns Milliseconds a run: the median of five. */
async function timed(run: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let sample = 0; sample < 5; sample++) {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < LEAST / 5 || count < 3) {
      await run();
      count++;
    }
    times.push((performance.now() - start) / count);
  }
  return median(times);
}

async function plugin(kind: "worker" | "process"): Promise<Subject> {
  const [entry] = REGISTRY.filter(({ name }) => name === "basic");
  if (entry === undefined) throw new Error("The registry has no plugin basic");
  const source = builtInSource(entry, {
    code: codeInSources(ROOT, Deno.execPath()),
    shared: new SharedWorker(new URL("plugins/shared_worker.ts", ROOT)),
    transport: () => ({ kind }),
    policy: () => ({}),
    places: { project: [], inventory: [] },
    environment,
  });
  const before = performance.now();
  const running: RunningPlugin = await startPlugin({
    manifest: source.manifest,
    start: await source.prepare(),
    host: { clock, serve: () => undefined, log: () => {}, progress: () => {} },
  });
  console.log(`start of a ${kind} plugin: ${(performance.now() - before).toFixed(1)} ms`);
  const data = new Map(SIZES.map((size) => [size, new Uint8Array(size)]));
  return {
    name: `${kind} plugin`,
    roundTrip: async (size) => {
      const message = { text: "", data: data.get(size) ?? new Uint8Array(size) };
      await running.call("echo", encodeEchoMessage(message));
    },
    stop: () => running.shutDown(2_000),
  };
}

function rawWorker(): Subject {
  const url = new URL("wire_raw_worker.ts", import.meta.url);
  const worker = new Worker(url, { type: "module", deno: { permissions: "none" } });
  const waiting: (() => void)[] = [];
  worker.onmessage = () => waiting.shift()?.();
  return {
    name: "postMessage",
    roundTrip: (size) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        const bytes = new Uint8Array(size);
        worker.postMessage(bytes, [bytes.buffer]);
      }),
    stop: () => {
      worker.terminate();
      return Promise.resolve();
    },
  };
}

function rawPipe(): Subject {
  const child = new Deno.Command("cat", { stdin: "piped", stdout: "piped" }).spawn();
  const writer = child.stdin.getWriter();
  const waiting: { left: number; readonly resolve: () => void }[] = [];
  const reading = (async () => {
    for await (const chunk of child.stdout) {
      let length = chunk.length;
      while (length > 0) {
        const [first] = waiting;
        if (first === undefined) break;
        const taken = Math.min(first.left, length);
        first.left -= taken;
        length -= taken;
        if (first.left === 0) waiting.shift()?.resolve();
      }
    }
  })();
  return {
    name: "pipe through cat",
    roundTrip: (size) =>
      new Promise((resolve, reject) => {
        waiting.push({ left: size, resolve });
        writer.write(new Uint8Array(size)).catch(reject);
      }),
    stop: async () => {
      await writer.close();
      await reading;
      await child.status;
    },
  };
}
