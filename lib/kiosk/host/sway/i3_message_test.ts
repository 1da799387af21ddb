import { deepStrictEqual, throws } from "node:assert/strict";
import { encodeI3, I3Decoder, type I3Message, WINDOW_EVENT } from "./i3_message.ts";

const MESSAGES: readonly I3Message[] = [
  { type: 0, payload: "" },
  { type: WINDOW_EVENT, payload: '{"change":"ä"}' },
];
const BYTES = MESSAGES.flatMap((message) => [...encodeI3(message)]);

Deno.test("I3Decoder reads what encodeI3() wrote, wherever it is cut", () => {
  for (let cut = 0; cut <= BYTES.length; cut++) {
    const decoder = new I3Decoder();
    const parts = [BYTES.slice(0, cut), BYTES.slice(cut)];
    deepStrictEqual(parts.flatMap((part) => decoder.push(Uint8Array.from(part))), MESSAGES);
  }
});

Deno.test("encodeI3() writes what sway-ipc(7) says", () => {
  deepStrictEqual(
    [...encodeI3({ type: 4, payload: "[]" })],
    [...new TextEncoder().encode("i3-ipc"), 2, 0, 0, 0, 4, 0, 0, 0, 0x5b, 0x5d],
  );
});

Deno.test("I3Decoder refuses another protocol, and messages beyond all measure", () => {
  throws(() => new I3Decoder().push(new TextEncoder().encode("HTTP/1.1 200 OK")), /protocol of i3/);
  const huge = encodeI3({ type: 0, payload: "" });
  huge.set([255, 255, 255, 255], 6);
  throws(() => new I3Decoder().push(huge), /has 4294967295 bytes/);
});
