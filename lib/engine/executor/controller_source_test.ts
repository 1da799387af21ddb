import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { UndefinedError } from "../template/errors.ts";
import { ControllerSource } from "./controller_source.ts";

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
