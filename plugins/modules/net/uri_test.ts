import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { isInstalled } from "../../connections/testing/needs.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { uri } from "./uri.ts";
import spec from "./uri.json" with { type: "json" };

const ignore = !isInstalled("curl");

/** What the server was sent. */
interface Received {
  readonly method: string;
  readonly path: string;
  readonly type: string | null;
  readonly body: string;
}

/** A web service on this computer. */
class Service implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor() {
    const options = { port: 0, hostname: "127.0.0.1", onListen: () => {} };
    this.#server = Deno.serve(options, (request) => this.#answer(request));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  async send(path: string, args: Record<string, Value> = {}) {
    await using target = await openLocalTarget();
    return await runModule({ run: uri, spec, args: { url: this.url + path, ...args }, target });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const { method } = request;
    const type = request.headers.get("content-type");
    this.received.push({ method, path: pathname, type, body: await request.text() });
    if (pathname === "/json") {
      const headers = new Headers({ "x-own-header": "yes" });
      headers.append("set-cookie", "a=1; Path=/");
      headers.append("set-cookie", "b=2");
      return Response.json({ answer: 42 }, { headers });
    }
    if (pathname === "/moved") {
      return new Response(null, { status: 302, headers: { location: "/json" } });
    }
    if (pathname === "/made") return new Response("made\n", { status: 201 });
    return pathname === "/nothing"
      ? new Response("no such\n", { status: 404 })
      : new Response("ok\n");
  }
}

Deno.test({
  name: "uri() returns status, headers, cookies and JSON (needs curl)",
  ignore,
  async fn() {
    await using service = new Service();
    const { result, changed, failed, msg } = await service.send("/json", { return_content: true });
    ok(!changed && !failed, msg);
    deepEqual(result["json"], dict({ answer: 42 }));
    equal(result["content"], '{"answer":42}');
    equal(result["x_own_header"], "yes");
    deepEqual(result["cookies"], dict({ a: "1", b: "2" }));
    equal(result["cookies_string"], "a=1; b=2");
    deepEqual(
      [result["status"], result["redirected"], result["msg"], result["elapsed"]],
      [200, false, "OK (13 bytes)", 0],
    );
  },
});

Deno.test({
  name: "uri() sends bodies in each format (needs curl)",
  ignore,
  async fn() {
    await using service = new Service();
    const post = { method: "post" };
    const json = "application/json";
    const encoded = "application/x-www-form-urlencoded";
    await service.send("/", { ...post, body_format: "json", body: dict({ a: [1, "ü\n"] }) });
    await service.send("/", { ...post, body_format: "json", body: '{"raw": 1}' });
    await service.send("/", {
      ...post,
      body_format: "form-urlencoded",
      body: dict({ a: "x y", b: [1, true] }),
    });
    await service.send("/", { method: "PUT", body: "@plain\ttext\n" });
    await service.send("/", { method: "DELETE" });
    deepEqual(service.received.map(({ method, type, body }) => [method, type, body]), [
      ["POST", json, '{"a": [1, "\\u00fc\\n"]}'],
      ["POST", json, '{"raw": 1}'],
      ["POST", encoded, "a=x+y&b=1&b=True"],
      ["PUT", encoded, "@plain\ttext\n"],
      ["DELETE", null, ""],
    ]);
  },
});

Deno.test({
  name: "uri() fails on other statuses than those asked for (needs curl)",
  ignore,
  async fn() {
    await using service = new Service();
    const missing = await service.send("/nothing", { return_content: true });
    ok(missing.failed);
    equal(missing.msg, "Status code was 404 and not [200]: HTTP Error 404: Not Found");
    deepEqual([missing.result["status"], missing.result["content"]], [404, "no such\n"]);
    ok(!(await service.send("/made", { status_code: [200, 201] })).failed);
    const wanted = await service.send("/nothing", { status_code: [404] });
    deepEqual([wanted.failed, wanted.result["body"]], [false, "no such\n"]);
    const nameless = await service.send("", { url: "nowhere" });
    equal(nameless.msg, "unknown url type: 'nowhere'");
    const refused = await service.send("", { url: "http://127.0.0.1:1/" });
    match(
      refused.msg ?? "",
      /^Status code was -1 and not \[200\]: Request failed: <urlopen error \[Errno 111\]/,
    );
  },
});

Deno.test({
  name: "uri() follows redirections of safe methods only unless told otherwise (needs curl)",
  ignore,
  async fn() {
    await using service = new Service();
    const followed = await service.send("/moved");
    deepEqual([followed.result["redirected"], followed.result["status"]], [true, 200]);
    const none = { status_code: [302] };
    equal((await service.send("/moved", { ...none, method: "POST", body: "x" })).failed, false);
    equal((await service.send("/moved", { ...none, follow_redirects: "none" })).failed, false);
    ok(
      !(await service.send("/moved", { method: "POST", body: "x", follow_redirects: "all" }))
        .failed,
    );
    equal(
      (await service.send("/moved", { method: "HEAD", return_content: true })).result["content"],
      "",
    );
  },
});

Deno.test({
  name: "uri() stores what is answered and sends files (needs curl)",
  ignore,
  async fn() {
    await using service = new Service();
    using folder = new TemporaryFolder();
    const dest = `${folder.path}/out`;
    const stored = await service.send("/x", { dest, mode: "0600" });
    ok(stored.changed && !stored.failed, stored.msg);
    deepEqual([stored.result["path"], stored.result["mode"]], [dest, "0600"]);
    equal(Deno.readTextFileSync(dest), "ok\n");
    await service.send("/x", { method: "POST", src: dest, remote_src: true });
    await service.send("/x", { method: "POST", src: dest });
    deepEqual(service.received.slice(-2).map(({ body }) => body), ["ok\n", "ok\n"]);
    const count = service.received.length;
    const skipped = await service.send("/x", { creates: dest });
    equal(skipped.result["stdout"], `skipped, since '${dest}' exists`);
    const missing = await service.send("/x", { removes: `${dest}.no` });
    equal(missing.result["stdout"], `skipped, since '${dest}.no' does not exist`);
    equal(service.received.length, count);
  },
});

Deno.test("uri() refuses methods that are none", async () => {
  await using target = await openLocalTarget();
  const args = { url: "http://127.0.0.1:1/", method: "GET /" };
  const { msg } = await runModule({ run: uri, spec, args, target });
  match(msg ?? "", /^Parameter 'method' needs to be a single word in uppercase/);
});
