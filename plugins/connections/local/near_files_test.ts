import { deepEqual, equal } from "node:assert/strict";
import type { Command, ConnectRequest, SessionPutRequest } from "../../../lib/plugin/sdk.ts";
import { shellConnection } from "../shell_connection.ts";
import { CONTEXT } from "../testing/say.ts";
import { nearFiles } from "./near_files.ts";
import { startLocal } from "./start_local.ts";

const REQUEST: ConnectRequest = {
  host: "localhost",
  address: "localhost",
  settings: [],
  timeoutMs: 30_000,
};

/** A folder with something of each kind, and the two ways to its files. */
class Place implements AsyncDisposable {
  readonly folder = Deno.makeTempDirSync({ prefix: "shep-near-" });
  readonly near = nearFiles(REQUEST);
  readonly #connection = shellConnection(startLocal, { killer: ["sh"] });

  constructor() {
    Deno.writeTextFileSync(`${this.folder}/file`, "old\n");
    Deno.chmodSync(`${this.folder}/file`, 0o640);
    Deno.mkdirSync(`${this.folder}/folder`);
    Deno.symlinkSync("file", `${this.folder}/link`);
    Deno.symlinkSync("nowhere", `${this.folder}/broken`);
  }

  /** @returns What the shell does, which says what is right. */
  async byShell() {
    const opened = await this.#connection.connect(REQUEST, CONTEXT);
    if (opened.kind === "failed") throw new Error(opened.message);
    const { session } = opened;
    return {
      exec: async (commands: readonly Command[]) => {
        const request = { session, commands, stopOnFailure: false };
        const { results } = await this.#connection.exec(request, CONTEXT);
        return results.map(({ elapsedMs: _, ...rest }) => rest);
      },
      put: (file: Omit<SessionPutRequest, "session">) =>
        this.#connection.put({ ...file, session }, CONTEXT),
    };
  }

  /** @returns Names, modes and contents of what is there. */
  state(): readonly string[] {
    return Array.from(Deno.readDirSync(this.folder), ({ name }) => {
      const path = `${this.folder}/${name}`;
      const { mode, isFile } = Deno.lstatSync(path);
      return `${name} ${mode?.toString(8)} ${isFile ? Deno.readTextFileSync(path) : ""}`;
    }).toSorted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.stop();
    Deno.removeSync(this.folder, { recursive: true });
  }
}

const FORMAT = "%f|%s|%u|%g|%h|%i|%d|%U|%G|%X|%Y|%n";

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  "a file": ["stat", "-c", FORMAT, "/file"],
  "a link": ["stat", "-c", FORMAT, "/link"],
  "what a link leads to": ["stat", "-L", "-c", FORMAT, "/link"],
  "several, one of them missing": ["stat", "-c", FORMAT, "/file", "/none", "/folder"],
  "a link that leads nowhere": ["stat", "-L", "-c", FORMAT, "/broken"],
  "content": ["cat", "/file"],
  "content behind a link": ["cat", "/link"],
  "content of what is not there": ["cat", "/none"],
};

for (const [about, argv] of Object.entries(QUESTIONS)) {
  Deno.test(`nearFiles() answer as the program does: ${about}`, async () => {
    await using place = new Place();
    const commands = [{
      argv: argv.map((word) => word.startsWith("/") ? place.folder + word : word),
    }];
    const shell = await place.byShell();
    deepEqual(
      place.near?.exec({ commands, stopOnFailure: false }),
      await shell.exec(commands),
    );
  });
}

Deno.test("nearFiles() know who asks as the program does", async () => {
  await using place = new Place();
  const commands = [{ argv: ["stat", "-c", "%u %g %U %G %n", "/proc/self/."] }];
  const shell = await place.byShell();
  deepEqual(place.near?.exec({ commands, stopOnFailure: false }), await shell.exec(commands));
});

const LEFT_TO_PROGRAMS: Readonly<Record<string, Command>> = {
  "another program": { argv: ["ls", "/"] },
  "a script": { script: "cat /etc/passwd" },
  "an environment": { argv: ["cat", "/etc/passwd"], env: [{ key: "LC_ALL", value: "C" }] },
  "an option": { argv: ["cat", "-n"] },
  "a folder": { argv: ["cat", "/"] },
  "a field of another kind": { argv: ["stat", "-c", "%x", "/"] },
  "what Deno does not show": { argv: ["cat", "/proc/self/mem"] },
};

for (const [about, command] of Object.entries(LEFT_TO_PROGRAMS)) {
  Deno.test(`nearFiles() leave to programs: ${about}`, () => {
    const near = nearFiles(REQUEST);
    deepEqual(near?.exec({ commands: [command], stopOnFailure: false }), [undefined]);
  });
}

Deno.test("nearFiles() leave to programs what a person wants to be run", () => {
  const commands = [{ argv: ["cat", "/etc/passwd"] }];
  deepEqual(nearFiles(REQUEST)?.exec({ commands, stopOnFailure: true }), []);
});

Deno.test("nearFiles() are those of the user who has started shep, in the usual shell", () => {
  equal(nearFiles({ ...REQUEST, become: { method: "sudo", user: "root" } }), undefined);
  const settings = [{ key: "ansible_shell_executable", value: "/bin/bash" }];
  equal(nearFiles({ ...REQUEST, settings }), undefined);
});

const content = new TextEncoder().encode("new\n");
const PUT: Omit<SessionPutRequest, "session"> = {
  path: "/file",
  content,
  isInPlace: false,
  before: [],
  after: [],
};

/** The SHA-1 of `old`, a newline included. */
const OLD = "281bac2b704617e807850e07e54bae3469f6a2e7";

const WRITES: Readonly<Record<string, Partial<SessionPutRequest>>> = {
  "in the place of another": {},
  "with a mode": { mode: "0755" },
  "where there is none": { path: "/new" },
  "where there is none, with a mode": { path: "/new", mode: "0600" },
  "with other bytes": { unlessSha1: "0".repeat(40) },
  "with the same bytes": { unlessSha1: OLD },
};

for (const [about, difference] of Object.entries(WRITES)) {
  Deno.test(`nearFiles() write as the shell does: ${about}`, async () => {
    await using one = new Place();
    await using other = new Place();
    const shell = await other.byShell();
    const file = { ...PUT, ...difference };
    const near = await one.near?.put({ ...file, path: one.folder + file.path });
    const done = await shell.put({ ...file, path: other.folder + file.path, after: [] });
    deepEqual({ ...near, after: [] }, done);
    deepEqual(one.state(), other.state());
  });
}

const LEFT_TO_SHELL: Readonly<Record<string, Partial<SessionPutRequest>>> = {
  "a link": { path: "/link" },
  "a folder": { path: "/folder" },
  "a folder that is not there": { path: "/none/new" },
  "a name": { owner: "root" },
  "a symbolic mode": { mode: "u+x" },
  "a check": { validate: "true %s" },
  "a file that is to stay the same one": { isInPlace: true },
  "a question that only a program answers": { before: [{ argv: ["ls"] }] },
};

for (const [about, difference] of Object.entries(LEFT_TO_SHELL)) {
  Deno.test(`nearFiles() write nothing and leave it to the shell: ${about}`, async () => {
    await using place = new Place();
    const before = place.state();
    const file = { ...PUT, ...difference };
    equal(await place.near?.put({ ...file, path: place.folder + file.path }), undefined);
    deepEqual(place.state(), before);
  });
}

Deno.test("nearFiles() leave folders to the shell in which something was left behind", async () => {
  await using place = new Place();
  const path = `${place.folder}/file`;
  // No process has this number.
  const left = `${place.folder}/.shep-${Deno.hostname()}-99999999-unfinished`;
  Deno.writeTextFileSync(left, "half");
  const file = { ...PUT, path, after: [] };
  equal(await place.near?.put(file), undefined);
  const shell = await place.byShell();
  await shell.put(file);
  equal((await place.near?.put(file))?.isKept, false);
  deepEqual(place.state().filter((line) => line.startsWith(".shep-")), []);
});

Deno.test("nearFiles() answer before they write", async () => {
  await using place = new Place();
  const path = `${place.folder}/file`;
  const done = await place.near?.put({ ...PUT, path, before: [{ argv: ["cat", path] }] });
  equal(new TextDecoder().decode(done?.before[0]?.stdout), "old\n");
  equal(Deno.readTextFileSync(path), "new\n");
});

Deno.test("nearFiles() read files, and leave what is too long or not there to the shell", async () => {
  await using place = new Place();
  const path = `${place.folder}/file`;
  deepEqual(
    await place.near?.get({ path, maxBytes: 0 }),
    new Uint8Array(new TextEncoder().encode("old\n")),
  );
  equal(await place.near?.get({ path, maxBytes: 1 }), undefined);
  equal(await place.near?.get({ path: place.folder, maxBytes: 0 }), undefined);
  equal(await place.near?.get({ path: `${place.folder}/none`, maxBytes: 0 }), undefined);
});
