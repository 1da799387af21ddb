import type { Clock } from "../base/clock.ts";
import type { LogLevel } from "../base/log.ts";
import {
  decodeLogMessage,
  decodeProgress,
  encodeShutdown,
  type Progress,
} from "../wire/control.ts";
import { type Capability, decodeHandshake, encodeHandshakeReply } from "../wire/handshake.ts";
import { WireError } from "../wire/wire_error.ts";
import { CallError } from "./call_error.ts";
import { type CallOptions, Channel, type InboundCall, type Payload } from "./channel.ts";
import { decideHandshake } from "./handshake.ts";
import type { Manifest } from "./manifest.ts";
import type { StartTransport, Transport } from "./transport/transport.ts";

/** What the host does for a plugin while it runs. */
export interface PluginHost {
  readonly clock: Clock;
  /** Answers a `host.*` call; `undefined` means that there is no such service. */
  serve(call: InboundCall, plugin: string): Promise<Uint8Array> | undefined;
  log(level: LogLevel, message: string): void;
  progress(progress: Progress): void;
}

/** How a plugin is started. */
export interface PluginStart {
  readonly manifest: Manifest;
  readonly start: StartTransport;
  readonly host: PluginHost;
  /** Milliseconds it may take to introduce itself; 10,000 if left out. */
  readonly handshakeMs?: number;
  /** The longest frame in bytes; 64 MiB if left out. */
  readonly frameLimit?: number;
  /** Gives up a plugin that has not introduced itself yet. */
  readonly signal?: AbortSignal;
}

/** A plugin that has been started and accepted. */
export interface RunningPlugin {
  readonly name: string;
  /** What it offers and the host has accepted. */
  readonly capabilities: readonly Capability[];
  /** Resolves when it is gone and all it has left is released. */
  readonly gone: Promise<void>;
  /** Why it can no longer be called, or `undefined` while it can. */
  readonly closedBecause: CallError | undefined;
  /** @throws {CallError} If there is no answer. */
  call(capability: string, payload: Payload, options?: CallOptions): Promise<Uint8Array>;
  /** Sends a message that nobody answers. */
  notify(capability: string, payload: Uint8Array): void;
  /** Asks it to end, and ends it if it has not after `graceMs` milliseconds. */
  shutDown(graceMs: number): Promise<void>;
}

/** Milliseconds that a refused plugin has to read why. */
const REFUSAL_MS = 500;

/**
 * Starts a plugin and waits for its handshake.
 *
 * @throws {CallError} If it cannot be started or used; it is gone then.
 */
export async function startPlugin(options: PluginStart): Promise<RunningPlugin> {
  const { name } = options.manifest;
  if (options.signal?.aborted) {
    throw new CallError("closed", `Cannot start plugin ${name}: shep is ending`);
  }
  const link = new Link(options);
  const { channel, transport } = link;
  try {
    const capabilities = await link.introduced;
    return {
      name,
      capabilities,
      gone: transport.gone,
      get closedBecause() {
        return channel.closedBecause;
      },
      call: (capability, payload, options) => channel.call(capability, payload, options),
      notify: (capability, payload) => channel.notify(capability, payload),
      shutDown: (graceMs) => shutDown(link, graceMs),
    };
  } catch (error) {
    await link.end(REFUSAL_MS);
    throw error;
  }
}

async function shutDown(link: Link, graceMs: number): Promise<void> {
  const asked = link.channel.call("shep.shutdown", encodeShutdown({ graceMs }));
  // What comes of it is seen by whether the plugin ends.
  asked.catch(() => {});
  const isInTime = await link.end(graceMs);
  if (!isInTime) link.log("warning", `It did not end within ${graceMs} ms and was killed`);
}

/** What the channel and the transport of one plugin need of each other. */
class Link {
  readonly channel: Channel;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly introduced: Promise<readonly Capability[]>;
  readonly #options: PluginStart;
  readonly #introduction = Promise.withResolvers<readonly Capability[]>();
  readonly #timer = new AbortController();
  #isIntroduced = false;

  constructor(options: PluginStart) {
    this.#options = options;
    const { manifest, host, handshakeMs = 10_000 } = options;
    this.clock = host.clock;
    this.introduced = this.#introduction.promise;
    this.channel = new Channel({
      peer: `plugin ${manifest.name}`,
      clock: host.clock,
      send: (frame) => this.transport.send(frame),
      serve: (call) => this.#serve(call),
      notice: (capability, payload) => this.#notice(capability, payload),
      closed: (reason) => this.#closed(reason),
      ...(options.frameLimit === undefined ? {} : { frameLimit: options.frameLimit }),
    });
    this.transport = start(options, this.channel);
    const onAbort = () => this.channel.close("shep is ending");
    options.signal?.addEventListener("abort", onAbort);
    this.#timer.signal.addEventListener("abort", () => {
      options.signal?.removeEventListener("abort", onAbort);
    });
    // One that was started before has said so at once, and the first timer costs 3 ms.
    queueMicrotask(() => this.#limitIntroduction(handshakeMs));
  }

  /** Waits until the plugin has ended, ends it if it takes too long. @returns Whether it had. */
  async end(graceMs: number): Promise<boolean> {
    const stop = new AbortController();
    const isInTime = await Promise.race([
      this.transport.gone.then(() => true),
      this.clock.sleep(graceMs, { signal: stop.signal }).then(() => false, () => true),
    ]);
    stop.abort();
    this.transport.kill();
    await this.transport.gone;
    return isInTime;
  }

  log(level: LogLevel, message: string): void {
    this.#options.host.log(level, message);
  }

  #limitIntroduction(handshakeMs: number): void {
    if (this.#timer.signal.aborted) return;
    this.clock.sleep(handshakeMs, { signal: this.#timer.signal }).then(
      () => this.channel.close(`it has not introduced itself within ${handshakeMs} ms`),
      () => {},
    );
  }

  #serve(call: InboundCall): Promise<Uint8Array> | undefined {
    if (call.capability === "shep.handshake") return this.#introduce(call.payload);
    if (!this.#isIntroduced) {
      return Promise.reject(new CallError("denied", "Cannot serve a plugin before its handshake"));
    }
    return this.#options.host.serve(call, this.#options.manifest.name);
  }

  #introduce(payload: Uint8Array): Promise<Uint8Array> {
    if (this.#isIntroduced) {
      return Promise.reject(new CallError("denied", "Cannot make the handshake twice"));
    }
    const decision = decideHandshake(decodeHandshake(payload), this.#options.manifest);
    for (const warning of decision.warnings) this.log("warning", warning);
    this.#timer.abort();
    const answer = encodeHandshakeReply(decision.reply);
    if (decision.refusal === undefined) {
      this.#isIntroduced = true;
      this.#introduction.resolve(decision.reply.accepted);
    } else {
      this.#introduction.reject(new CallError("closed", decision.refusal));
    }
    return Promise.resolve(answer);
  }

  /** A newer plugin may send what this shep cannot read: that is no reason to end it. */
  #notice(capability: string, payload: Uint8Array): void {
    try {
      this.#take(capability, payload);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.log("warning", error.message);
    }
  }

  #take(capability: string, payload: Uint8Array): void {
    if (capability === "shep.log") {
      const { level, message } = decodeLogMessage(payload);
      this.log(level, message);
    } else if (capability === "shep.progress") {
      this.#options.host.progress(decodeProgress(payload));
    }
  }

  #closed(reason: CallError): void {
    this.#timer.abort();
    this.#introduction.reject(reason);
    // A plugin that ends in time has said why; one that broke the protocol might never end.
    if (reason.code === "protocol_error") this.transport.kill();
  }
}

function start({ manifest, host, start }: PluginStart, channel: Channel): Transport {
  try {
    return start({
      receive: (bytes) => channel.receive(bytes),
      ended: (why) => channel.ended(why),
      line: (text) => host.log("info", text),
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new CallError("closed", `Cannot start plugin ${manifest.name}: ${problem}`, {
      cause: error,
    });
  }
}
