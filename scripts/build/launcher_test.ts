import { deepEqual, equal, match, ok } from "node:assert/strict";
import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { packRuntime, writeSelfExtracting } from "./self_extracting.ts";

/** Stands in for Deno: tells what it was asked to do. */
const RUNTIME = `#!/bin/sh
[ "$1" = --version ] && exit 0
for word; do printf '<%s>' "\${word#"$BASE"}"; done
printf '%s %s %s\\n' "$SHEP_LAUNCHED_AS" "\${DENO_DIR#"$BASE"}" "\${SHEP_OUTER_DENO_DIR-none}"
eval "main=\\\${$(($# - \${EXTRA:-0}))}"
cat "$main" "\${main%main.js}plugins/a/b.js"
[ -z "\${WAIT-}" ] || read -r _
`;

/** The programs that a start may use, and nothing else. */
const TOOLS = "sh cat chmod find gzip head id ln mkdir mktemp rm stat tail tar tr".split(" ");

class Bench implements Disposable {
  readonly #folder = new TemporaryFolder();
  readonly root = this.#folder.path;
  readonly file = `${this.root}/shep`;
  readonly base = `${this.root}/home/.cache/shep`;
  #version = 1;

  static async create(program = "main\n"): Promise<Bench> {
    const bench = new Bench();
    const { root } = bench;
    Deno.mkdirSync(`${root}/program/plugins/a`, { recursive: true });
    Deno.writeTextFileSync(`${root}/program/main.js`, program);
    Deno.writeTextFileSync(`${root}/program/plugins/a/b.js`, "plugin\n");
    Deno.writeTextFileSync(`${root}/runtime`, RUNTIME, { mode: 0o755 });
    Deno.mkdirSync(`${root}/bin`);
    Deno.mkdirSync(`${root}/home`);
    Deno.mkdirSync(`${root}/tmp`);
    for (const tool of TOOLS) Deno.symlinkSync(pathOf(tool), `${root}/bin/${tool}`);
    await bench.write();
    return bench;
  }

  async write(): Promise<void> {
    await writeSelfExtracting({
      name: "shep",
      program: `${this.root}/program`,
      main: "main.js",
      flags: ["--allow-read", "--allow-env=A B"],
      runtime: await packRuntime(`${this.root}/runtime`),
    }, this.file);
  }

  async run(more: RunOptions = {}): Promise<{ code: number; stdout: string; stderr: string }> {
    const { code, stdout, stderr } = await this.command(more).output();
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  }

  command(more: RunOptions): Deno.Command {
    return new Deno.Command(more.file ?? this.file, {
      args: [...more.args ?? []],
      stdin: more.variables?.["WAIT"] === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
      clearEnv: true,
      env: {
        PATH: `${this.root}/bin`,
        HOME: `${this.root}/home`,
        TMPDIR: `${this.root}/tmp`,
        BASE: this.base,
        EXTRA: String(more.args?.length ?? 0),
        ...more.variables,
      },
    });
  }

  /** Makes all that is unpacked look as if it was last used `days` ago. */
  age(days: number): void {
    const then = Date.now() / 1000 - days * 86_400;
    for (const { name, isFile } of Deno.readDirSync(this.base)) {
      const path = `${this.base}/${name}`;
      if (isFile) Deno.utimeSync(path, then, then);
      else if (name.startsWith("program")) Deno.utimeSync(`${path}/main.js`, then, then);
    }
  }

  /** Becomes another version. */
  async upgrade(parts: "program" | "program and runtime"): Promise<void> {
    Deno.writeTextFileSync(`${this.root}/program/main.js`, `version ${++this.#version}\n`);
    if (parts !== "program") Deno.writeTextFileSync(`${this.root}/runtime`, `${RUNTIME}# newer\n`);
    await this.write();
  }

  /** Names in the cache, with their random ends left out. */
  names(base = this.base): readonly string[] {
    return [...Deno.readDirSync(base)].map((entry) => entry.name.replace(/\..{6}$/, ".*"))
      .map((name) => name.replace(/[0-9a-f]{32}/, "ID")).sort();
  }

  /** The path of a file that was unpacked. */
  unpacked(start: "program" | "runtime", file: string): string {
    const folder = [...Deno.readDirSync(this.base)]
      .find((entry) => entry.isDirectory && entry.name.startsWith(start));
    ok(folder, `Nothing is unpacked for ${start}`);
    return `${this.base}/${folder.name}/${file}`;
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }
}

interface RunOptions {
  readonly file?: string;
  readonly args?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

function pathOf(tool: string): string {
  const path = Deno.env.get("PATH") ?? "";
  const found = path.split(":").map((folder) => `${folder}/${tool}`).find((file) => {
    try {
      return Deno.statSync(file).isFile;
    } catch {
      return false;
    }
  });
  ok(found, `${tool} is not in PATH`);
  return found;
}

const UNPACKED = ["program-ID", "program-ID.*", "runtime-ID", "runtime-ID.*"];

Deno.test("launcher unpacks at the first start and not at the second", async () => {
  using bench = await Bench.create();
  const first = await bench.run({ args: ["a b", "", "--flag"] });
  equal(first.stderr, "");
  equal(first.code, 0);
  match(
    first.stdout,
    /^<run><--allow-read><--allow-env=A B><\/program-\w+\.\w+\/main\.js><a b><><--flag>shep \/cache none\nmain\nplugin\n$/,
  );
  deepEqual(bench.names(), UNPACKED);
  const before = Deno.statSync(bench.unpacked("program", "main.js")).ino;
  const second = await bench.run({ args: ["a b", "", "--flag"] });
  deepEqual(second, first);
  equal(Deno.statSync(bench.unpacked("program", "main.js")).ino, before);
});

Deno.test("launcher keeps all to this user", async () => {
  using bench = await Bench.create();
  await bench.run();
  for (const path of [bench.base, bench.unpacked("program", ""), bench.unpacked("runtime", "")]) {
    equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o700, path);
  }
  equal((Deno.statSync(bench.unpacked("program", "main.js")).mode ?? 0) & 0o077, 0);
});

Deno.test("launcher tells by what name it was called and what DENO_DIR was", async () => {
  using bench = await Bench.create();
  const link = `${bench.root}/ansible-playbook`;
  Deno.symlinkSync("shep", link);
  const { stdout } = await bench.run({ file: link, variables: { DENO_DIR: "/d" } });
  match(stdout, /ansible-playbook \/cache \/d\nmain/);
});

/** What somebody does to the unpacked files. */
const CHANGES: readonly [what: string, change: (bench: Bench) => void][] = [
  ["edited", (bench) => Deno.writeTextFileSync(bench.unpacked("program", "main.js"), "evil\n")],
  ["edited deep down", (bench) => {
    Deno.writeTextFileSync(bench.unpacked("program", "plugins/a/b.js"), "evil\n");
  }],
  ["added to", (bench) => {
    Deno.writeTextFileSync(bench.unpacked("program", "plugins/a/c.js"), "evil\n");
  }],
  ["removed", (bench) => Deno.removeSync(bench.unpacked("program", "main.js"))],
  ["made writable", (bench) => Deno.chmodSync(bench.unpacked("program", "main.js"), 0o666)],
  ["emptied of the runtime", (bench) => Deno.removeSync(bench.unpacked("runtime", "deno"))],
  ["edited in the runtime", (bench) => {
    Deno.writeTextFileSync(bench.unpacked("runtime", "deno"), "#!/bin/sh\necho evil\n");
  }],
  ["robbed of a record", (bench) => {
    const record = [...Deno.readDirSync(bench.base)]
      .find((entry) => entry.isFile && entry.name.startsWith("program"));
    Deno.writeTextFileSync(`${bench.base}/${record?.name}`, "\n\n\n");
  }],
];

for (const [what, change] of CHANGES) {
  Deno.test(`launcher notices that the cache was ${what} and unpacks again`, async () => {
    using bench = await Bench.create();
    const first = await bench.run();
    change(bench);
    const second = await bench.run();
    match(second.stderr, /^shep: What was unpacked below \S+ is not as it was left: unpacking it/);
    match(second.stdout, /\nmain\nplugin\n$/);
    const third = await bench.run();
    equal(third.stderr, "");
    equal(
      third.stdout.split("\n").slice(1).join("\n"),
      first.stdout.split("\n").slice(1).join("\n"),
    );
    deepEqual(bench.names().filter((name) => name.startsWith("runtime")), UNPACKED.slice(2));
  });
}

Deno.test("launcher shares the runtime between versions of the program", async () => {
  using bench = await Bench.create();
  await bench.run();
  Deno.writeTextFileSync(`${bench.root}/program/main.js`, "newer\n");
  await bench.write();
  const { stdout } = await bench.run();
  match(stdout, /\nnewer\nplugin\n$/);
  deepEqual(bench.names(), [
    "program-ID",
    "program-ID",
    "program-ID.*",
    "program-ID.*",
    ...UNPACKED.slice(2),
  ]);
});

Deno.test("launcher removes versions that were not used for two months when a new one comes", async () => {
  using bench = await Bench.create();
  await bench.run();
  bench.age(50);
  await bench.upgrade("program");
  equal((await bench.run()).code, 0);
  equal(bench.names().length, 6);
  bench.age(70);
  await bench.upgrade("program and runtime");
  equal((await bench.run()).stderr, "");
  deepEqual(bench.names(), UNPACKED);
});

Deno.test("launcher leaves a version alone that is running", async () => {
  using bench = await Bench.create();
  await using child = bench.command({ variables: { WAIT: "yes" } }).spawn();
  const output = child.stdout.getReader();
  await output.read();
  bench.age(70);
  await bench.upgrade("program and runtime");
  equal((await bench.run()).code, 0);
  equal(bench.names().length, 8);
  await child.stdin.close();
  while (!(await output.read()).done);
  await child.stderr.cancel();
  await child.status;
  bench.age(70);
  await bench.upgrade("program");
  equal((await bench.run()).code, 0);
  equal(bench.names().length, 4);
});

Deno.test("launcher may be started many times at once", async () => {
  using bench = await Bench.create();
  const runs = await Promise.all(Array.from({ length: 12 }, () => bench.run()));
  for (const run of runs) {
    equal(run.stderr, "");
    match(run.stdout, /\nmain\nplugin\n$/);
  }
  deepEqual(bench.names(), UNPACKED);
});

Deno.test("launcher follows XDG_CACHE_HOME if it is absolute", async () => {
  using bench = await Bench.create();
  await bench.run({ variables: { XDG_CACHE_HOME: `${bench.root}/xdg` } });
  deepEqual(bench.names(`${bench.root}/xdg/shep`), UNPACKED);
  await bench.run({ variables: { XDG_CACHE_HOME: "xdg" } });
  deepEqual(bench.names(), UNPACKED);
});

Deno.test("launcher goes to TMPDIR when there is no place in the home folder", async () => {
  using bench = await Bench.create();
  Deno.writeTextFileSync(`${bench.root}/home/.cache`, "");
  const { stdout, stderr } = await bench.run();
  equal(stderr, "");
  match(stdout, /\nmain\nplugin\n$/);
  deepEqual(bench.names(`${bench.root}/tmp/shep-${Deno.uid()}`), UNPACKED);
  match((await bench.run({ variables: { HOME: "" } })).stdout, /\nmain\nplugin\n$/);
});

Deno.test("launcher uses no folder that is only linked to", async () => {
  using bench = await Bench.create();
  Deno.mkdirSync(`${bench.root}/elsewhere`);
  Deno.symlinkSync(`${bench.root}/elsewhere`, `${bench.root}/tmp/shep-${Deno.uid()}`);
  const { code, stderr } = await bench.run({ variables: { HOME: "" } });
  equal(code, 1);
  match(stderr, /^shep: Cannot unpack the program:\n {2}\S+\/tmp\/shep-\d+: it is not ours/);
});

Deno.test("launcher refuses a file that was cut off or damaged", async () => {
  using bench = await Bench.create();
  const bytes = Deno.readFileSync(bench.file);
  Deno.writeFileSync(bench.file, bytes.subarray(0, bytes.length - 50));
  const cut = await bench.run();
  equal(cut.code, 1);
  match(cut.stderr, /^shep: Cannot unpack the program:\n/);
  const damaged = bytes.slice();
  damaged[damaged.length - 8] = (damaged.at(-8) ?? 0) ^ 1;
  Deno.writeFileSync(bench.file, damaged);
  equal((await bench.run()).code, 1);
  Deno.writeFileSync(bench.file, bytes);
  equal((await bench.run()).code, 0);
});

Deno.test("writeSelfExtracting() writes the same bytes for the same parts", async () => {
  using bench = await Bench.create();
  const first = Deno.readFileSync(bench.file);
  Deno.utimeSync(`${bench.root}/program/main.js`, 1, 1);
  await bench.write();
  deepEqual(Deno.readFileSync(bench.file), first);
});
