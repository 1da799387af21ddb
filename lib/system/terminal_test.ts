import { deepEqual, equal } from "node:assert/strict";
import { FakeEnvironment } from "./fake_environment.ts";
import { FakeTerminal } from "./fake_terminal.ts";
import { TemporaryFolder } from "./temporary_folder.ts";
import { hasColor } from "./terminal.ts";

const SOURCE = import.meta.resolve("./terminal.ts");
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The command line of a program that has `terminal` in scope. */
function program(body: string): string[] {
  const code = `import { hasColor, terminal } from "${SOURCE}";\n${body}`;
  return [
    Deno.execPath(),
    "run",
    "-A",
    "--no-prompt",
    "--ext=ts",
    `data:text/typescript,${encodeURIComponent(code)}`,
  ];
}

/** Runs a program without a controlling terminal. */
async function runPiped(body: string, stdin: string): Promise<{ stdout: string; stderr: string }> {
  const [command = "", ...args] = program(body);
  const child = new Deno.Command(command, {
    args,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(stdin));
  await writer.close();
  const { stdout, stderr } = await child.output();
  return { stdout: text(stdout), stderr: text(stderr) };
}

/**
 * Runs a program at a terminal of its own, with script(1), and types `typed` once `prompt` shows.
 *
 * @returns All that the terminal showed.
 */
async function runAtTerminal(body: string, prompt: string, typed: string): Promise<string> {
  using folder = new TemporaryFolder();
  const file = `${folder.path}/program.ts`;
  Deno.writeTextFileSync(file, `import { terminal } from "${SOURCE}";\n${body}`);
  const child = new Deno.Command("script", {
    args: ["-qec", `'${Deno.execPath()}' run --allow-read --no-prompt '${file}'`, "/dev/null"],
    stdin: "piped",
    stdout: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  let shown = "";
  let answered = false;
  const decoder = new TextDecoder();
  for await (const chunk of child.stdout) {
    shown += decoder.decode(chunk, { stream: true });
    if (!answered && shown.includes(prompt)) {
      answered = true;
      await writer.write(new TextEncoder().encode(typed));
    }
  }
  await writer.close().catch(() => {});
  await child.status;
  return shown.replaceAll("\r\n", "\n");
}

Deno.test("terminal.write() writes all of a text that no pipe holds at once", async () => {
  const { stdout } = await runPiped('terminal.write("stdout", "å".repeat(1_000_000));', "");
  equal(stdout.length, 1_000_000);
});

Deno.test("terminal.ask() reads piped lines one by one", async () => {
  const { stdout, stderr } = await runPiped(
    'const a = [terminal.ask("One? "), terminal.ask("Two? ", { echo: "off" }), terminal.ask("?")];' +
      "console.log(JSON.stringify([...a, terminal.ask('!') === undefined]));",
    "first\r\nsec ond\nlast",
  );
  equal(stdout, '["first","sec ond","last",true]\n');
  equal(stderr, "One? Two? ?!");
});

Deno.test("terminal.readAll() reads stdin to its end", async () => {
  const { stdout } = await runPiped(
    "console.log(new TextDecoder().decode(terminal.readAll()).length, terminal.readAll().length);",
    "x".repeat(200_000),
  );
  equal(stdout, "200000 0\n");
});

Deno.test("terminal.ask() does not show what is typed when echo is off", async () => {
  const shown = await runAtTerminal(
    'const got = terminal.ask("Password: ", { echo: "off" });' +
      "console.log([...got ?? ''].map((c) => c.codePointAt(0)).join());",
    "Password: ",
    "xx\x15sécé\x7fr\r",
  );
  equal(shown, "Password: \n115,233,99,114\n");
});

Deno.test("terminal.ask() says so when it is interrupted", async () => {
  const shown = await runAtTerminal(
    'try { terminal.ask("Password: ", { echo: "off" }); } catch (e) { console.log(e.name); }',
    "Password: ",
    "abc\x03",
  );
  equal(shown, "Password: \nInterrupted\n");
});

Deno.test("terminal tells a person from a pipe", async () => {
  const body =
    'console.log(["stdin", "stdout"].map((s) => terminal.isTerminal(s)).join(), terminal.width());' +
    'terminal.ask("End? ");';
  const { stdout } = await runPiped(body, "");
  equal(stdout, "false,false 79\n");
  const shown = await runAtTerminal(body, "End? ", "\n");
  equal(/^true,true \d+$/m.test(shown), true, shown);
});

const COLORS: readonly [variables: Record<string, string>, atTerminal: boolean, piped: boolean][] =
  [
    [{}, true, false],
    [{ TERM: "dumb" }, false, false],
    [{ NO_COLOR: "1" }, false, false],
    [{ NO_COLOR: "" }, true, false],
    [{ ANSIBLE_NOCOLOR: "true" }, false, false],
    [{ ANSIBLE_NOCOLOR: "false" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, true],
    [{ FORCE_COLOR: "0" }, false, false],
    [{ ANSIBLE_FORCE_COLOR: "yes" }, true, true],
  ];

for (const [variables, atTerminal, piped] of COLORS) {
  Deno.test(`hasColor() follows ${JSON.stringify(variables)}`, () => {
    const environment = new FakeEnvironment({ variables });
    equal(hasColor("stdout", new FakeTerminal({ terminals: ["stdout"] }), environment), atTerminal);
    equal(hasColor("stdout", new FakeTerminal({ terminals: ["stderr"] }), environment), piped);
  });
}

Deno.test("FakeTerminal keeps what is written and gives prepared answers", () => {
  const fake = new FakeTerminal({ answers: ["yes"], width: 40 });
  fake.write("stdout", new Uint8Array([0xc3]));
  fake.write("stdout", new Uint8Array([0xa5]));
  fake.write("stderr", "error");
  equal(fake.stdout, "å");
  equal(fake.stderr, "error");
  equal(fake.width(), 40);
  equal(fake.ask("Sure? "), "yes");
  equal(fake.ask("Password: ", { echo: "off" }), undefined);
  deepEqual(fake.asked, [
    { question: "Sure? ", echo: "on" },
    { question: "Password: ", echo: "off" },
  ]);
});

Deno.test("terminal.write() waits for a reader that is slow and a pipe that does not block", async () => {
  using folder = new TemporaryFolder();
  const file = `${folder.path}/program.ts`;
  Deno.writeTextFileSync(
    file,
    `import { terminal } from "${SOURCE}";\nterminal.write("stdout", "x".repeat(1_000_000));\n`,
  );
  // Reads only once the pipe is full, so that the program has been told that it would block.
  const script = `
import array, fcntl, os, subprocess, sys, termios, time
reader, writer = os.pipe()
os.set_blocking(writer, False)
child = subprocess.Popen(sys.argv[1:], stdout=writer)
os.close(writer)
waiting = array.array("i", [0])
while waiting[0] < 65536 and child.poll() is None:
    time.sleep(0.001)
    fcntl.ioctl(reader, termios.FIONREAD, waiting)
total = 0
while data := os.read(reader, 65536): total += len(data)
print(total, child.wait())
`;
  const { stdout } = await new Deno.Command("python3", {
    args: ["-c", script, Deno.execPath(), "run", "-A", "--no-prompt", file],
  }).output();
  equal(text(stdout), "1000000 0\n");
});
