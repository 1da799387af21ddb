import { deepEqual, equal, match, throws } from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import { startDialogue } from "../../system/dialogue.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { Environment } from "../template/environment.ts";
import { LazyDict } from "../template/object.ts";
import { FilterError, TemplateLimitError, UndefinedError } from "../template/errors.ts";
import { MapScope } from "../template/scope.ts";
import { templateString } from "../template/template_string.ts";
import { PluginFiles } from "./plugin_files.ts";
import { PythonHelper } from "./python_helper.ts";
import { PythonPlugins } from "./python_plugins.ts";
import { PYTHON_START } from "./python_source.ts";
import { files } from "../../system/files.ts";

const PLUGINS = `
import os, signal, subprocess, sys, threading
from ansible.errors import AnsibleFilterError

def fails(value):
    raise AnsibleFilterError("cannot work with %s" % value)

def shows(value):
    print("out", value)
    sys.stderr.write("err\\n")
    os.write(1, b"")
    subprocess.call(["true"])
    return value

def aside(value):
    """Works in a copy of the process and in a thread."""
    found = []
    if os.fork() == 0:
        sys.stdout.write("lost")
        return value
    def work():
        try:
            dict(value)
        except RuntimeError as error:
            found.append(str(error))
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    os.wait()
    return found

class FilterModule:
    def filters(self):
        return {
            "aside": aside,
            "again": lambda value, n=2: value * n,
            "ends": lambda value: os._exit(value),
            "fails": fails,
            "killed": lambda value: os.kill(os.getpid(), signal.SIGALRM),
            "limit": lambda value: signal.getitimer(signal.ITIMER_REAL)[0] > 0,
            "pid": lambda value: os.getpid(),
            "quits": lambda value: sys.exit(value),
            "reads": lambda value: value["h"],
            "shows": shows,
            "sized": lambda value: len(value),
            "started": lambda value: sys.argv + [name for name in os.environ.values() if value in name],
            "sums": sum,
        }
`;

class Hosts extends LazyDict {
  readonly #read: () => Value;

  constructor(read: () => Value) {
    super();
    this.#read = read;
  }

  override get(): Value {
    return this.#read();
  }
  override has(): boolean {
    return true;
  }
  override keys(): readonly Value[] {
    return ["h"];
  }
}

/** Templates that know the plugins, whose process may run for 30 s by a clock that `tick` moves. */
class Bench implements Disposable {
  readonly #folder = new TemporaryFolder();
  readonly #helper: PythonHelper;
  readonly #environment: Environment;
  readonly printed: string[] = [];
  readonly traces: string[] = [];
  readonly warnings: string[] = [];
  starts = 0;
  program = "python3";
  /** What comes of a look into `hosts`. */
  read: () => Value = () => 1;
  now = 0;
  /** What each look at the clock adds. */
  tick = 0;

  constructor(source = PLUGINS) {
    const folder = this.#folder.path;
    Deno.mkdirSync(`${folder}/filter_plugins`);
    Deno.writeTextFileSync(`${folder}/filter_plugins/plugins.py`, source);
    this.#helper = new PythonHelper({
      start: () => {
        this.starts++;
        return startDialogue({ program: this.program, args: ["-c", PYTHON_START] });
      },
      clock: { monotonicNow: () => this.now += this.tick },
      timeLimit: 3_600_000,
      collection: () => undefined,
      print: (text) => this.printed.push(text),
      trace: (text) => this.traces.push(text),
    });
    const found = new PluginFiles(files, {
      folders: { filter: [], test: [], lookup: [] },
      packages: [],
      collection: () => undefined,
    });
    const plugins = new PythonPlugins({
      files: found,
      use: () => ({ kind: "run", helper: this.#helper }),
      warn: (text) => this.warnings.push(text.replaceAll(folder, "FOLDER")),
    });
    plugins.join(folder);
    this.#environment = new Environment({ foreign: plugins });
  }

  render(text: string): Value {
    const hosts = new Hosts(() => this.read());
    const scope = new MapScope(new Map<string, Value>([["secret", "hush-hush"], ["hosts", hosts]]));
    return templateString(this.#environment, text, scope);
  }

  [Symbol.dispose](): void {
    this.#helper[Symbol.dispose]();
    this.#folder[Symbol.dispose]();
  }
}

Deno.test("PythonHelper runs all plugins of a run in one process, which starts with the first", () => {
  using bench = new Bench();
  equal(bench.render("{{ 'x' | upper }}"), "X");
  equal(bench.starts, 0);
  deepEqual(bench.render("{{ ['a' | again, 'b' | again(n=3)] }}"), ["aa", "bbb"]);
  equal(bench.render("{{ (1 | pid) == (2 | pid) }}"), true);
  equal(bench.starts, 1);
});

Deno.test("PythonHelper carries large values both ways", () => {
  using bench = new Bench();
  equal(bench.render("{{ ('ä' * 3000000) | sized }}"), 3_000_000);
  equal(bench.render("{{ 'ä' | again(3000000) | length }}"), 3_000_000);
  equal(bench.render("{{ range(200000) | sums }}"), 19_999_900_000);
});

Deno.test("PythonHelper tells what a plugin says when it fails, and how it came to that", () => {
  using bench = new Bench();
  throws(() => bench.render("{{ 1 | fails }}"), (error) => {
    return error instanceof FilterError && error.message === "cannot work with 1";
  });
  match(bench.traces.join(), /Traceback[^]*plugins\.py", line \d+, in fails/);
  throws(() => bench.render("{{ 3 | quits }}"), /SystemExit: 3/);
  throws(() => bench.render("{{ ['a'] | sums }}"), /unsupported operand type/);
  equal(bench.render("{{ 'a' | again }}"), "aa");
  equal(bench.starts, 1);
});

Deno.test("PythonHelper takes what plugins print for no answer", () => {
  using bench = new Bench();
  equal(bench.render("{{ 'x' | shows }}{{ 'y' | again }}"), "xyy");
  deepEqual(bench.printed, ["out x\nerr\n"]);
});

Deno.test("PythonHelper outlives its process", () => {
  using bench = new Bench();
  throws(
    () => bench.render("{{ 3 | ends }}"),
    /Python has ended while it ran ends of .*plugins\.py/,
  );
  equal(bench.render("{{ 'a' | again }}"), "aa");
  equal(bench.starts, 2);
});

Deno.test("PythonHelper outlives a process that ends while a plugin waits for another one", () => {
  using bench = new Bench();
  equal(bench.render("{{ hosts | reads }}"), 1);
  bench.read = () => bench.render("{{ 3 | ends }}");
  throws(() => bench.render("{{ hosts | reads }}"), /Python has ended while it ran reads of /);
  bench.read = () => 2;
  equal(bench.render("{{ hosts | reads }}"), 2);
  equal(bench.starts, 2);
});

Deno.test("PythonHelper outlives a process that ends at once", () => {
  using bench = new Bench();
  bench.program = "false";
  for (let i = 0; i < 5; i++) {
    throws(() => bench.render("{{ 'a' | again }}"), /Python has ended while it ran /);
  }
  bench.program = "python3";
  equal(bench.render("{{ 'a' | again }}"), "aa");
});

Deno.test("PythonHelper has the kernel end what takes too long", () => {
  using bench = new Bench();
  equal(bench.render("{{ 1 | limit }}"), true);
  bench.tick = 3_600_000;
  throws(() => bench.render("{{ 1 | killed }}"), (error) => {
    return error instanceof TemplateLimitError &&
      /: killed of .*plugins\.py took longer than 3600 seconds$/.test(error.message);
  });
});

Deno.test("PythonHelper listens to no copies and no other threads of its process", () => {
  using bench = new Bench();
  deepEqual(bench.render("{{ hosts | aside }}"), [
    "Only the first thread of a plugin can ask for what templates see",
  ]);
  deepEqual(bench.printed, []);
});

Deno.test("PythonHelper shows arguments to nobody else", () => {
  using bench = new Bench();
  deepEqual(bench.render("{{ secret | started }}"), ["-c"]);
});

Deno.test(
  "PythonHelper hands undefined values on, whose use fails in the words of the template (needs jinja2)",
  {
    ignore: !hasModule("jinja2"),
  },
  () => {
    using bench = new Bench();
    throws(() => bench.render("{{ nothing | sized }}"), (error) => {
      return error instanceof UndefinedError && error.message === "'nothing' is undefined";
    });
  },
);

Deno.test("PythonHelper warns of files that cannot be loaded, once", () => {
  using bench = new Bench("import a_module_that_there_is_not");
  for (let i = 0; i < 2; i++) {
    throws(() => bench.render("{{ 'x' | again }}"), /Could not load "again"/);
  }
  deepEqual(bench.warnings, [
    "Skipping plugin (FOLDER/filter_plugins/plugins.py), cannot load: " +
    "No module named 'a_module_that_there_is_not'",
  ]);
});

function hasModule(name: string): boolean {
  return new Deno.Command("python3", { args: ["-c", `import ${name}`], stderr: "null" })
    .outputSync().success;
}
