import assert from "node:assert/strict";
import { dict } from "../../../base/value.ts";
import { TemporaryFolder } from "../../../system/temporary_folder.ts";
import { type Session, Sessions, UnreachableError } from "../sessions.ts";
import { fakeSession as session, fakeTransfer as call, TARGET } from "./_fake_transfer_test.ts";
import { fetch } from "./fetch.ts";
import { SessionShell } from "./session_shell.ts";

Deno.test("fetch() carries a file that is longer than one part", async () => {
  using folder = new TemporaryFolder();
  const bytes = new Uint8Array(17 * 1024 * 1024 + 5).map((_, index) => index % 251);
  Deno.writeFileSync(`${folder.path}/big`, bytes);
  const args = dict({ src: `${folder.path}/big`, dest: `${folder.path}/new/copy`, flat: true });
  const { result } = await fetch(call(args, () => session(() => undefined)));
  assert.deepEqual([result.get("changed"), result.get("failed")], [true, undefined]);
  assert.deepEqual(Deno.readFileSync(`${folder.path}/new/copy`), bytes);
  assert.deepEqual([...Deno.readDirSync(`${folder.path}/new`)].length, 1);
});

Deno.test("fetch() keeps the old file where the new one is not what it must be", async () => {
  using folder = new TemporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/a`, "new");
  Deno.writeTextFileSync(`${folder.path}/old`, "old");
  const bad = { stdout: new TextEncoder().encode(`${"0".repeat(40)}  a\n`) };
  const target = session(({ argv }) => argv?.[0] === "sha1sum" ? bad : undefined);
  const open = (connection: string) => connection === "ssh" ? target : session(() => undefined);
  const args = dict({ src: `${folder.path}/a`, dest: `${folder.path}/old`, flat: true });
  const { result } = await fetch(call(args, open));
  assert.deepEqual([result.get("failed"), result.get("msg")], [true, "checksum mismatch"]);
  assert.equal(Deno.readTextFileSync(`${folder.path}/old`), "old");
  assert.deepEqual(Array.from(Deno.readDirSync(folder.path), ({ name }) => name).sort(), [
    "a",
    "old",
  ]);
  const trusting = dict({ ...Object.fromEntries(args), validate_checksum: false });
  assert.equal((await fetch(call(trusting, open))).result.get("changed"), true);
  assert.equal(Deno.readTextFileSync(`${folder.path}/old`), "new");
});

Deno.test("SessionShell opens a new session after one was lost", async () => {
  let opened = 0;
  const lost: Session = {
    ...session(() => ({})),
    exec: () => Promise.resolve({ results: [], lost: "The line is cut" }),
  };
  const sessions = new Sessions({
    connect: () => Promise.resolve(opened++ === 0 ? lost : session(() => ({}))),
  });
  const shell = new SessionShell(sessions, TARGET, { signal: new AbortController().signal });
  await assert.rejects(shell.exec({ argv: ["true"] }), UnreachableError);
  assert.equal((await shell.exec({ argv: ["true"] })).length, 1);
  assert.equal(opened, 2);
});
