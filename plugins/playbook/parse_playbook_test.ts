import { deepEqual, equal, ok } from "node:assert/strict";
import { formatPosition } from "../../lib/base/position.ts";
import type { PlaybookResponse } from "../../lib/plugin/sdk.ts";
import observed from "../../testdata/playbook/errors/ansible.json" with { type: "json" };
import forms from "../../testdata/playbook/forms.ansible.json" with { type: "json" };
import { parsePlaybook, parseRoleDependencies, parseTasks } from "./parse_playbook.ts";

const CASES = "testdata/playbook";
const ERRORS = `${CASES}/errors`;

/** What only loading the files and modules that a playbook names can find out. */
const FOUND_WHEN_LOADING: ReadonlySet<string> = new Set([
  "import-playbook-missing.yml",
  "import-playbook-options.yml",
  "import-role-missing.yml",
  "import-tasks-missing.yml",
  "import-tasks-undefined.yml",
  "role-missing.yml",
  "task-with-unknown-lookup.yml",
]);

/** Where the words differ on purpose: Ansible crashes, or blames something else. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  "block-rescue-alone-nested.yml",
  "play-role-number.yml",
  "task-action-keyword-number.yml",
]);

Deno.test("parsePlaybook() finds the errors that ansible-playbook --syntax-check finds", () => {
  const cases: Record<string, { readonly rc: number; readonly error?: string }> = observed;
  for (const [file, { rc, error }] of Object.entries(cases)) {
    if (FOUND_WHEN_LOADING.has(file)) continue;
    const response = parsePlaybook(Deno.readTextFileSync(`${ERRORS}/${file}`), `FOLDER/${file}`);
    const errors = response.diagnostics.filter(({ severity }) => severity === "error");
    equal(errors.length > 0, rc !== 0, `${file}: ${errors.map(({ message }) => message)}`);
    equal(response.error !== undefined, rc !== 0, file);
    if (error === undefined || OWN_WORDS.has(file)) continue;
    const wanted = comparable(error);
    ok(
      errors.some(({ message }) => {
        const ours = comparable(message);
        return wanted.startsWith(ours) || wanted.endsWith(ours);
      }),
      `${file}: ${wanted} <> ${errors.map(({ message }) => comparable(message))}`,
    );
  }
});

/** Python's classes are kinds in our words; the order of a Python set is random. */
function comparable(message: string): string {
  return message
    .replace(/\(<class 'str'>,\), but the item '5' is/, "texts, but the item is")
    .replace(/a <class '[^']*AnsibleMapping'>/g, "a mapping")
    .replace(/a <class '[^']*AnsibleSequence'>/g, "a list")
    .replace(/a <class .[^>]*AnsibleUnicode.>/g, "a text")
    .replace(/a <class 'int'>/g, "a number")
    .replace(/<class '[^']*AnsibleMapping'>/g, "a mapping")
    .replace(/<class '[^']*AnsibleSequence'>/g, "a list")
    .replace(/<class '[^']*AnsibleUnicode'>/g, "a text")
    .replace(/<class 'NoneType'>/g, "nothing")
    .replace(/<class 'bool'>/g, "a boolean")
    .replace(/<class 'int'>/g, "a number")
    .replace(/(only allowed in the following modules: ).*/, "$1")
    .replace(/^(?:.|\n)*Syntax Error while loading YAML[.:]\s*/, "")
    .toLowerCase();
}

Deno.test("parsePlaybook() reports every error of a file with its place and a hint", () => {
  expectFile(
    `${ERRORS}/expected.json`,
    Object.fromEntries(
      Object.keys(observed).map((file) => {
        const text = Deno.readTextFileSync(`${ERRORS}/${file}`);
        return [file, findingsOf(parsePlaybook(text, file))];
      }),
    ),
  );
});

function findingsOf({ diagnostics }: Pick<PlaybookResponse, "diagnostics">): readonly string[] {
  return diagnostics.map(({ rule, severity, message, position, hint }) =>
    `${formatPosition(position)}: ${severity}[${rule}]: ${message}` +
    (hint === undefined ? "" : ` (${hint})`)
  );
}

for (
  const name of [
    "complex-vars",
    "forms",
    "import-playbook",
    "multi-play",
    "simple-play",
    "with-blocks",
    "with-handlers",
    "with-roles",
  ]
) {
  Deno.test(`parsePlaybook() reads ${name}.yml`, () => {
    const file = `${name}.yml`;
    const response = parsePlaybook(Deno.readTextFileSync(`${CASES}/${file}`), file);
    expectFile(`${CASES}/${name}.expected.json`, response);
  });
}

Deno.test("parsePlaybook() finds the module and arguments that ansible-core finds", () => {
  const { playbook } = parsePlaybook(Deno.readTextFileSync(`${CASES}/forms.yml`), "forms.yml");
  const ours = playbook?.plays[0]?.tasks.flatMap((task) => {
    if (task.kind === "block") return [];
    const args = new Map(task.args.map(({ key, value }) => [key, JSON.parse(value)]));
    if (task.freeForm !== undefined) args.set("_raw_params", task.freeForm);
    if (task.argsTemplate !== undefined) args.set("_variable_params", task.argsTemplate);
    const delegate = task.settings.find(({ keyword }) => keyword === "delegate_to")?.value;
    return [{
      module: task.module,
      args: Object.fromEntries(args),
      delegate_to: delegate === undefined ? null : JSON.parse(delegate),
    }];
  });
  // ansible-core makes the free-form text of `cmd` later.
  deepEqual(
    ours,
    forms.map(({ args, ...rest }) => {
      const { cmd, ...others }: Record<string, unknown> = args;
      return { ...rest, args: cmd === undefined ? others : { ...others, _raw_params: cmd } };
    }),
  );
});

/** Compares with a file of expectations; `UPDATE=1` rewrites it. */
function expectFile(path: string, actual: unknown): void {
  const text = `${JSON.stringify(actual, replacePosition, 1)}\n`;
  if (Deno.env.get("UPDATE") === "1") Deno.writeTextFileSync(path, text);
  deepEqual(JSON.parse(text), JSON.parse(Deno.readTextFileSync(path)));
}

function replacePosition(key: string, value: unknown): unknown {
  if (!/[pP]osition$/.test(key) || typeof value !== "object" || value === null) return value;
  const { line, column } = value as { line: number; column: number };
  return `${line}:${column}`;
}

Deno.test("parseTasks() reads an empty file as no tasks and refuses a mapping", () => {
  deepEqual(parseTasks("# nothing\n", "main.yml"), { tasks: [], warnings: [], diagnostics: [] });
  const refused = parseTasks("debug: {msg: 1}\n", "main.yml");
  deepEqual(refused.tasks, []);
  equal(refused.error, "included task files must contain a list of tasks");
});

Deno.test("parseTasks() takes listen in handlers alone", () => {
  const text = "- debug:\n  listen: restart\n";
  equal(parseTasks(text, "main.yml", "handlers").error, undefined);
  equal(parseTasks(text, "main.yml").error, "'listen' is not a valid attribute for a Task");
});

Deno.test("parseRoleDependencies() reads names, parameters and the forms of ansible-galaxy", () => {
  const response = parseRoleDependencies(
    `galaxy_info: {author: me}
dependencies:
  - common
  - role: web
    http_port: 80
    tags: [web]
  - name: db
    when: with_db
  - src: https://example.com/roles/geo.git
    version: v1
  - src: https://example.com/roles/x.tar.gz,v2,named
  - src: someone.installed
`,
    "meta/main.yml",
  );
  deepEqual(response.diagnostics, []);
  deepEqual(response.dependencies?.map(({ role }) => role), [
    "common",
    "web",
    "db",
    "geo",
    "named",
    "someone.installed",
  ]);
  deepEqual(response.dependencies?.[1]?.params.map(({ key, value }) => [key, value]), [
    ["http_port", "80"],
  ]);
});

Deno.test("parsePlaybook() says what does the same as a keyword of a later release", () => {
  deepEqual(findingsOf(parsePlaybook("- hosts: all\n  validate_argspec: true\n", "site.yml")), [
    "site.yml:2:3: error[unknown-keyword]: 'validate_argspec' is not a valid attribute for a Play " +
    "(It came with release 2.20: module validate_argument_spec in pre_tasks does the same)",
  ]);
});

Deno.test("parseRoleDependencies() refuses what is no metadata", () => {
  const text = "dependency: []\ndependencies: common\nallow_duplicates: true\n";
  deepEqual(findingsOf(parseRoleDependencies(text, "main.yml")), [
    "main.yml:1:1: error[unknown-keyword]: 'dependency' is not a valid attribute for a " +
    "RoleMetadata (Did you mean 'dependencies'?)",
    "main.yml:2:15: error[invalid-role]: Expected role dependencies to be a list. (Found a text)",
  ]);
});
