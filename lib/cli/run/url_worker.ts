/** The worker of `fetchNow()`: makes one request and leaves the reply in shared memory. */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { basicLogin } from "../../engine/template/lookups/basic_login.ts";
import type { WebRequest } from "../../engine/template/lookups/lookup.ts";
import { type FetchOrder, REPLY } from "./fetch_now.ts";

interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Uint8Array;
}

addEventListener("message", (event) => {
  if (event instanceof MessageEvent) void carryOut(event.data);
});

async function carryOut({ request, reply }: FetchOrder): Promise<void> {
  try {
    const { status, reason, content } = await settle(request);
    leave(reply, { status, reason }, content);
  } catch (error) {
    leave(reply, { error: told(error, request) }, new Uint8Array());
  }
}

/** Most redirects that are followed, as in Python. */
const MOST_REDIRECTS = 10;

async function settle(request: WebRequest): Promise<Answer> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  let { url, headers } = request;
  for (let i = 0; i <= MOST_REDIRECTS; i++) {
    const answer = await ask({ ...request, url, headers }, signal);
    const { status } = answer;
    if (status === 401 && request.login !== undefined && headers.authorization === undefined) {
      headers = { ...headers, authorization: basicLogin(request.login) };
      continue;
    }
    const next = answer.headers.get("location");
    const isRedirect = [301, 302, 303, 307, 308].includes(status) && next !== undefined;
    if (!isRedirect || request.redirects === "refused") return answer;
    const from = new URL(url).origin;
    url = new URL(next, url).href;
    headers = redirected(headers, {
      without: new URL(url).origin === from
        ? request.unredirectedHeaders
        : ["authorization", ...request.unredirectedHeaders],
    });
  }
  throw new Error("The server redirects in circles");
}

function redirected(
  headers: WebRequest["headers"],
  { without }: { readonly without: readonly string[] },
): WebRequest["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !without.includes(name)));
}

/** Deno's fetch knows proxies, Node's requests know sockets and leave certificates unchecked. */
function ask(request: WebRequest, signal: AbortSignal): Promise<Answer> {
  const isPlain = request.certificates === "checked" && request.proxies === "used" &&
    request.unixSocket === undefined;
  return isPlain ? askByFetch(request, signal) : askDirectly(request, signal);
}

async function askByFetch(request: WebRequest, signal: AbortSignal): Promise<Answer> {
  using client = Deno.createHttpClient({ caCerts: [...request.trusted] });
  const { url, headers } = request;
  const response = await fetch(url, { headers, redirect: "manual", signal, client });
  return {
    status: response.status,
    reason: response.statusText,
    headers: new Map(response.headers),
    content: await response.bytes(),
  };
}

function askDirectly(request: WebRequest, signal: AbortSignal): Promise<Answer> {
  const { url, headers, unixSocket, certificates, trusted } = request;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const start = url.startsWith("https:") ? httpsRequest : httpRequest;
  const sent = start(url, {
    headers: { ...headers },
    signal,
    rejectUnauthorized: certificates === "checked",
    ...(trusted.length === 0 ? {} : { ca: [...trusted] }),
    ...(unixSocket === undefined ? {} : { socketPath: unixSocket }),
  }, (message) => {
    const chunks: Uint8Array[] = [];
    message.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    message.on("error", reject);
    message.on("end", async () =>
      resolve({
        status: message.statusCode ?? 0,
        reason: message.statusMessage ?? "",
        headers: new Map(
          Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
        ),
        content: await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).bytes(),
      }));
  });
  sent.on("error", reject);
  sent.end();
  return promise;
}

/** The innermost cause, without the address, which is told anyhow and may hold what is secret. */
function told(error: unknown, request: WebRequest): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError" || error.name === "AbortError") {
    return "The server did not answer in time";
  }
  if (error.cause instanceof Error) return told(error.cause, request);
  return error.message.replace(/^error sending request( from \S+)? for url \([^)]*\): /, "")
    .replaceAll(request.url, "the address");
}

function leave(reply: SharedArrayBuffer, head: unknown, content: Uint8Array): void {
  const json = new TextEncoder().encode(`${JSON.stringify(head)}\0`);
  const length = json.length + content.length;
  if (REPLY.start + length > reply.maxByteLength) {
    leave(reply, { error: "the answer is too large" }, new Uint8Array());
    return;
  }
  reply.grow(REPLY.start + length);
  const bytes = new Uint8Array(reply, REPLY.start, length);
  bytes.set(json);
  bytes.set(content, json.length);
  const flags = new Int32Array(reply, 0, 2);
  flags[REPLY.length] = length;
  Atomics.store(flags, REPLY.isThere, 1);
  Atomics.notify(flags, REPLY.isThere);
}
