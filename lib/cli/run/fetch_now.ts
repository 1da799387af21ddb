import type { WebAnswer, WebRequest } from "../../engine/template/lookups/lookup.ts";

/** What the worker is sent. */
export interface FetchOrder {
  readonly request: WebRequest;
  /** Two numbers of 32 bits, then the reply: JSON, a zero, the content. */
  readonly reply: SharedArrayBuffer;
}

/** Largest answer, in bytes. */
const MOST = 64 * 1024 * 1024;

/** Where the numbers are: whether the reply is there, and its length. */
export const REPLY = { isThere: 0, length: 1, start: 8 } as const;

/**
 * Asks a server and stands still until it has answered: templates cannot wait. The request is made
 * by a worker that may touch nothing but the network.
 *
 * @param worker The module of the worker.
 * @throws {Error} If there is no answer.
 */
export function fetchNow(request: WebRequest, worker: URL): WebAnswer {
  const reply = new SharedArrayBuffer(REPLY.start, { maxByteLength: MOST });
  const flags = new Int32Array(reply, 0, 2);
  const socket = request.unixSocket === undefined ? [] : [request.unixSocket];
  const thread = new Worker(worker, {
    type: "module",
    name: "url",
    deno: { permissions: { net: true, env: PROXIES, read: socket, write: socket } },
  });
  try {
    thread.postMessage({ request, reply } satisfies FetchOrder);
    const waited = Atomics.wait(flags, REPLY.isThere, 0, request.timeoutMs + GRACE_MS);
    if (waited === "timed-out") throw new Error("The server did not answer in time");
  } finally {
    thread.terminate();
  }
  const bytes = new Uint8Array(reply, REPLY.start, flags[REPLY.length] ?? 0).slice();
  const end = bytes.indexOf(0);
  const head: { readonly error?: string; readonly status: number; readonly reason: string } = JSON
    .parse(new TextDecoder().decode(bytes.subarray(0, end)));
  if (head.error !== undefined) throw new Error(head.error);
  return { status: head.status, reason: head.reason, content: bytes.slice(end + 1) };
}

/** For the worker's start; it ends a request that takes too long by itself. */
const GRACE_MS = 5000;

const PROXIES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]
  .flatMap((name) => [name, name.toLowerCase()]);
