import { deepEqual } from "node:assert/strict";
import observed from "../../../testdata/playbook/errors/ansible.json" with { type: "json" };
import type { Diagnostic } from "../../base/diagnostic.ts";
import { files } from "../../system/files.ts";
import { parsePlaybook } from "../../../plugins/playbook/parse_playbook.ts";
import { Environment } from "../template/environment.ts";
import { exitCodeOf } from "./exit_code.ts";
import { createLoader } from "./load.ts";

/** Ansible crashes, or finds out with the help of its plugins. */
const OTHERWISE: ReadonlySet<string> = new Set([
  "play-role-number.yml",
  "task-action-keyword-number.yml",
  "task-with-unknown-lookup.yml",
]);

Deno.test("exitCodeOf() is the code of ansible-playbook --syntax-check", async () => {
  let diagnostics: readonly Diagnostic[] = [];
  const loader = createLoader({
    report: (found) => diagnostics = found,
    files,
    parser: {
      parsePlaybook: ({ filePath, content }) =>
        Promise.resolve(parsePlaybook(new TextDecoder().decode(content), filePath)),
      parseFile: () => Promise.reject(new Error("Cannot happen here")),
    },
    environment: new Environment({}),
    workingFolder: `${Deno.cwd()}/testdata/playbook/errors`,
    rolesPath: [],
    collectionsPath: [],
    extraVars: new Map(),
  });
  const ours: Record<string, number> = {};
  const theirs: Record<string, number> = {};
  for (const [file, { rc }] of Object.entries(observed)) {
    if (OTHERWISE.has(file)) continue;
    await loader.loadPlaybook(file);
    const isWrong = diagnostics.some(({ severity }) => severity === "error");
    ours[file] = isWrong ? exitCodeOf(diagnostics) : 0;
    theirs[file] = rc;
  }
  deepEqual(ours, theirs);
});
