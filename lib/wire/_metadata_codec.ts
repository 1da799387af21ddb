import type { Builder, Offset } from "flatbuffers";
import { PROTOCOL_VERSION } from "./envelope.ts";
import * as fbs from "./generated/protocol/control.ts";
import { text } from "./_write.ts";

/** What a message of the first design repeats of its envelope. */
export interface Metadata {
  /** The capability. */
  readonly messageType: string;
  readonly correlationId: string;
}

export function writeMetadata(builder: Builder, metadata: Metadata): Offset {
  return fbs.Metadata.createMetadata(
    builder,
    PROTOCOL_VERSION,
    text(builder, metadata.messageType),
    text(builder, metadata.correlationId),
  );
}
