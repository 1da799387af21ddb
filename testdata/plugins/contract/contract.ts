import { type CallContext, capability, serve } from "../../../lib/plugin/sdk.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();
let stays = false;

function aborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(String(signal.reason.message));
    signal.addEventListener("abort", () => resolve(String(signal.reason.message)));
  });
}

serve({
  name: "contract",
  version: "1.2.3",
  capabilities: [
    capability("test.echo", async (payload) => payload),
    capability("test.wait", async (_payload, context) => {
      context.log("info", "waiting");
      context.log("info", `aborted: ${await aborted(context.signal)}`);
      throw new Error("never seen: the call was given up");
    }),
    capability("test.throw", () => {
      throw new TypeError("Cannot do what the test asks for");
    }),
    capability("test.exit", async () => Deno.exit(3)),
    capability("test.crash", (_payload, _context) => {
      queueMicrotask(() => {
        throw new Error("outside of any call");
      });
      return new Promise(() => {});
    }),
    capability("test.flood", async (payload, context) => {
      const count = Number(decoder.decode(payload));
      for (let i = 0; i < count; i++) context.log("info", `line ${i}`);
      const calls = Array.from({ length: 2000 }, () =>
        context.call("host.unknown", new Uint8Array(10)).catch((error) => error.code));
      const codes = await Promise.all(calls);
      return encoder.encode([...new Set(codes)].sort().join(","));
    }),
    capability("test.print", async () => {
      console.log("printed", { a: 1 });
      console.error("to stderr");
      return new Uint8Array();
    }),
    capability("test.progress", async (_payload, context) => {
      context.progress({ message: "half", done: 1, total: 2 });
      return new Uint8Array();
    }),
    capability("test.host", callHost),
    capability("test.hang", () => {
      while (true);
    }),
    capability("test.stay", async () => {
      stays = true;
      return new Uint8Array();
    }),
  ],
  stop: () => stays ? new Promise(() => {}) : Promise.resolve(),
});

/** The payload is `capability` and its payload, separated by a line feed. */
async function callHost(payload: Uint8Array, context: CallContext): Promise<Uint8Array> {
  const end = payload.indexOf(10);
  return await context.call(decoder.decode(payload.subarray(0, end)), payload.subarray(end + 1));
}
