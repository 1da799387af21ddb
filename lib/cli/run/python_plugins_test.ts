import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const FILTERS = `
from ansible.errors import AnsibleFilterError

def fails(value):
    raise AnsibleFilterError("it was %s" % value)

class FilterModule(object):
    def filters(self):
        return {
            "backwards": lambda value: value[::-1],
            "fails": fails,
            "prints": lambda value: print("see", value),
        }
`;

const HEAD = `- hosts: localhost
  gather_facts: false
  vars_files: [secret.yml]
  tasks:
`;

/** A playbook of `tasks` beside a file of filters; the secret in its variables is "correct horse". */
async function run(tasks: string, line = "shep run site.yml --vault-password-file pass") {
  using shell = new ShepShell("testdata/bridge");
  const folder = shell.folder;
  Deno.mkdirSync(`${folder}/filter_plugins`);
  Deno.writeTextFileSync(`${folder}/filter_plugins/own.py`, FILTERS);
  Deno.writeTextFileSync(`${folder}/site.yml`, HEAD + tasks.replace(/^/gm, "    "));
  Deno.writeTextFileSync(`${folder}/pass`, "open sesame\n");
  Deno.writeTextFileSync(`${folder}/secret.yml`, "secret: correct horse\n");
  const sealed = await shell.run("shep vault encrypt secret.yml --vault-password-file pass");
  assert.equal(sealed.code, 0, sealed.stderr);
  return await shell.run(line);
}

Deno.test("shep run shows no secret that went through a filter in Python", async () => {
  const { code, stdout, stderr } = await run(
    `
- debug: { msg: "{{ secret | backwards }} {{ secret | prints }}" }
- debug: { msg: "{{ secret | fails }}" }
  ignore_errors: true
- debug: { msg: "{{ 'plain' | backwards }}" }
`,
    "shep run site.yml --vault-password-file pass -vvv",
  );
  assert.equal(code, 0, stdout + stderr);
  assert.doesNotMatch(stdout + stderr, /correct horse|esroh tcerroc/);
  assert.match(stdout, /"msg": "\*{8} "/);
  assert.match(stderr, /see \*{8}/);
  assert.match(stderr, /Traceback.*\n.*\n.*\n.*in fails/);
  assert.match(
    stdout,
    /"msg": "it was \*{8}\\n\\nThe error appears to be in \$WORK\/site\.yml:7:16"/,
  );
  assert.match(stdout, /"msg": "nialp"/);
});

const TASK = `- debug: { msg: "{{ 'plain' | backwards }}" }`;
const PASSWORD = "--vault-password-file pass";

const REFUSED: readonly (readonly [line: string, reason: string])[] = [
  [`shep run site.yml ${PASSWORD} --no-python-plugins`, "--no-python-plugins keeps it out"],
  [`SHEP_PYTHON_PLUGINS=no shep run site.yml ${PASSWORD}`, "--no-python-plugins keeps it out"],
  [
    `shep=$(command -v shep); mkdir none; PATH=$PWD/none "$shep" run site.yml ${PASSWORD}`,
    "there is no python3 on this computer",
  ],
];

for (const [line, reason] of REFUSED) {
  Deno.test(`${line} refuses filters in Python by their file`, async () => {
    const { code, stdout, stderr } = await run(TASK, line);
    assert.equal(code, 2, stdout + stderr);
    assert.ok(
      stdout.includes(
        `Cannot run filter backwards: it is Python code in $WORK/filter_plugins/own.py, and ${reason}`,
      ),
      stdout,
    );
  });
}

Deno.test("shep playbook validate reads names of filters in Python, and runs nothing", async () => {
  const found = await run(
    `${TASK}\n- debug: { msg: "{{ 'plain' | backward }} {{ lookup('far') | late }}" }\n  with_far: [x]\n`,
    'echo \'open("ran", "w")\' >>filter_plugins/own.py; mkdir lookup_plugins; ' +
      "touch lookup_plugins/far.py; mkdir -p roles/late/filter_plugins; " +
      "echo \"{'late': 1}\" >roles/late/filter_plugins/late.py; " +
      `shep playbook validate site.yml ${PASSWORD}; ls`,
  );
  assert.doesNotMatch(found.stdout, /^ran$/m);
  assert.match(
    found.stderr,
    /site\.yml:6:\d+: warning\[unknown-filter\]: No filter named 'backward'/,
  );
  assert.equal(found.stderr.match(/warning|error/g)?.length, 1, found.stderr);
});
