import { deepEqual, equal, match, rejects, throws } from "node:assert/strict";
import { TemporaryFolder } from "../lib/system/temporary_folder.ts";
import { build, parseRequest } from "./build.ts";

/** A small program that is made as shep is: a main module, and plugins that it starts as workers. */
const PROJECT: Readonly<Record<string, string>> = {
  "deno.json": '{ "unstable": ["worker-options"], "imports": { "js-yaml": "npm:js-yaml@5.5.0" } }',
  "main.ts": `
    import { words } from "./lib/words.ts";
    const { later } = await import("./lib/later.ts");
    const ext = import.meta.url.endsWith(".ts") ? "ts" : "js";
    const worker = new Worker(new URL(\`plugins/deep/echo/echo.\${ext}\`, import.meta.url), {
      type: "module",
      deno: { permissions: "none" },
    });
    worker.onmessage = ({ data }) => {
      console.log(JSON.stringify({ words, later, args: Deno.args, data }));
      worker.terminate();
    };
    worker.postMessage("ping");
  `,
  "lib/cli/loaded_modules.ts": "export const LOADED_MODULES = [];\n",
  "lib/words.ts": 'export const words = ["a", "b"];\n',
  "lib/later.ts": "export const later = 1;\n",
  "plugins/shared_worker.ts": 'import("./deep/echo/echo.ts");\n',
  "plugins/registry.ts": `
    export const REGISTRY = [{
      name: "echo",
      folder: "deep/echo",
      manifest: {
        name: "echo",
        version: "1.0.0",
        description: "Answers",
        entry: "echo.ts",
        capabilities: [{ name: "echo", version: 1 }],
        permissions: { env: ["WORD"] },
      },
    }];
  `,
  "plugins/deep/echo/echo.ts": `
    import { load } from "js-yaml";
    import { words } from "../../../lib/words.ts";
    function attempt(act) {
      try {
        return act();
      } catch (error) {
        return error.name;
      }
    }
    const reply = (message) => ({
      message,
      words,
      yaml: load("a: [1]"),
      word: attempt(() => Deno.env.get("WORD")),
      read: attempt(() => Deno.readTextFileSync("/etc/passwd").length),
    });
    if ("WorkerGlobalScope" in globalThis) {
      self.onmessage = ({ data }) => self.postMessage(reply(data));
    } else {
      console.log(JSON.stringify(reply(await new Response(Deno.stdin.readable).text())));
    }
  `,
};

function writeProject(root: string): void {
  for (const [path, text] of Object.entries(PROJECT)) {
    Deno.mkdirSync(`${root}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    Deno.writeTextFileSync(`${root}/${path}`, text);
  }
}

/** Runs a program where there is nothing but the tools that every system has, and no Deno. */
async function run(file: string, more: { home: string; stdin?: string; args?: string[] }) {
  const bin = `${more.home}/bin`;
  Deno.mkdirSync(bin, { recursive: true });
  for (const tool of "sh chmod gzip head id ln mkdir mktemp rm stat tail tar".split(" ")) {
    const { stdout } = await new Deno.Command("sh", { args: ["-c", `command -v ${tool}`] })
      .output();
    await Deno.symlink(new TextDecoder().decode(stdout).trim(), `${bin}/${tool}`).catch(() => {});
  }
  const child = new Deno.Command(file, {
    args: more.args ?? [],
    clearEnv: true,
    env: { PATH: bin, HOME: more.home, WORD: "word" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(more.stdin ?? ""));
  await writer.close();
  const { stdout, stderr } = await child.output();
  equal(new TextDecoder().decode(stderr), "");
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("build() writes a program and a plugin that run without Deno and without sources", async () => {
  using folder = new TemporaryFolder();
  const root = `${folder.path}/project`;
  const home = `${folder.path}/home`;
  writeProject(root);
  const said = await build({ form: "self-extracting" }, root);
  match(
    said,
    /^\S+\/dist\/shep: unpacks itself into the user's cache at its first start, \d+\.\d MB$/,
  );
  await build({ plugin: "echo", form: "self-extracting" }, root);
  await Deno.rename(`${root}/dist`, `${folder.path}/dist`);
  await Deno.remove(root, { recursive: true });

  const reply = { words: ["a", "b"], yaml: { a: [1] }, read: "NotCapable" };
  const expected = {
    words: ["a", "b"],
    later: 1,
    args: ["--x", "y z"],
    data: { message: "ping", word: "NotCapable", ...reply },
  };
  const shep = `${folder.path}/dist/shep`;
  deepEqual(await run(shep, { home, args: ["--x", "y z"] }), expected);
  deepEqual(await run(shep, { home, args: ["--x", "y z"] }), expected);
  deepEqual(await run(`${folder.path}/dist/plugins/shep-plugin-echo`, { home, stdin: "pong" }), {
    message: "pong",
    word: "word",
    ...reply,
  });
});

Deno.test("build() refuses a plugin that there is not", async () => {
  using folder = new TemporaryFolder();
  writeProject(folder.path);
  await rejects(build({ plugin: "nope" }, folder.path), {
    message: "Cannot build the plugin nope: there are only echo",
  });
});

Deno.test("build() tells why a program cannot be bundled", async () => {
  using folder = new TemporaryFolder();
  writeProject(folder.path);
  await Deno.writeTextFile(`${folder.path}/lib/later.ts`, "export const = 1;\n");
  await rejects(
    build({ form: "self-extracting" }, folder.path),
    /^Error: Cannot bundle .*later\.ts/s,
  );
});

Deno.test("parseRequest() reads options in both spellings", () => {
  deepEqual(parseRequest([]), {});
  deepEqual(parseRequest(["--plugin", "basic", "--output=a=b", "--form", "compiled"]), {
    plugin: "basic",
    output: "a=b",
    form: "compiled",
  });
});

Deno.test("parseRequest() refuses what it does not know", () => {
  throws(() => parseRequest(["--plugin"]), { message: "Cannot build: --plugin needs a value" });
  throws(() => parseRequest(["--fast", "1"]), { message: "Cannot build: --fast is not known" });
  throws(() => parseRequest(["--form=zip"]), {
    message: "Cannot build: zip is neither compiled nor self-extracting",
  });
});
