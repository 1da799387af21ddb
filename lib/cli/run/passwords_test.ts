import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { type FakeAnswer, FakeProcesses } from "../../system/fake_processes.ts";
import { FakeTerminal } from "../../system/fake_terminal.ts";
import { CommandError } from "../command_error.ts";
import { type PasswordArguments, readPasswords } from "./passwords.ts";

const NONE: PasswordArguments = { askPass: false, askBecomePass: false };

function systemWith(answers: readonly string[] = [], printed: FakeAnswer = {}) {
  return {
    terminal: new FakeTerminal({ answers }),
    files: new FakeFiles({
      "/pass": "from file\n",
      "/empty": "\n",
      "/program": { content: "#!/bin/sh\n", mode: 0o755 },
    }),
    processes: new FakeProcesses(() => printed),
  };
}

Deno.test("readPasswords() asks for nothing that is not wanted", async () => {
  const system = systemWith();
  assert.deepEqual(await readPasswords(system, NONE), {});
  assert.deepEqual(system.terminal.asked, []);
});

Deno.test("readPasswords() asks as Ansible does, without showing what is typed", async () => {
  const system = systemWith(["one", "two"]);
  const passwords = await readPasswords(system, { askPass: true, askBecomePass: true });
  assert.deepEqual(passwords, { login: "one", become: "two" });
  assert.deepEqual(system.terminal.asked, [
    { question: "SSH password: ", echo: "off" },
    { question: "BECOME password[defaults to SSH password]: ", echo: "off" },
  ]);
});

Deno.test("readPasswords() takes the login's password to become a user if none is given", async () => {
  const passwords = await readPasswords(systemWith(["one", ""]), {
    askPass: true,
    askBecomePass: true,
  });
  assert.deepEqual(passwords, { login: "one", become: "one" });
});

Deno.test("readPasswords() reads files, and runs those that are programs", async () => {
  const system = systemWith([], { stdout: "printed\n" });
  const passwords = await readPasswords(system, {
    ...NONE,
    passwordFile: "/pass",
    becomePasswordFile: "/program",
  });
  assert.deepEqual(passwords, { login: "from file", become: "printed" });
});

for (
  const [why, options, answer] of [
    ["there is no file", { passwordFile: "/nowhere" }, {}],
    ["the file is empty", { passwordFile: "/empty" }, {}],
    ["the program fails", { passwordFile: "/program" }, { ending: { kind: "exited", code: 1 } }],
    ["nobody answers", { askPass: true }, {}],
  ] as const
) {
  Deno.test(`readPasswords() fails if ${why}`, async () => {
    const given = { ...NONE, ...options };
    await assert.rejects(readPasswords(systemWith([], answer), given), CommandError);
  });
}
