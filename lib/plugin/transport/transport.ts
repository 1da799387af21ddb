/** Moves the bytes between the host and one plugin that it has started. */
export interface Transport {
  /** Hands bytes to the plugin, in order; the buffer must not be used any more. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** Ends the plugin at once, with all that it has started. */
  kill(): void;
  /** Resolves when the plugin is gone and all it has left is released. */
  readonly gone: Promise<void>;
}

/** What a transport tells its owner. */
export interface TransportEvents {
  /** Bytes of the plugin, in whatever pieces they come. */
  receive(bytes: Uint8Array): void;
  /** The plugin sends nothing more; `why` reads on after "Cannot reach plugin x:". Called once. */
  ended(why: string): void;
  /** A line that the plugin wrote beside the protocol. */
  line(text: string): void;
}

/** Starts a plugin. */
export type StartTransport = (events: TransportEvents) => Transport;
