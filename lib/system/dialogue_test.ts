import { equal, match, throws } from "node:assert/strict";
import { type Dialogue, startDialogue } from "./dialogue.ts";

/** Answers every message with what `answer`, an expression in Python, makes of it. */
function python(answer: string): Dialogue {
  const code = `
import os, struct, sys
source = sys.stdin.buffer
while True:
    header = source.read(4)
    if not header:
        break
    message = source.read(struct.unpack(">I", header)[0])
    data = ${answer}
    sys.stdout.buffer.write(struct.pack(">I", len(data)) + data)
    sys.stdout.buffer.flush()
`;
  return startDialogue({ program: "python3", args: ["-c", code] });
}

Deno.test("startDialogue() tells a program something and waits for its answers", () => {
  using dialogue = python("message[::-1]");
  for (const text of ["abc", "", "x".repeat(300)]) {
    dialogue.send(text);
    equal(dialogue.receive(), text.split("").reverse().join(""));
  }
});

Deno.test("startDialogue() carries what is larger than a pipe, both ways", () => {
  using dialogue = python("message * 2");
  const text = "Ä0123456789".repeat(100_000);
  dialogue.send(text);
  equal(dialogue.receive(), text + text);
  dialogue.send("end");
  equal(dialogue.receive(), "endend");
});

Deno.test("startDialogue() notices that the program has ended", () => {
  using dialogue = python("os._exit(3)");
  dialogue.send("end");
  equal(dialogue.receive(), undefined);
  equal(dialogue.receive(), undefined);
  throws(
    () => {
      // The kernel may close one pipe of a process that ends a moment before the other.
      for (;;) dialogue.send("");
    },
    { name: "BrokenPipe" },
  );
});

Deno.test("startDialogue() notices that there is no such program", () => {
  using dialogue = startDialogue({ program: "/nowhere/python3", args: [] });
  equal(dialogue.receive(), undefined);
});

Deno.test("startDialogue() leaves no file behind", () => {
  using dialogue = python("os.readlink('/proc/self/fd/0').encode()");
  dialogue.send("");
  match(dialogue.receive() ?? "", /\/in \(deleted\)$/);
});

Deno.test("startDialogue() ends the program when it is disposed of", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const mark = `${folder}/ended`;
    const program = `cat >/dev/null; mkfifo '${mark}.now'; mv '${mark}.now' '${mark}'; ` +
      `echo >'${mark}'`;
    {
      using _dialogue = startDialogue({ program: "/bin/sh", args: ["-c", program] });
    }
    // The pipe is there when the program has read to the end, and what opens it waits for it.
    const waiting = new Deno.Command("sh", {
      args: ["-c", `until [ -e '${mark}' ]; do :; done; cat '${mark}'`],
    }).outputSync();
    equal(waiting.success, true);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
