import assert from "node:assert/strict";
import type { Become } from "../../lib/plugin/sdk.ts";
import { becomeCommand } from "./become.ts";
import { startLocal } from "./local/start_local.ts";
import { LoginError } from "./login.ts";
import { startShell } from "./shell_process.ts";
import { openSession } from "./shell_session.ts";

const SHELL = ["sh", "-c", "loop"];

Deno.test("becomeCommand() starts sudo without a password as Ansible does", () => {
  const { argv, prompts } = becomeCommand({ method: "sudo", user: "web" }, SHELL, { token: "k" });
  assert.deepEqual(argv, ["sudo", "-H", "-S", "-n", "-u", "web", ...SHELL]);
  assert.deepEqual(prompts, []);
});

Deno.test("becomeCommand() lets sudo ask where there is a password", () => {
  const become = { method: "sudo", user: "web", password: "secret", flags: "-H -n -S", exe: "/s" };
  const { argv, prompts: [prompt] } = becomeCommand(become, SHELL, { token: "k" });
  const question = "[sudo via shep, key=k] password:";
  assert.deepEqual(argv, ["/s", "-H", "-S", "-p", question, "-u", "web", ...SHELL]);
  assert.ok(prompt?.pattern.test(`lecture\n${question}`));
  assert.equal(prompt?.answer, "secret");
  assert.ok(!argv.join(" ").includes("secret"));
});

Deno.test("becomeCommand() hands su one command line", () => {
  const { argv } = becomeCommand({ method: "su", user: "web", flags: "-l" }, SHELL, { token: "k" });
  assert.deepEqual(argv, ["su", "-l", "web", "-c", "'sh' '-c' 'loop'"]);
});

Deno.test("becomeCommand() starts a program of several words", () => {
  const rest = { user: "web", exe: "sudo -n su" };
  const start = ["sudo", "-n", "su"];
  const { argv } = becomeCommand({ ...rest, method: "su", flags: "-" }, SHELL, { token: "k" });
  assert.deepEqual(argv, [...start, "-", "web", "-c", "'sh' '-c' 'loop'"]);
  for (const method of ["sudo", "doas"]) {
    const flags = method === "sudo" ? [] : ["-n"];
    const { argv } = becomeCommand({ ...rest, method, flags: "" }, SHELL, { token: "k" });
    assert.deepEqual(argv, [...start, ...flags, "-u", "web", ...SHELL]);
  }
});

Deno.test("becomeCommand() refuses what it cannot do", () => {
  assert.throws(
    () => becomeCommand({ method: "pbrun", user: "x" }, SHELL, { token: "k" }),
    /pbrun is not known/,
  );
});

Deno.test("becomeCommand() knows a question from a program that begins to say what is wrong", () => {
  const become = { user: "web", password: "x" };
  for (const method of ["su", "doas"]) {
    const { prompts: [prompt] } = becomeCommand({ ...become, method }, SHELL, { token: "k" });
    for (
      const text of [
        "Password: ",
        "\rdoas (ann@web) password: ",
        "Mot de passe\u00A0: ",
        "密碼：",
        "a\nb:",
      ]
    ) assert.ok(prompt?.pattern.test(text), text);
    for (const text of ["su: ", "\ndoas: ", "lecture:\n", "su: Sorry"]) {
      assert.ok(!prompt?.pattern.test(text), text);
    }
  }
});

/** A stand-in for sudo that asks for the password `right` up to twice, as sudo -S does. */
const FAKE_SUDO = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in -p) prompt=$2; shift 2 ;; -u) user=$2; shift 2 ;; -n) never=1; shift ;; -*) shift ;; *) break ;; esac
done
echo "We trust you have received the usual lecture" >&2
[ "$user" != free ] || exec "$@"
[ -z "$never" ] || { echo "sudo: a password is required" >&2; exit 1; }
for try in 1 2; do
  printf %s "$prompt" >&2
  IFS= read -r word
  [ "$word" != right ] || exec "$@"
  echo "Sorry, try again." >&2
done
exit 1
`;

async function login(become: Omit<Become, "method">, timeoutMs = 10_000): Promise<string> {
  const exe = Deno.makeTempFileSync({ prefix: "shep-test-" });
  Deno.writeTextFileSync(exe, FAKE_SUDO);
  Deno.chmodSync(exe, 0o755);
  const full = { ...become, method: "sudo", exe };
  try {
    const { argv, ...rest } = startLocal({ settings: [], become: full });
    const session = await openSession(startShell(argv), { timeoutMs, become: full, ...rest });
    const { results } = await session.exec([{ argv: ["cat"], stdin: new Uint8Array([65]) }], {
      afterFailure: "stop",
    });
    await session.close();
    return new TextDecoder().decode(results[0]?.stdout);
  } catch (error) {
    assert.ok(error instanceof LoginError);
    assert.equal(error.failure, "become");
    return error.message;
  } finally {
    Deno.removeSync(exe);
  }
}

Deno.test("openSession() gives the password when it is asked for", async () => {
  assert.equal(await login({ user: "web", password: "right" }), "A");
});

Deno.test("openSession() needs no password where nobody asks", async () => {
  assert.equal(await login({ user: "free", password: "right" }), "A");
  assert.equal(await login({ user: "free" }), "A");
});

Deno.test("openSession() gives a wrong password only once", async () => {
  assert.equal(await login({ user: "web", password: "wrong" }), "Incorrect sudo password");
});

Deno.test("openSession() says that a password is missing", async () => {
  assert.equal(await login({ user: "web" }), "Missing sudo password");
});

Deno.test("openSession() gives up on a shell that does not answer", async () => {
  const start = startShell(["sh", "-c", "echo waiting for Godot >&2; exec sleep 60"]);
  await assert.rejects(
    openSession(start, { timeoutMs: 50, become: { method: "su", user: "web" } }),
    (error: LoginError) =>
      error.failure === "become" &&
      /^Timeout \(0.05s\) waiting for privilege escalation prompt:/.test(error.message),
  );
});

Deno.test("openSession() tells what is said on either stream instead of a shell's answer", async () => {
  const become = { method: "su", user: "web" };
  for (const text of ["echo This account is not available", "echo su: restricted shell >&2"]) {
    const started = startShell(["sh", "-c", `${text}; exit 1`]);
    await assert.rejects(openSession(started, { timeoutMs: 30_000, become }), {
      failure: "become",
      message: text.replace(/echo | >&2/g, ""),
    });
  }
});

Deno.test("openSession() tells what is said after a question without the question", async () => {
  const become = { method: "su", user: "web", password: "x" };
  const { prompts } = becomeCommand(become, SHELL, { token: "k" });
  const asking =
    "printf 'Password: ' >&2; read -r word; printf 'su: ' >&2; echo No shell >&2; exit 1";
  await assert.rejects(
    openSession(startShell(["sh", "-c", asking]), { timeoutMs: 30_000, become, prompts }),
    { message: "su: No shell" },
  );
});

Deno.test("openSession() tells what a program that is no shell says", async () => {
  const start = startShell(["sh", "-c", "echo No route to host >&2; exit 255"]);
  await assert.rejects(openSession(start, { timeoutMs: 60_000 }), {
    failure: "unreachable",
    message: "No route to host",
  });
});

const canSudo = Deno.uid() === 0 && isRunnable("sudo");

Deno.test({
  name: `openSession() becomes another user through sudo and su${
    canSudo ? "" : " (skipped: needs root and sudo)"
  }`,
  ignore: !canSudo,
  async fn() {
    for (
      const become of [{ method: "sudo", user: "nobody" }, {
        method: "su",
        user: "nobody",
        flags: "-s /bin/sh",
      }]
    ) {
      const { argv } = startLocal({ settings: [], become });
      const session = await openSession(startShell(argv), { timeoutMs: 60_000, become });
      assert.equal(session.user, "nobody");
      await session.close();
    }
  },
});

function isRunnable(program: string): boolean {
  try {
    return new Deno.Command(program, { args: ["--version"], stdout: "null" }).outputSync().success;
  } catch {
    return false;
  }
}
