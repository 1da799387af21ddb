import * as fbs from "./generated/capabilities/echo.ts";
import { decode } from "./_read.ts";
import { bytes, encode, text } from "./_write.ts";

/** Request and reply of capability `echo`. */
export interface EchoMessage {
  readonly text: string;
  readonly data: Uint8Array;
}

/** @returns The bytes of an EchoMessage. */
export function encodeEchoMessage(message: EchoMessage): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.EchoMessage.createEchoMessage(
      builder,
      text(builder, message.text),
      bytes(builder, message.data),
    ), [message.data]);
}

/** @throws {WireError} If `bytes` is no EchoMessage. */
export function decodeEchoMessage(bytes: Uint8Array): EchoMessage {
  return decode("EchoMessage", bytes, {
    root: fbs.EchoMessage.getRootAsEchoMessage,
    read: (table) => ({
      text: table.text() ?? "",
      data: table.dataArray() ?? new Uint8Array(),
    }),
  });
}
