import { deepEqual } from "node:assert/strict";
import { formatPosition } from "../../base/position.ts";
import { files } from "../../system/files.ts";
import example from "../../../testdata/playbook/argument_spec/example.json" with { type: "json" };
import {
  parsePlaybook,
  parseRoleDependencies,
  parseTasks,
} from "../../../plugins/playbook/parse_playbook.ts";
import { Environment } from "../template/environment.ts";
import { createLoader } from "./load.ts";
import { parseModuleSpec } from "./parse_module_spec.ts";
import { validatePlaybook } from "./validate.ts";

const FOLDER = `${Deno.cwd()}/testdata/playbook`;
const spec = parseModuleSpec(example);
const open = parseModuleSpec({ module: "debug", options: {}, accepts_any: true });

async function findings(folder: string, name: string): Promise<readonly string[]> {
  const environment = new Environment({});
  const loader = createLoader({
    files,
    parser: {
      parsePlaybook: ({ filePath, content }) =>
        Promise.resolve(parsePlaybook(new TextDecoder().decode(content), filePath)),
      parseFile: ({ filePath, content, kind }) => {
        const text = new TextDecoder().decode(content);
        const role = kind === "handlers" ? kind : "tasks";
        return Promise.resolve(
          kind === "role_dependencies"
            ? parseRoleDependencies(text, filePath)
            : parseTasks(text, filePath, role),
        );
      },
    },
    environment,
    workingFolder: folder,
    rolesPath: [`${folder}/more_roles`],
    collectionsPath: [`${folder}/collections`],
    extraVars: new Map(),
  });
  const { playbook, diagnostics } = await loader.inspectPlaybook(`${name}.yml`);
  const found = validatePlaybook(playbook, {
    environment,
    modules: new Set(["assert", "copy", "debug", "example", "meta", "ping", "template", "command"]),
    specOf: (module) => module === "example" ? spec : module === "debug" ? open : undefined,
    lookups: new Set(["items", "dict"]),
  });
  return [...diagnostics, ...found].map(({ rule, severity, message, position, hint }) => {
    const place = formatPosition({ ...position, file: position.file.replace(`${folder}/`, "") });
    const text = message.replaceAll(folder, "FOLDER").replace(/(Valid booleans include).*/, "$1");
    return `${place}: ${severity}[${rule}]: ${text}${hint === undefined ? "" : ` (${hint})`}`;
  });
}

for (const name of ["wrong", "roles"]) {
  Deno.test(`validatePlaybook() finds all that is wrong with ${name}.yml`, async () => {
    const folder = `${FOLDER}/validate`;
    const found = (await findings(folder, name)).map((line) => line.replaceAll(folder, "FOLDER"));
    const path = `${folder}/${name}.expected.json`;
    if (Deno.env.get("UPDATE") === "1") {
      Deno.writeTextFileSync(path, `${JSON.stringify(found, undefined, 1)}\n`);
    }
    deepEqual(found, JSON.parse(Deno.readTextFileSync(path)));
  });
}

Deno.test("validatePlaybook() finds nothing where nothing is wrong", async () => {
  deepEqual(await findings(`${FOLDER}/project`, "inherit"), []);
});
