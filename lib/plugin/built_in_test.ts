import { deepEqual, equal, throws } from "node:assert/strict";
import { FakeEnvironment } from "../system/fake_environment.ts";
import { builtInSource, codeInBundles, codeInSources } from "./built_in.ts";
import { ManifestError } from "./manifest.ts";
import { pluginEnvironment, withCookie } from "./plugin_environment.ts";
import { type Permissions, toFlags } from "./permissions.ts";
import { SharedWorker } from "./transport/shared_worker.ts";

const NONE: Permissions = {
  read: [],
  write: [],
  net: [],
  run: [],
  env: [],
  sys: [],
  ffi: [],
  import: [],
};

Deno.test("codeInSources() finds modules below plugins/ and runs them with the project's config", () => {
  const code = codeInSources(new URL("file:///shep/"), "/bin/deno");
  equal(code.module("basic/basic.ts").href, "file:///shep/plugins/basic/basic.ts");
  deepEqual(code.program({ name: "basic", entry: "basic/basic.ts" }, ["--allow-run=sh"]), {
    command: "/bin/deno",
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-remote",
      "--cached-only",
      "--config=/shep/deno.json",
      "--allow-run=sh",
      "file:///shep/plugins/basic/basic.ts",
    ],
  });
});

Deno.test("codeInBundles() finds bundles beside the main one and needs no config", () => {
  const code = codeInBundles(new URL("file:///cache/main.js"), "/bin/deno");
  equal(
    code.module("modules/files/files.ts").href,
    "file:///cache/plugins/modules/files/files.js",
  );
  deepEqual(code.program({ name: "files", entry: "modules/files/files.ts" }, []), {
    command: "/bin/deno",
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-config",
      "--no-lock",
      "--no-remote",
      "--no-npm",
      "file:///cache/plugins/modules/files/files.js",
    ],
  });
});

Deno.test("builtInSource() refuses a plugin.json with mistakes, and names it", () => {
  const options = {
    code: codeInSources(new URL("file:///shep/"), "deno"),
    shared: new SharedWorker(new URL("file:///shep/plugins/shared_worker.ts")),
    transport: () => ({ kind: "worker" }) as const,
    policy: () => ({}),
    places: { project: [], inventory: [] },
    environment: new FakeEnvironment(),
  };
  const entry = { name: "x", folder: "modules/x", manifest: {}, specs: {} };
  throws(() => builtInSource(entry, options), (error: unknown) => {
    return error instanceof ManifestError &&
      error.message.startsWith("Cannot use plugin plugins/modules/x/plugin.json: ");
  });
});

Deno.test("pluginEnvironment() passes on no more than a program needs and a plugin was granted", () => {
  const environment = new FakeEnvironment({
    variables: { PATH: "/bin", HOME: "/home/me", SECRET: "s", WANTED: "w" },
  });
  const own = {
    SHEP_PLUGIN_MAGIC: "4d1f0e6a-shep-plugin",
    DENO_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
    PYTHONDONTWRITEBYTECODE: "1",
  };
  deepEqual(pluginEnvironment(environment, { ...NONE, env: ["WANTED", "MISSING"] }), {
    PATH: "/bin",
    HOME: "/home/me",
    WANTED: "w",
    ...own,
  });
  equal(pluginEnvironment(environment, { ...NONE, env: true })["SECRET"], "s");
});

Deno.test("withCookie() lets a plugin see who started it, whatever else it may see", () => {
  deepEqual(toFlags(withCookie(NONE)), ["--allow-env=SHEP_PLUGIN_MAGIC", "--deny-import"]);
  deepEqual(toFlags(withCookie({ ...NONE, env: true })), ["--allow-env", "--deny-import"]);
});
