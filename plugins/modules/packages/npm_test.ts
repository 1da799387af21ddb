import { deepEqual } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { npm } from "./npm.ts";
import spec from "./npm.json" with { type: "json" };

const LIST = JSON.stringify({ dependencies: { a: { version: "1.0" }, b: { missing: true } } });

async function run(
  args: Record<string, Value>,
  { list = LIST, outdated = "", checkMode = false } = {},
) {
  const target = new FakeTarget({
    checkMode,
    commands: (text) => {
      if (text === "command -v npm") return "/usr/bin/npm\n";
      if (text.startsWith("test -x")) return { exitCode: 1 };
      if (text.startsWith("test -")) return { exitCode: text.endsWith("/new") ? 1 : 0 };
      if (/npm list/.test(text)) return list;
      if (/npm outdated/.test(text)) return { stdout: outdated, exitCode: 1 };
      if (text.includes("broken")) return { exitCode: 1, stderr: "npm ERR! no\n" };
      return "";
    },
  });
  const { changed, msg } = await runModule({ run: npm, spec, args, target, checkMode });
  return [changed, msg, target.applied];
}

const OPTIONS = {
  production: true,
  ignore_scripts: true,
  unsafe_perm: true,
  no_optional: true,
  no_bin_links: true,
  registry: "http://r",
};

/** Each: the task, what there is, and whether it changes, its message, and what is run. */
const CASES: readonly (readonly [Record<string, Value>, Parameters<typeof run>[1], unknown[]])[] = [
  [{ name: "a", path: "/x" }, { list: LIST.replace("missing", "x") }, [false, undefined, []]],
  [{ name: "a", path: "/x" }, {}, [true, undefined, ["/usr/bin/npm install a"]]],
  [
    { name: "a", version: "2.0", global: true },
    {},
    [true, undefined, ["/usr/bin/npm install a@2.0 --global"]],
  ],
  [
    { path: "/new", ...OPTIONS },
    {},
    [true, undefined, [
      "mkdir -p -- /new",
      "/usr/bin/npm install --ignore-scripts --unsafe-perm --no-optional --no-bin-links " +
      "--production --registry http://r",
    ]],
  ],
  [{ path: "/x", ci: true }, {}, [true, undefined, ["/usr/bin/npm ci"]]],
  [{ path: "/x", ci: true }, { checkMode: true }, [true, undefined, []]],
  [{ name: "a", path: "/x", state: "absent" }, {}, [true, undefined, ["/usr/bin/npm uninstall a"]]],
  [{ name: "z", path: "/x", state: "absent" }, {}, [false, undefined, []]],
  [
    { name: "a", path: "/x", state: "latest" },
    { list: LIST.replace("missing", "x"), outdated: "Package Current\na 1.0 2.0\n" },
    [true, undefined, ["/usr/bin/npm update a"]],
  ],
  [
    { name: "c", path: "/x", executable: "/opt/node/bin/npm" },
    {},
    [true, undefined, ["/opt/node/bin/npm list --json --long", "/opt/node/bin/npm install c"]],
  ],
  [
    { name: "c", path: "/x", executable: "/opt/node/bin/npm" },
    { checkMode: true },
    [false, "Cannot tell in check mode what /opt/node/bin/npm would do", []],
  ],
  [{ name: "broken", path: "/x" }, {}, [false, "npm ERR! no", ["/usr/bin/npm install broken"]]],
  [
    { path: "/x" },
    { list: "{" },
    [
      false,
      "Failed to parse NPM output with error Expected property name or '}' in JSON at position 1 " +
      "(line 1 column 2)",
      [],
    ],
  ],
];

Deno.test("npm() runs npm where something is missing, out of date or too much", async () => {
  for (const [args, state, expected] of CASES) deepEqual(await run(args, state), expected);
});
