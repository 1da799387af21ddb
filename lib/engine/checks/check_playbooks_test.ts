import assert from "node:assert/strict";
import copy from "../../../plugins/modules/files/copy.json" with { type: "json" };
import file from "../../../plugins/modules/files/file.json" with { type: "json" };
import lineinfile from "../../../plugins/modules/files/lineinfile.json" with { type: "json" };
import template from "../../../plugins/modules/files/template.json" with { type: "json" };
import packageModule from "../../../plugins/modules/packages/package_module.json" with {
  type: "json",
};
import service from "../../../plugins/modules/system/service.json" with { type: "json" };
import {
  parsePlaybook,
  parseRoleDependencies,
  parseTasks,
} from "../../../plugins/playbook/parse_playbook.ts";
import example from "../../../testdata/playbook/argument_spec/example.json" with { type: "json" };
import type { Diagnostic, Finding } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { formatPosition } from "../../base/position.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import { files as realFiles } from "../../system/files.ts";
import { ACTION_SPECS } from "../executor/actions/specs.ts";
import { Inventory } from "../inventory/inventory.ts";
import { createLoader } from "../playbook/load.ts";
import { parseModuleSpec } from "../playbook/parse_module_spec.ts";
import { Environment } from "../template/environment.ts";
import { checkPlaybooks } from "./check_playbooks.ts";
import { RULE_PAGES } from "./pages/rule_pages.ts";
import { isRuleId, RULES } from "./rules.ts";

const SPECS = new Map(
  [...ACTION_SPECS, copy, file, lineinfile, template, service, packageModule, example]
    .map((spec) => parseModuleSpec(spec))
    .map((spec) => [spec.module, spec]),
);

/** What there is besides the files. */
interface Place {
  readonly folder: string;
  readonly hosts?: readonly string[];
  readonly extraVars?: readonly string[];
  readonly varsFiles?: readonly string[];
}

async function check(
  files: Files,
  name: string,
  { folder, hosts, extraVars = [], varsFiles = [] }: Place,
): Promise<readonly Finding[]> {
  const environment = new Environment({});
  let reported: readonly Diagnostic[] = [];
  const text = (content: Uint8Array | undefined) => new TextDecoder().decode(content);
  const loader = createLoader({
    files,
    parser: {
      parsePlaybook: ({ filePath, content }) =>
        Promise.resolve(parsePlaybook(text(content), filePath)),
      parseFile: ({ filePath, content, kind }) =>
        Promise.resolve(
          kind === "role_dependencies"
            ? parseRoleDependencies(text(content), filePath)
            : parseTasks(text(content), filePath, kind === "handlers" ? kind : "tasks"),
        ),
    },
    environment,
    workingFolder: folder,
    rolesPath: [`${folder}/more_roles`],
    collectionsPath: [`${folder}/collections`],
    extraVars: new Map(),
    report: (diagnostics) => reported = [...reported, ...diagnostics],
  });
  const inventory = new Inventory();
  for (const host of hosts ?? []) {
    inventory.addHost(host, { groups: ["web"], vars: new Map() });
  }
  return await checkPlaybooks({ playbooks: [name], roles: [] }, {
    environment,
    modules: new Set([...SPECS.keys(), "command", "ping"]),
    specOf: (module) => SPECS.get(module),
    files,
    readText: (path) => files.readText(path),
    loader,
    drain: () => {
      const taken = reported;
      reported = [];
      return taken;
    },
    extraVars,
    varsFiles,
    ...(hosts === undefined ? {} : { inventory: { inventory, isOpen: false } }),
  });
}

/** Findings in one line each: `site.yml:1:2: error[rule]: Message (hint)`. */
function listed(findings: readonly Finding[], folder: string): readonly string[] {
  return findings.map(({ rule, severity, message, position, hint }) => {
    const line = `${formatPosition(position)}: ${severity}[${rule}]: ${message}`;
    const text = line.replaceAll(`${folder}/`, "").replaceAll(folder, "FOLDER")
      .replace(/(Valid booleans include).*/, "$1");
    return hint === undefined ? text : `${text} (${hint.replaceAll(folder, "FOLDER")})`;
  });
}

const VALIDATE = `${Deno.cwd()}/testdata/playbook/validate`;

for (const name of ["wrong", "roles"]) {
  Deno.test(`checkPlaybooks() finds all that is wrong with ${name}.yml`, async () => {
    const found = await check(realFiles, `${name}.yml`, { folder: VALIDATE });
    const path = `${VALIDATE}/${name}.expected.json`;
    const actual = listed(found, VALIDATE);
    if (Deno.env.get("UPDATE") === "1") {
      Deno.writeTextFileSync(path, `${JSON.stringify(actual, undefined, 1)}\n`);
    }
    assert.deepEqual(actual, JSON.parse(Deno.readTextFileSync(path)));
  });
}

Deno.test("checkPlaybooks() finds nothing where nothing is wrong", async () => {
  const folder = `${Deno.cwd()}/testdata/playbook/project`;
  const found = await check(realFiles, "inherit.yml", { folder });
  assert.deepEqual(listed(found, folder).filter((line) => !line.includes("info[")), []);
});

const CASES = `${Deno.cwd()}/testdata/playbook/checks`;

for (const name of [...Deno.readDirSync(CASES)].map((entry) => entry.name).sort()) {
  Deno.test(`checkPlaybooks() with ${name}`, async () => {
    const folder = `${CASES}/${name}`;
    const found = await check(realFiles, "site.yml", { folder, hosts: ["web1"] });
    const path = `${folder}/expected.json`;
    const actual = listed(found, folder);
    if (Deno.env.get("UPDATE") === "1") {
      Deno.writeTextFileSync(path, `${JSON.stringify(actual, undefined, 1)}\n`);
    }
    assert.deepEqual(actual, JSON.parse(Deno.readTextFileSync(path)));
  });
}

const PROJECT = "/project";

async function rulesFoundIn(text: string, more: Readonly<Record<string, string>>) {
  const files = new FakeFiles({ "/project/site.yml": text });
  for (const [path, content] of Object.entries(more)) files.write(`${PROJECT}/${path}`, content);
  const found = await check(files, "site.yml", { folder: PROJECT, hosts: ["web1"] });
  return listed(found, PROJECT);
}

for (const rule of Object.keys(RULES).filter(isRuleId)) {
  const { bad, good, files = {}, about } = RULE_PAGES[rule];
  if (bad === undefined || good === undefined || about === "inventory") continue;
  Deno.test(`the page of ${rule} shows what it finds, and how it finds nothing`, async () => {
    const inBad = await rulesFoundIn(bad, files);
    assert(inBad.some((line) => line.includes(`[${rule}]`)), `Not found in:\n${bad}${inBad}`);
    assert.deepEqual(await rulesFoundIn(good, files), []);
  });
}
