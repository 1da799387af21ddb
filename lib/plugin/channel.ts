import type { Clock } from "../base/clock.ts";
import { decodeCancel, encodeCancel } from "../wire/control.ts";
import {
  decodeEnvelope,
  encodeEnvelope,
  PROTOCOL_VERSION,
  type ProtocolError,
  type RequestEnvelope,
  type ResponseEnvelope,
} from "../wire/envelope.ts";
import { FRAME_LIMIT, FrameSplitter } from "../wire/frame.ts";
import { WireError } from "../wire/wire_error.ts";
import { CallError } from "./call_error.ts";

/** A call that the other end makes. */
export interface InboundCall {
  readonly capability: string;
  readonly payload: Uint8Array;
  readonly correlationId: string;
  /** Aborted when the other end no longer wants the answer, or the channel closes. */
  readonly signal: AbortSignal;
}

/** What a channel does for its owner. */
export interface ChannelOptions {
  /** Who is at the other end, for messages: `plugin echo`, `the host`. */
  readonly peer: string;
  readonly clock: Clock;
  /** Moves bytes to the other end; the buffer is the transport's from then on. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** Answers a call; `undefined` means that there is no such capability. */
  serve(call: InboundCall): Promise<Uint8Array> | undefined;
  /** Takes a message that nobody answers; unknown ones are to be ignored. */
  notice(capability: string, payload: Uint8Array): void;
  /** Called once, when the channel has closed for whatever reason. */
  closed(reason: CallError): void;
  /** The longest frame in bytes; 64 MiB if left out. */
  readonly frameLimit?: number;
  /**
   * How many calls of the other end are served at the same time; more are answered with `busy`.
   * 65,536 if left out.
   */
  readonly servingLimit?: number;
}

/** How long and whether a call waits. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds after which the call fails with `deadline_passed`. */
  readonly deadlineMs?: number;
}

/** The payload, or what makes it of the correlation id. */
export type Payload = Uint8Array | ((correlationId: string) => Uint8Array);

/** Far more than there are hosts at a time, and still little memory. */
const SERVING_LIMIT = 65_536;

/**
 * One end of a connection to a plugin: many calls in flight, both ways. It owns no pipe: bytes come
 * in through `receive()` and leave through `send`.
 *
 * Whatever breaks the protocol closes the channel and fails all calls in flight with the reason.
 */
export class Channel {
  readonly #options: ChannelOptions;
  readonly #splitter: FrameSplitter;
  readonly #pending = new Map<string, Pending>();
  readonly #serving = new Map<string, AbortController>();
  #lastId = 0;
  #reason: CallError | undefined;

  constructor(options: ChannelOptions) {
    this.#options = options;
    this.#splitter = new FrameSplitter({
      onFrame: (body) => this.#take(body),
      ...(options.frameLimit === undefined ? {} : { limit: options.frameLimit }),
    });
  }

  /** Why the channel is closed, or `undefined` while it is open. */
  get closedBecause(): CallError | undefined {
    return this.#reason;
  }

  /** How many calls wait for an answer of the other end. */
  get inFlight(): number {
    return this.#pending.size;
  }

  /**
   * Calls a capability of the other end.
   *
   * @throws {CallError} If there is no answer: see CallErrorCode.
   */
  call(capability: string, payload: Payload, options: CallOptions = {}): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const { signal, deadlineMs } = options;
      if (this.#reason !== undefined) return reject(this.#reason);
      if (signal?.aborted) return reject(this.#cancelled(capability, signal));
      const correlationId = String(++this.#lastId);
      const frame = encodeEnvelope({
        kind: "request",
        protocolVersion: PROTOCOL_VERSION,
        capability,
        correlationId,
        payload: typeof payload === "function" ? payload(correlationId) : payload,
        ...(deadlineMs === undefined ? {} : { deadlineMs: Math.max(1, Math.ceil(deadlineMs)) }),
      });
      const tooLong = this.#tooLong(capability, frame);
      if (tooLong !== undefined) return reject(tooLong);
      const pending: Pending = { capability, resolve, reject, release: nothing };
      this.#pending.set(correlationId, pending);
      this.#options.send(frame);
      if (signal !== undefined || deadlineMs !== undefined) {
        this.#limit(correlationId, pending, options);
      }
    });
  }

  /** Sends a message that nobody answers; one too long, or on a closed channel, is left out. */
  notify(capability: string, payload: Uint8Array): void {
    if (this.#reason !== undefined) return;
    const protocolVersion = PROTOCOL_VERSION;
    const frame = encodeEnvelope({
      kind: "request",
      protocolVersion,
      capability,
      correlationId: "",
      payload,
    });
    if (this.#tooLong(capability, frame) === undefined) this.#options.send(frame);
  }

  /** Takes bytes of the other end. */
  receive(chunk: Uint8Array): void {
    if (this.#reason !== undefined) return;
    try {
      this.#splitter.push(chunk);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Says that the other end sends nothing more. */
  ended(why: string): void {
    if (this.#reason !== undefined) return;
    try {
      this.#splitter.end();
    } catch (error) {
      return this.#fail(error);
    }
    this.close(why);
  }

  /** Closes the channel: calls in flight fail with `why`, those being served are aborted. */
  close(why: string): void {
    this.#close(new CallError("closed", `Cannot reach ${this.#options.peer}: ${why}`));
  }

  #close(reason: CallError): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const pending of this.#pending.values()) {
      pending.release();
      pending.reject(reason);
    }
    this.#pending.clear();
    for (const controller of this.#serving.values()) controller.abort(reason);
    this.#serving.clear();
    this.#options.closed(reason);
  }

  #fail(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    this.#close(
      new CallError("protocol_error", `Cannot go on with ${this.#options.peer}: ${problem}`, {
        cause: error,
      }),
    );
  }

  /** The other end would close the channel at a frame past the limit: it must not get there. */
  #tooLong(capability: string, frame: Uint8Array): CallError | undefined {
    const limit = this.#options.frameLimit ?? FRAME_LIMIT;
    if (frame.length - 4 <= limit) return undefined;
    const message = `Cannot send ${capability} to ${this.#options.peer}: the message is ` +
      `${frame.length - 4} bytes long, more than ${limit}`;
    return new CallError("too_long", message);
  }

  #take(body: Uint8Array): void {
    if (this.#reason !== undefined) return;
    const envelope = decodeEnvelope(body);
    const { protocolVersion, capability } = envelope;
    // The handshake says more about a version that does not match than this could.
    if (protocolVersion !== PROTOCOL_VERSION && capability !== "shep.handshake") {
      throw new WireError(
        "Envelope",
        `its protocol version is ${protocolVersion}, expected ${PROTOCOL_VERSION}`,
      );
    }
    if (envelope.kind === "response") this.#settle(envelope);
    else if (envelope.correlationId !== "") this.#serve(envelope);
    else if (capability === "shep.cancel") this.#cancel(envelope.payload);
    else this.#options.notice(capability, envelope.payload);
  }

  /** An answer that nobody waits for may come late, after its call was cancelled. */
  #settle({ correlationId, outcome }: ResponseEnvelope): void {
    const pending = this.#pending.get(correlationId);
    if (pending === undefined) return;
    this.#pending.delete(correlationId);
    pending.release();
    if ("payload" in outcome) pending.resolve(outcome.payload);
    else pending.reject(new CallError(outcome.error.code, outcome.error.message));
  }

  #cancel(payload: Uint8Array): void {
    const { correlationId, reason } = decodeCancel(payload);
    this.#serving.get(correlationId)?.abort(new CallError("cancelled", reason));
  }

  #serve({ capability, payload, correlationId }: RequestEnvelope): void {
    if (this.#serving.has(correlationId)) {
      throw new WireError("Envelope", `correlation id ${correlationId} is in use`);
    }
    const answer = (outcome: ResponseEnvelope["outcome"]) => {
      this.#serving.delete(correlationId);
      if (this.#reason !== undefined) return;
      const protocolVersion = PROTOCOL_VERSION;
      const head = { kind: "response", protocolVersion, capability, correlationId } as const;
      const frame = encodeEnvelope({ ...head, outcome });
      const tooLong = this.#tooLong(capability, frame);
      this.#options.send(
        tooLong === undefined
          ? frame
          : encodeEnvelope({ ...head, outcome: { error: toError(tooLong) } }),
      );
    };
    const { servingLimit = SERVING_LIMIT } = this.#options;
    if (this.#serving.size >= servingLimit) {
      const message = `Cannot serve ${capability}: ${servingLimit} calls are being served`;
      return answer({ error: { code: "busy", message } });
    }
    const controller = new AbortController();
    this.#serving.set(correlationId, controller);
    const { signal } = controller;
    const served = this.#options.serve({ capability, payload, correlationId, signal });
    if (served === undefined) {
      const message = `Cannot serve ${capability}: there is no such capability`;
      return answer({ error: { code: "unknown_capability", message } });
    }
    served.then((payload) => answer({ payload }), (error) => answer({ error: toError(error) }));
  }

  /** Ends a call early when its signal or its deadline says so, and tells the other end. */
  #limit(correlationId: string, pending: Pending, { signal, deadlineMs }: CallOptions): void {
    const { capability } = pending;
    const giveUp = (error: CallError) => {
      if (!this.#pending.delete(correlationId)) return;
      pending.release();
      this.notify("shep.cancel", encodeCancel({ correlationId, reason: error.message }));
      pending.reject(error);
    };
    const onAbort = () => {
      if (signal !== undefined) giveUp(this.#cancelled(capability, signal));
    };
    signal?.addEventListener("abort", onAbort);
    const timer = deadlineMs === undefined ? undefined : new AbortController();
    pending.release = () => {
      signal?.removeEventListener("abort", onAbort);
      timer?.abort();
    };
    if (deadlineMs === undefined || timer === undefined) return;
    this.#options.clock.sleep(deadlineMs, { signal: timer.signal }).then(() => {
      const message = `Cannot wait for ${capability} any longer: ${this.#options.peer} has not ` +
        `answered for ${deadlineMs} ms`;
      giveUp(new CallError("deadline_passed", message));
    }, () => {
      // Settled before the deadline.
    });
  }

  #cancelled(capability: string, signal: AbortSignal): CallError {
    const cause: unknown = signal.reason;
    const message = `Cannot finish ${capability} of ${this.#options.peer}: the call is cancelled`;
    return new CallError("cancelled", message, { cause });
  }
}

/** A call of ours that is in flight. */
interface Pending {
  readonly capability: string;
  readonly resolve: (payload: Uint8Array) => void;
  readonly reject: (error: CallError) => void;
  /** Stops its deadline and its listener. */
  release: () => void;
}

function nothing(): void {
  // A call without signal and deadline has nothing to release.
}

function toError(error: unknown): ProtocolError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CallError) return { code: error.code, message };
  return { code: error instanceof WireError ? "bad_payload" : "failed", message };
}
