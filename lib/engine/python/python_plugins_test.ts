import { equal, ok, throws } from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { Environment } from "../template/environment.ts";
import { EMPTY_SCOPE } from "../template/scope.ts";
import { PluginFiles } from "./plugin_files.ts";
import { PythonPlugins, type PythonUse } from "./python_plugins.ts";

const FILES = new FakeFiles({
  "/play/filter_plugins/a.py": "NAMES = 'built loud'\nreturn {'shout': shout, 'upper': up}",
  "/play/test_plugins/t.py": "return {'loud': loud}",
  "/play/lookup_plugins/far.py": "",
});

function opened(use: () => PythonUse): PythonPlugins {
  const files = new PluginFiles(FILES, {
    folders: { filter: [], test: [], lookup: [] },
    packages: [],
    collection: () => undefined,
  });
  const plugins = new PythonPlugins({ files, use, warn: () => {} });
  plugins.join("/play");
  return plugins;
}

Deno.test("PythonPlugins refuses by file what is not to be run, and nothing that is built in", () => {
  const foreign = opened(() => ({ kind: "refused", reason: "there is no Python" }));
  const environment = new Environment({ foreign });
  equal(environment.compile("{{ 'x' | upper }}").render(EMPTY_SCOPE), "X");
  throws(
    () => environment.compile("{{ 'x' | shout }}").render(EMPTY_SCOPE),
    /^FilterError: Cannot run filter shout: it is Python code in \/play\/filter_plugins\/a\.py, and there is no Python$/,
  );
  throws(() => environment.compile("{{ 1 is loud }}").render(EMPTY_SCOPE), /test loud.*t\.py/);
  throws(
    () => environment.compile("{{ 1 | built }}").render(EMPTY_SCOPE),
    /Could not load "built"/,
  );
  const request = { name: "far", terms: [], options: new Map(), scope: EMPTY_SCOPE };
  throws(() => foreign.lookup("far")?.(request, environment), /lookup far.*far\.py/);
});

Deno.test("PythonPlugins knows names where nothing is run", () => {
  const foreign = opened(() => ({ kind: "named" }));
  ok(foreign.find("filter", "shout"));
  ok(foreign.find("filter", "built"));
  ok(foreign.find("test", "loud"));
  ok(foreign.overridingLookup("far"));
  equal(foreign.find("filter", "whisper"), undefined);
  equal(foreign.find("test", "shout"), undefined);
  equal(foreign.lookup("near"), undefined);
});

Deno.test("PythonPlugins asks for no Python where there is no plugin", () => {
  const foreign = opened(() => {
    throw new Error("Nobody should ask");
  });
  equal(foreign.override("filter", "lower"), undefined);
  equal(foreign.lookup("near"), undefined);
  equal(foreign.find("filter", "x.y.z"), undefined);
});
