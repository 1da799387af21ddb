import { clock } from "../system/clock.ts";
import { random } from "../system/random.ts";
import {
  decodeShutdown,
  encodeLogMessage,
  encodeProgress,
  encodeShutdownReply,
} from "../wire/control.ts";
import { PROTOCOL_VERSION } from "../wire/envelope.ts";
import { decodeHandshakeReply, encodeHandshake } from "../wire/handshake.ts";
import type { LogLevel } from "../base/log.ts";
import type { CallContext, CapabilityHandler } from "./capability.ts";
import { Channel, type InboundCall } from "./channel.ts";
import { openPluginEnd, type PluginEnd, redirectConsole } from "./transport/plugin_end.ts";

/** A plugin as its author describes it. */
export interface Plugin {
  /** As in plugin.json. */
  readonly name: string;
  readonly version: string;
  readonly capabilities: readonly CapabilityHandler[];
  /** Called before the plugin ends: closes what is open, within the grace. */
  stop?(): Promise<void>;
}

/** Serves a plugin on whichever transport it was started with: worker messages or standard streams. */
export function serve(plugin: Plugin): void {
  const end = openPluginEnd(plugin);
  const channel: Channel = new Channel({
    peer: "shep",
    clock,
    send: (frame) => end.send(frame),
    serve: (call) => server.serve(call),
    notice: () => {
      // The host has no notices but those the channel knows.
    },
    closed: (reason) => void server.stop(reason.message),
  });
  const server = new Server(plugin, { channel, end });
  redirectConsole((level, message) => server.log(level, message, NO_CALL));
  end.listen({
    receive: (bytes) => channel.receive(bytes),
    ended: () => channel.ended("its stream has ended"),
  });
  void server.introduce();
}

function refusal(name: string, version: number): string {
  return version === PROTOCOL_VERSION
    ? `Cannot serve shep: it accepts no capability of plugin ${name}`
    : `Cannot serve shep: it speaks protocol version ${version}, plugin ${name} speaks version ` +
      `${PROTOCOL_VERSION}: update ${version > PROTOCOL_VERSION ? "the plugin" : "shep"}`;
}

function nothing(): void {
  // The answer itself is none of its concern.
}

const NO_CALL = { capability: "", correlationId: "" };

class Server {
  readonly #plugin: Plugin;
  readonly #handlers: ReadonlyMap<string, CapabilityHandler>;
  readonly #channel: Channel;
  readonly #end: PluginEnd;
  #isStopping = false;

  constructor(
    plugin: Plugin,
    { channel, end }: { readonly channel: Channel; readonly end: PluginEnd },
  ) {
    this.#plugin = plugin;
    this.#handlers = new Map(plugin.capabilities.map((handler) => [handler.name, handler]));
    this.#channel = channel;
    this.#end = end;
  }

  /** Makes the handshake; a host that will not have this plugin is left. */
  async introduce(): Promise<void> {
    const { name, version } = this.#plugin;
    const capabilities = [...this.#handlers.values()]
      .map((handler) => ({ name: handler.name, version: handler.version }));
    const handshake = encodeHandshake({
      protocolVersion: PROTOCOL_VERSION,
      pluginName: name,
      pluginVersion: version,
      capabilities,
    });
    try {
      const reply = decodeHandshakeReply(await this.#channel.call("shep.handshake", handshake));
      const isUnderstood = reply.protocolVersion === PROTOCOL_VERSION;
      if (isUnderstood && reply.accepted.length > 0) return;
      await this.#leave(1, reply.message ?? refusal(name, reply.protocolVersion));
    } catch (error) {
      await this.#leave(1, error instanceof Error ? error.message : String(error));
    }
  }

  serve(call: InboundCall): Promise<Uint8Array> | undefined {
    if (call.capability === "shep.shutdown") {
      const answer = this.#shutDown(call);
      // The answer is sent in the first step after it is there, and the plugin ends in the second.
      // A timer would have to be loaded, which takes 3 ms.
      void answer.then(nothing, nothing).then(() => this.#end.exit(0, "it was shut down"));
      return answer;
    }
    const handler = this.#handlers.get(call.capability);
    return handler === undefined ? undefined : this.#handle(handler, call);
  }

  log(level: LogLevel, message: string, about: typeof NO_CALL): void {
    const metadata = { messageType: about.capability, correlationId: about.correlationId };
    const record = { level, message, timestamp: clock.wallNow() };
    this.#channel.notify("shep.log", encodeLogMessage(record, metadata));
  }

  /** Ends the plugin because nobody is left to serve. */
  async stop(why: string): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    await this.#plugin.stop?.();
    await this.#end.exit(0, why);
  }

  async #shutDown({ payload }: InboundCall): Promise<Uint8Array> {
    decodeShutdown(payload);
    this.#isStopping = true;
    await this.#plugin.stop?.();
    return encodeShutdownReply();
  }

  async #leave(code: number, why: string): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.log("error", why, NO_CALL);
    await this.#end.exit(code, why);
  }

  async #handle(handler: CapabilityHandler, call: InboundCall): Promise<Uint8Array> {
    const { correlationId, signal } = call;
    const context: CallContext = {
      clock,
      random,
      correlationId,
      signal,
      log: (level, message) => this.log(level, message, call),
      progress: (progress) =>
        this.#channel.notify("shep.progress", encodeProgress({ correlationId, ...progress })),
      call: (capability, payload) => this.#channel.call(capability, payload, { signal }),
    };
    try {
      return await handler.handle(call.payload, context);
    } catch (error) {
      if (error instanceof Error && error.stack !== undefined) context.log("debug", error.stack);
      throw error;
    }
  }
}
