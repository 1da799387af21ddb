// A plugin without the sdk: it introduces itself as its name says, then sends what it says.
import { encodeEnvelope } from "../../../lib/wire/envelope.ts";
import { encodeHandshake } from "../../../lib/wire/handshake.ts";

const scenario = "WorkerGlobalScope" in globalThis ? globalThis.name : Deno.args[0] ?? "";

function send(bytes: Uint8Array): void {
  const scope = globalThis as unknown as { postMessage?: (data: unknown) => void };
  if ("WorkerGlobalScope" in globalThis) scope.postMessage?.(bytes);
  else Deno.stdout.writeSync(bytes);
}

function introduce(how: { version?: number; name?: string; capability?: [string, number] }): void {
  const protocolVersion = how.version ?? 1;
  const [name, version] = how.capability ?? ["test.echo", 1];
  send(encodeEnvelope({
    kind: "request",
    protocolVersion,
    capability: "shep.handshake",
    correlationId: "h",
    payload: encodeHandshake({
      protocolVersion,
      pluginName: how.name ?? "contract",
      pluginVersion: "1.2.3",
      capabilities: [{ name, version }],
    }),
  }));
}

switch (scenario) {
  case "newer":
    introduce({ version: 2 });
    break;
  case "older":
    introduce({ version: 0 });
    break;
  case "other-name":
    introduce({ name: "somebody" });
    break;
  case "other-capability-version":
    introduce({ capability: ["test.echo", 2] });
    break;
  case "undeclared":
    introduce({ capability: ["test.more", 1] });
    break;
  case "silent":
    break;
  case "garbage":
    introduce({});
    send(new Uint8Array([255, 255, 255, 255, 1, 2, 3]));
    break;
  case "not-an-envelope":
    introduce({});
    send(new Uint8Array([8, 0, 0, 0, 255, 255, 255, 127, 0, 0, 0, 0]));
    break;
  case "odd-log":
    introduce({});
    send(encodeEnvelope({
      kind: "request",
      protocolVersion: 1,
      capability: "shep.log",
      correlationId: "",
      payload: Uint8Array.of(255, 255, 255, 127, 0, 0, 0, 0),
    }));
    break;
  case "exits":
    Deno.exit(7);
}
// What the host answers ends it, but in the scenarios that go on after the handshake.
const ends = ["newer", "older", "other-name", "other-capability-version", "undeclared"]
  .includes(scenario);
if ("WorkerGlobalScope" in globalThis) {
  (globalThis as unknown as { onmessage: () => void }).onmessage = () => {
    if (ends) send("it has read the answer" as unknown as Uint8Array);
  };
} else {
  for await (const _ of Deno.stdin.readable) if (ends) break;
}
