import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const PLAYBOOK = `- hosts: localhost
  gather_facts: false
  vars: { n: 1, text: "yes", list: [] }
  tasks:
    - assert: { that: "(n + 1) | type_debug == 'int'" }
    - set_fact: { sum: "{{ n + 1 }}", said: "yes" }
    - debug: { msg: "{{ sum | type_debug }} {{ said | type_debug }}{{ none }}" }
    - debug: { msg: truthy }
      when: text
    - debug: { msg: empty }
      when: not list
`;

async function run(line: string) {
  using shell = new ShepShell("testdata/compat/vars");
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, PLAYBOOK);
  return await shell.run(line);
}

Deno.test("shep run takes texts for conditions, and makes texts of sums", async () => {
  const { code, stdout } = await run("shep run site.yml");
  assert.equal(code, 0, stdout);
  assert.match(stdout, /"msg": "str bool"/);
});

for (
  const line of ["shep run site.yml --semantics 2.19", "SHEP_SEMANTICS=2.19 shep run site.yml"]
) {
  Deno.test(`${line} keeps types and refuses conditions that are no booleans`, async () => {
    const { code, stdout } = await run(line);
    assert.equal(code, 2, stdout);
    assert.match(stdout, /"msg": "int str"/);
    assert.match(
      stdout,
      /The conditional check 'text' failed\. The error was: Conditional result \(True\) was derived from value of type 'str'/,
    );
  });
}

Deno.test("shep run refuses semantics that there are not", async () => {
  const { code, stderr } = await run("SHEP_SEMANTICS=3 shep run site.yml");
  assert.equal(code, 5);
  assert.match(stderr, /Cannot follow SHEP_SEMANTICS = 3\nhint: there is 2\.18, 2\.19/);
});

/** A template, and the types of its results with the semantics up to 2.18 and those of 2.19. */
const TYPES = [
  ["{{ n }}", "int", "int"],
  ["{{ n + 1 }}", "str", "int"],
  ["{{ '1' | int }}", "str", "int"],
  ["{{ [1] + [2] }}", "list", "list"],
  ["{{ range(3) }}", "list", "list"],
  ["{{ d.items() }}", "list", "list"],
  ["[{{ n }}, 2]", "list", "str"],
  [`{{ '{"j": 1}' }}`, "dict", "str"],
  ["{{ looks }}", "list", "str"],
  ["{{ looks | string }}", "str", "str"],
  ["{{ 'True' }}", "bool", "str"],
  ["{{ none }}", "str", "NoneType"],
  ["{{ ('a', 'b') }}", "str", "tuple"],
  ["x{{ 1 }}", "str", "str"],
  ["{{ 1 }}{{ 2 }}", "str", "str"],
  ["{{ '007' }}", "str", "str"],
] as const;

for (const [semantics, column] of [["2.18", 1], ["2.19", 2]] as const) {
  Deno.test(`shep run --semantics ${semantics} gives the results of templates their types`, async () => {
    using shell = new ShepShell("testdata/compat/vars");
    const tasks = TYPES.map(([template]) => ({
      debug: { msg: "{{ value | type_debug }}" },
      vars: { value: template },
    }));
    const vars = { n: 1, d: { k: "v" }, looks: "[1, 2]" };
    const playbook = [{ hosts: "localhost", gather_facts: false, vars, tasks }];
    Deno.writeTextFileSync(`${shell.folder}/types.yml`, JSON.stringify(playbook));
    const { stdout } = await shell.run(`shep run types.yml --semantics ${semantics}`);
    const types = [...stdout.matchAll(/"msg": "(\w+)"/g)].map(([, type]) => type);
    const actual = TYPES.map(([template], index) => [template, types[index]]);
    assert.deepEqual(actual, TYPES.map((one) => [one[0], one[column]]));
  });
}
