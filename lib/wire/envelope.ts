import { Builder } from "flatbuffers";
import { Envelope as Table, ProtocolError as ErrorTable } from "./generated/protocol/envelope.ts";
import { decode, need } from "./_read.ts";
import { bytes, text } from "./_write.ts";

/** What both ends must speak; a peer with another one is refused at the handshake. */
export const PROTOCOL_VERSION = 1;

/** Why no capability could answer; schemas/README.md lists the codes. */
export interface ProtocolError {
  readonly code: string;
  readonly message: string;
}

/** A call. Without a correlation id it is a notice: nobody answers. */
export interface RequestEnvelope {
  readonly kind: "request";
  readonly protocolVersion: number;
  readonly capability: string;
  readonly correlationId: string;
  readonly payload: Uint8Array;
  /** Milliseconds the caller waits; absent = no limit. */
  readonly deadlineMs?: number;
}

/** The answer to a call. */
export interface ResponseEnvelope {
  readonly kind: "response";
  readonly protocolVersion: number;
  readonly capability: string;
  readonly correlationId: string;
  readonly outcome: { readonly payload: Uint8Array } | { readonly error: ProtocolError };
}

/** What a message of the first design repeats of its envelope. */
export interface Metadata {
  /** The capability. */
  readonly messageType: string;
  readonly correlationId: string;
}

/** What a frame carries. */
export type Envelope = RequestEnvelope | ResponseEnvelope;

/** @returns A whole frame: the envelope behind its length. Its buffer holds nothing else. */
export function encodeEnvelope(envelope: Envelope): Uint8Array<ArrayBuffer> {
  const payload = payloadOf(envelope);
  // Own, not shared: a transport may hand the buffer over to another thread.
  const builder = new Builder((payload?.length ?? 0) + SPACE);
  const error = errorOf(envelope);
  const errorOffset = error === undefined ? 0 : ErrorTable.createProtocolError(
    builder,
    text(builder, error.code),
    text(builder, error.message),
  );
  const capability = text(builder, envelope.capability);
  const correlationId = text(builder, envelope.correlationId);
  const payloadOffset = bytes(builder, payload);
  Table.startEnvelope(builder);
  Table.addProtocolVersion(builder, envelope.protocolVersion);
  Table.addCapability(builder, capability);
  Table.addCorrelationId(builder, correlationId);
  Table.addIsResponse(builder, envelope.kind === "response");
  Table.addPayload(builder, payloadOffset);
  Table.addError(builder, errorOffset);
  if (envelope.kind === "request") Table.addDeadlineMs(builder, envelope.deadlineMs ?? 0);
  builder.finishSizePrefixed(Table.endEnvelope(builder));
  return builder.asUint8Array() as Uint8Array<ArrayBuffer>;
}

/**
 * @param body A frame without its length; the payload is a view of it.
 * @throws {WireError} If it is no Envelope.
 */
export function decodeEnvelope(body: Uint8Array): Envelope {
  return decode("Envelope", body, { root: Table.getRootAsEnvelope, read });
}

/** Room for all but the payload in the usual case; the builder grows where it does not do. */
const SPACE = 192;

function read(table: Table): Envelope {
  const common = {
    protocolVersion: table.protocolVersion(),
    capability: need(table.capability(), "capability"),
    correlationId: table.correlationId() ?? "",
  };
  const error = table.error();
  const payload = table.payloadArray() ?? new Uint8Array();
  if (table.isResponse()) {
    const outcome = error === null
      ? { payload }
      : { error: { code: need(error.code(), "code"), message: error.message() ?? "" } };
    return { kind: "response", ...common, outcome };
  }
  const deadlineMs = table.deadlineMs();
  return { kind: "request", ...common, payload, ...(deadlineMs === 0 ? {} : { deadlineMs }) };
}

function payloadOf(envelope: Envelope): Uint8Array | undefined {
  if (envelope.kind === "request") return envelope.payload;
  return "payload" in envelope.outcome ? envelope.outcome.payload : undefined;
}

function errorOf(envelope: Envelope): ProtocolError | undefined {
  return envelope.kind === "response" && "error" in envelope.outcome
    ? envelope.outcome.error
    : undefined;
}
