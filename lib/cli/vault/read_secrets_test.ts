import assert from "node:assert/strict";
import { Vault } from "../../engine/vault/vault.ts";
import { FakeClock } from "../../system/fake_clock.ts";
import { FakeEnvironment } from "../../system/fake_environment.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import { type FakeAnswer, FakeProcesses } from "../../system/fake_processes.ts";
import { FakeRandom } from "../../system/fake_random.ts";
import { FakeSignals } from "../../system/fake_signals.ts";
import { FakeTerminal } from "../../system/fake_terminal.ts";
import { App } from "../app.ts";
import { readSecrets } from "./read_secrets.ts";
import { asked, secretSource } from "./secret_source.ts";

const PROGRAM = { content: "#!/bin/sh\n", mode: 0o755 };
const SEALED = new Vault({ secrets: [], tries: "all" }).seal(
  new TextEncoder().encode("from a vault\n"),
  {
    secret: { label: "a", password: new TextEncoder().encode("one") },
    salt: new Uint8Array(32),
  },
);

function appWith(answers: readonly string[] = [], printed: FakeAnswer = {}) {
  const terminal = new FakeTerminal({ answers });
  const processes = new FakeProcesses(() => printed);
  const app = new App({
    start: new URL("file:///shep/main.ts"),
    load: () => Promise.reject(new Error("Nothing is loaded here")),
    system: {
      terminal,
      processes,
      files: new FakeFiles({
        "/here/one": " \t one \r\n",
        "/here/empty": "\n",
        "/here/vault": SEALED,
        "/here/program": PROGRAM,
        "/here/get-client.sh": PROGRAM,
        "/here/marked": { content: "one\n", mode: 0o755 },
        "/home/tester/two": "two",
      }),
      environment: new FakeEnvironment({ workingFolder: "/here" }),
      clock: new FakeClock(),
      random: new FakeRandom(),
      signals: new FakeSignals(),
      launch: { calledAs: undefined },
    },
  });
  return { app, terminal, processes };
}

async function read(app: App, ids: readonly string[], asks: "once" | "twice" = "once") {
  const sources = ids.map((id) => id === "ask" ? asked("default") : secretSource(id, "default"));
  const secrets = await readSecrets(app, sources, { asks });
  return secrets.map(({ label, password }) => `${label}=${new TextDecoder().decode(password)}`);
}

Deno.test("readSecrets() reads files and vaults that an earlier password opens, in order", async () => {
  const { app } = appWith();
  assert.deepEqual(await read(app, ["a@one", "~/two", "b@vault"]), [
    "a=one",
    "default=two",
    "b=from a vault",
  ]);
});

Deno.test("readSecrets() asks as Ansible does, new passwords twice", async () => {
  const { app, terminal } = appWith(["x", " y ", "y", "z", "z"]);
  assert.deepEqual(await read(app, ["ask"]), ["default=x"]);
  assert.deepEqual(await read(app, ["a@prompt"], "twice"), ["a=y"]);
  assert.deepEqual(await read(app, ["ask"], "twice"), ["default=z"]);
  assert.deepEqual(terminal.asked.map(({ question }) => question), [
    "Vault password: ",
    "New vault password (a): ",
    "Confirm new vault password (a): ",
    "New Vault password: ",
    "Confirm New Vault password: ",
  ]);
  assert.ok(terminal.asked.every(({ echo }) => echo === "off"));
});

Deno.test("readSecrets() runs programs, and tells clients the label", async () => {
  const { app, processes } = appWith([], { stdout: " printed \r\n" });
  assert.deepEqual(await read(app, ["program", "a@program", "a@get-client.sh", "get-client.sh"]), [
    "default= printed ",
    "a= printed ",
    "a= printed ",
    "default= printed ",
  ]);
  assert.deepEqual(processes.ran.map(({ program, args }) => [program, ...args ?? []]), [
    ["/here/program"],
    ["/here/program"],
    ["/here/get-client.sh", "--vault-id", "a"],
    ["/here/get-client.sh"],
  ]);
});

Deno.test("readSecrets() tells of a source that gives nothing, and goes on with the others", async () => {
  const { app, terminal } = appWith();
  assert.deepEqual(await read(app, ["a@nowhere", "one"]), ["default=one"]);
  assert.match(
    terminal.stderr.replaceAll("\n", " "),
    /file \(a\): The vault password file \/here\/nowhere was not found/,
  );
});

const REFUSED: readonly (readonly [string, string, FakeAnswer, RegExp])[] = [
  ["what is not there", "nowhere", {}, /^The vault password file \/here\/nowhere was not found$/],
  [
    "an empty file",
    "empty",
    {},
    /^Invalid vault password was provided from file \(\/here\/empty\)/,
  ],
  ["a folder", "/here", {}, /it is a folder/],
  ["a vault that nothing opens", "vault", {}, /^Attempting to decrypt but no vault secrets found/],
  ["an empty answer of a program", "program", {}, /provided from script \(\/here\/program\)$/],
  [
    "a program that fails",
    "program",
    { ending: { kind: "exited", code: 3 } },
    /^Vault password script \/here\/program returned non-zero \(3\)/,
  ],
  [
    "a client without a password for the label",
    "a@get-client.sh",
    { ending: { kind: "exited", code: 2 }, stderr: "no a\n" },
    /^Vault password client script .* did not find a secret for vault-id=a: no a$/,
  ],
  ["a file that may be executed but is no program", "marked", {}, /remove the executable bit/],
  ["nobody there to answer", "ask", {}, /^EOFError \(ctrl-d\) on prompt for \(default\)$/],
];

for (const [what, id, printed, message] of REFUSED) {
  Deno.test(`readSecrets() refuses ${what}`, async () => {
    const { app, terminal } = appWith([], printed);
    await assert.rejects(read(app, [id]), { name: "CommandError", message });
    assert.match(terminal.stderr, /WARNING/);
  });
}

Deno.test("readSecrets() refuses new passwords that differ", async () => {
  const { app } = appWith(["x", "y"]);
  await assert.rejects(read(app, ["ask"], "twice"), { message: "Passwords do not match" });
});
