import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { isInstalled } from "../../connections/testing/needs.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { getUrl } from "./get_url.ts";
import { digestFor, fileName } from "./url_checksum.ts";
import spec from "./get_url.json" with { type: "json" };

const ignore = !isInstalled("curl");

const CONTENT = "hello\n";
const SHA256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
const MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";

/** A web server on this computer and a folder to download to. */
class Web implements AsyncDisposable {
  readonly folder = new TemporaryFolder();
  readonly requests: Request[] = [];
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor() {
    const options = { port: 0, hostname: "127.0.0.1", onListen: () => {} };
    this.#server = Deno.serve(options, (request) => this.#answer(request));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  async get(path: string, args: Record<string, Value>, options: { checkMode?: boolean } = {}) {
    await using target = await openLocalTarget(options);
    const all = { url: this.url + path, dest: `${this.folder.path}/file`, ...args };
    return await runModule({ run: getUrl, spec, args: all, target, ...options });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
    this.folder[Symbol.dispose]();
  }

  #answer(request: Request): Response {
    this.requests.push(request);
    const { pathname } = new URL(request.url);
    if (pathname === "/moved") return Response.redirect(`${this.url}/named.txt`, 302);
    if (pathname === "/sums") return new Response(`${SHA256}  ./file\n${"0".repeat(64)} *other\n`);
    if (pathname === "/secret" && request.headers.get("authorization") !== "Basic bWU6YSAiYiI=") {
      return new Response("no", { status: 401 });
    }
    if (pathname === "/nothing") return new Response("no", { status: 404 });
    if (request.headers.has("if-modified-since")) return new Response(null, { status: 304 });
    const headers = { "last-modified": MODIFIED, "content-length": String(CONTENT.length) };
    return new Response(CONTENT, { headers });
  }
}

Deno.test({
  name: "getUrl() downloads once and describes the file (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const args = { mode: "0640", headers: dict({ "X-Own": 'a "b"' }) };
    const { result, changed, failed, msg } = await web.get("/file", args);
    ok(changed && !failed, msg);
    equal(Deno.readTextFileSync(`${web.folder.path}/file`), CONTENT);
    deepEqual(
      [result["status_code"], result["msg"], result["mode"], result["size"], result["state"]],
      [200, "OK (6 bytes)", "0640", 6, "file"],
    );
    equal(result["checksum_src"], "f572d396fae9206628714fb2ce00f72e94f2258f");
    equal(result["md5sum"], "b1946ac92492d2347c6235b4d2611184");
    equal(web.requests[0]?.headers.get("x-own"), 'a "b"');
    equal(web.requests[0]?.headers.get("user-agent"), "ansible-httpget");
    const again = await web.get("/file", args);
    deepEqual([again.changed, again.result["status_code"]], [false, 304]);
    const forced = await web.get("/file", { ...args, force: true });
    deepEqual([forced.changed, forced.result["status_code"]], [false, 200]);
    deepEqual([...Deno.readDirSync(web.folder.path)].map(({ name }) => name), ["file"]);
  },
});

Deno.test({
  name: "getUrl() keeps what it has copied from a file of the target (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const source = `${web.folder.path}/source`;
    Deno.writeTextFileSync(source, CONTENT);
    for (const isFirst of [true, false, false]) {
      const { changed, failed, msg } = await web.get("", { url: `file://${source}` });
      deepEqual([changed, failed], [isFirst, false], msg);
      equal(Deno.readTextFileSync(`${web.folder.path}/file`), CONTENT);
    }
  },
});

Deno.test({
  name: "getUrl() replaces a file and keeps its mode and a backup (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const file = `${web.folder.path}/file`;
    Deno.writeTextFileSync(file, "old", { mode: 0o600 });
    const { result, changed } = await web.get("/file", { force: true, backup: true });
    ok(changed);
    equal(result["mode"], "0600");
    equal(Deno.readTextFileSync(String(result["backup_file"])), "old");
  },
});

Deno.test({
  name: "getUrl() downloads only what has the right checksum (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const wrong = await web.get("/file", { checksum: `sha256:${"0".repeat(64)}` });
    match(wrong.msg ?? "", /^The checksum for .*\/file did not match 0{64}; it was 5891b5b5/);
    deepEqual([...Deno.readDirSync(web.folder.path)], []);
    ok((await web.get("/file", { checksum: `sha256:${SHA256}` })).changed);
    const requests = web.requests.length;
    const again = await web.get("/file", { checksum: `sha256:${SHA256}` });
    deepEqual([again.changed, again.result["msg"]], [false, "file already exists"]);
    equal(web.requests.length, requests);
    const listed = await web.get("/file", { checksum: `sha256:${web.url}/sums` });
    ok(!listed.changed && !listed.failed, listed.msg);
    equal((await web.get("/x", { checksum: `sha256:${web.url}/sums` })).failed, true);
    equal(
      (await web.get("/file", { checksum: "nonsense" })).msg,
      "The checksum parameter has to be in format <algorithm>:<checksum>",
    );
  },
});

Deno.test({
  name: "getUrl() names the file in a folder after the last address (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const { result } = await web.get("/moved", { dest: web.folder.path });
    equal(result["dest"], `${web.folder.path}/named.txt`);
  },
});

Deno.test({
  name: "getUrl() sends user and password (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const args = { url_username: "me", url_password: 'a "b"' };
    ok((await web.get("/secret", args)).changed);
    equal((await web.get("/secret", { dest: `${web.folder.path}/2` })).result["status_code"], 401);
  },
});

Deno.test({
  name: "getUrl() fails with what the server or curl says (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const missing = await web.get("/nothing", {});
    deepEqual(
      [missing.msg, missing.result["status_code"], missing.result["response"]],
      ["Request failed", 404, "HTTP Error 404: Not Found"],
    );
    const refused = await web.get("", { url: "http://127.0.0.1:1/" });
    match(refused.msg ?? "", /^Request failed: <urlopen error \[Errno 111\] Connection refused>$/);
    const folder = await web.get("/file", { dest: `${web.folder.path}/no/file` });
    equal(folder.msg, `Destination ${web.folder.path}/no does not exist`);
    deepEqual([...Deno.readDirSync(web.folder.path)], []);
  },
});

Deno.test({
  name: "getUrl() asks for headers alone in check mode (needs curl)",
  ignore,
  async fn() {
    await using web = new Web();
    const checkMode = true;
    ok((await web.get("/file", {}, { checkMode })).changed);
    equal(web.requests[0]?.method, "HEAD");
    await web.get("/file", {});
    const requests = web.requests.length;
    const right = await web.get("/file", { checksum: `sha256:${SHA256}` }, { checkMode });
    const wrong = await web.get("/file", { checksum: "md5:00" }, { checkMode });
    const unknown = await web.get("/file", {}, { checkMode });
    deepEqual([right.changed, wrong.changed, unknown.skipped], [false, true, true]);
    for (const { method } of web.requests.slice(requests)) equal(method, "HEAD");
    const gone = await web.get("/nothing", {}, { checkMode });
    deepEqual([gone.msg, gone.result["status_code"]], ["Request failed", 404]);
    const folder = await web.get("/file", { dest: web.folder.path }, { checkMode });
    equal(folder.skipped, true);
    const named = await web.get("/moved", { dest: web.folder.path }, { checkMode });
    deepEqual([named.changed, named.result["msg"]], [true, `OK (${CONTENT.length} bytes)`]);
  },
});

Deno.test("digestFor() reads lists of digests", () => {
  equal(digestFor("abc\n", "x"), "abc");
  equal(digestFor("abc  x\ndef *y\n012 ./z\n", "y"), "def");
  equal(digestFor("abc  x\ndef *y\n012 ./z\n", "z"), "012");
  equal(digestFor("abc  x\n", "z"), undefined);
});

Deno.test("fileName() takes the last part of an address's path", () => {
  equal(fileName("https://example.org/a/b.tgz?x=/y#z"), "b.tgz");
  equal(fileName("https://example.org"), "index.html");
});
