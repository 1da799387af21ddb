import { decodeEchoMessage, type EchoMessage, encodeEchoMessage } from "../wire/echo.ts";
import { type CallContext, capability, type CapabilityHandler } from "./capability.ts";

/** Capability `echo`. */
export function echo(
  answer: (message: EchoMessage, context: CallContext) => Promise<EchoMessage>,
): CapabilityHandler {
  return capability("echo", async (payload, context) => {
    return encodeEchoMessage(await answer(decodeEchoMessage(payload), context));
  });
}
