import { deepEqual, equal, throws } from "node:assert/strict";
import type { WebRequest } from "../../engine/template/lookups/lookup.ts";
import { fetchNow } from "./fetch_now.ts";

const WORKER = new URL("./url_worker.ts", import.meta.url);

/** A server in a thread of its own: the one that asks stands still. */
const SERVER = `
const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: ({ port }) => postMessage(port) },
  (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/moved") return new Response("", { status: 302, headers: { location: "/seen" } });
    if (pathname === "/circle") return new Response("", { status: 302, headers: { location: "/circle" } });
    if (pathname === "/closed" && !request.headers.has("authorization")) {
      return new Response("who?", { status: 401 });
    }
    if (pathname === "/silent") return new Promise(() => {});
    if (pathname === "/missing") return new Response("", { status: 404 });
    return Response.json(Object.fromEntries(request.headers));
  });
onmessage = async () => { await server.shutdown(); close(); };
`;

async function withServer(use: (base: string) => void): Promise<void> {
  const url = URL.createObjectURL(new Blob([SERVER], { type: "application/javascript" }));
  const worker = new Worker(url, { type: "module" });
  try {
    const { promise, resolve } = Promise.withResolvers<number>();
    worker.onmessage = ({ data }) => resolve(data);
    use(`http://127.0.0.1:${await promise}`);
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}

function request(url: string, more: Partial<WebRequest> = {}): WebRequest {
  return {
    url,
    headers: {},
    unredirectedHeaders: [],
    redirects: "followed",
    certificates: "checked",
    trusted: [],
    proxies: "used",
    timeoutMs: 60_000,
    ...more,
  };
}

for (const proxies of ["used", "unused"] as const) {
  const ask = (url: string, more: Partial<WebRequest> = {}) =>
    fetchNow(request(url, { proxies, ...more }), WORKER);

  Deno.test(`fetchNow() has the answer at once, proxies ${proxies}`, async () => {
    await withServer((base) => {
      const { status, reason, content } = ask(`${base}/a`, { headers: { "x-one": "1" } });
      deepEqual([status, reason], [200, "OK"]);
      equal(JSON.parse(new TextDecoder().decode(content))["x-one"], "1");
      const missing = ask(`${base}/missing`);
      deepEqual([missing.status, missing.reason], [404, "Not Found"]);
    });
  });

  Deno.test(`fetchNow() follows redirects and logs in when asked, proxies ${proxies}`, async () => {
    await withServer((base) => {
      const headers = { "x-one": "1", "x-two": "2" };
      const moved = ask(`${base}/moved`, { headers, unredirectedHeaders: ["x-two"] });
      const seen = JSON.parse(new TextDecoder().decode(moved.content));
      deepEqual([seen["x-one"], seen["x-two"]], ["1", undefined]);
      equal(ask(`${base}/moved`, { redirects: "refused" }).status, 302);
      throws(() => ask(`${base}/circle`), /redirects in circles/);
      equal(ask(`${base}/closed`).status, 401);
      const login = { user: "bob", password: "sesame" };
      equal(ask(`${base}/closed`, { login }).status, 200);
    });
  });
}

Deno.test("fetchNow() fails when nothing answers, and says why", async () => {
  await withServer((base) => {
    throws(() => fetchNow(request(`${base}/silent`, { timeoutMs: 50 }), WORKER), /in time/);
  });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  throws(() => fetchNow(request(`http://127.0.0.1:${port}/`), WORKER), /refused/);
});
