import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { UndefinedError } from "../template/errors.ts";
import { ControllerSource } from "./controller_source.ts";
import { PIECE } from "./put_pieces.ts";

const FILES = { "/p/files/a": "$ANSIBLE_VAULT", "/p/b": "plain" };

function source(): ControllerSource {
  return new ControllerSource({
    files: new FakeFiles(FILES),
    searchPath: ["/p"],
    decrypt: (content) => bytes(text(content).replace("$ANSIBLE_VAULT", "secret")),
    render: () => "",
  });
}

const bytes = (value: string) => new TextEncoder().encode(value);
const text = (value: Uint8Array | undefined) => new TextDecoder().decode(value);

Deno.test("ControllerSource decrypts what it finds unless it is told not to", async () => {
  const found = source();
  const request = { scope: "", path: "a", kind: "file", wantsContent: true } as const;
  for (const [options, expected] of [["{}", "secret"], ['{"decrypt":false}', "$ANSIBLE_VAULT"]]) {
    const { entries: [entry] } = await found.find({ ...request, options: options ?? "" });
    assert.equal(text(entry?.content), expected);
    assert.equal(text(found.content(entry?.source ?? "").read()), expected);
  }
});

Deno.test("ControllerSource says where it has looked", async () => {
  const request = { scope: "", path: "x", kind: "file", wantsContent: false } as const;
  const found = await source().find(request);
  assert.deepEqual([found.isFound, found.searched], [false, ["/p/files/x", "/p/x"]]);
  assert.throws(() => source().content("/p/b"), /Cannot read \/p\/b: not a found source/);
});

Deno.test("ControllerSource says where in a template something went wrong", async () => {
  const failing = new ControllerSource({
    files: new FakeFiles(FILES),
    searchPath: ["/p"],
    decrypt: (content) => content,
    render: () => {
      const error = new UndefinedError("'x' is undefined");
      error.line = 3;
      throw error;
    },
  });
  const request = { scope: "", path: "b", kind: "template", wantsContent: false } as const;
  assert.equal((await failing.find(request)).error, "'x' is undefined (/p/b:3)");
});

Deno.test("ControllerSource reads a large file by pieces, but not a large vault", async () => {
  const large = new Uint8Array(PIECE + 3).map((_, index) => index % 251);
  const vault = large.slice();
  vault.set(bytes("$ANSIBLE_VAULT;"));
  const [files, pieces] = [0, 1].map(() => new FakeFiles({ "/p/large": large, "/p/vault": vault }));
  assert.ok(files && pieces);
  files.read = () => assert.fail("It was read as a whole");
  files.readRange = (path, range) => pieces.readRange(path, range);
  const decrypt = () => bytes("secret");
  const found = new ControllerSource({ files, searchPath: ["/p"], decrypt, render: () => "" });
  const request = { scope: "", path: "large", kind: "file", wantsContent: false } as const;
  const { entries: [entry] } = await found.find(request);
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-1", large)).toHex();
  assert.deepEqual([entry?.sha1, entry?.size], [sum, large.length]);
  const piece = found.content(entry?.source ?? "").read({ offset: PIECE, length: PIECE });
  assert.deepEqual(piece, large.subarray(PIECE));
  files.read = () => vault;
  const { entries: [opened] } = await found.find({ ...request, path: "vault" });
  assert.equal(opened?.size, "secret".length);
});
