import type { Builder, Offset } from "flatbuffers";
import { type Metadata, PROTOCOL_VERSION } from "./envelope.ts";
import * as fbs from "./generated/protocol/control.ts";
import { text } from "./_write.ts";

export function writeMetadata(builder: Builder, metadata: Metadata): Offset {
  return fbs.Metadata.createMetadata(
    builder,
    PROTOCOL_VERSION,
    text(builder, metadata.messageType),
    text(builder, metadata.correlationId),
  );
}
