import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ShepShell } from "../testing/shep_shell.ts";

/** Each comes into the run in its own way. */
const SECRETS = {
  file: "vault-file-9f8e7d'6c",
  inline: "inline vault 5b4a3c",
  noLog: "no-log-1a2b3c4d",
  lookup: "from-a-lookup-77aa",
  become: "become-me-88bb99",
  content: "line one of a key\nline two of a key",
} as const;

const PLAYBOOK = `
- hosts: localhost
  gather_facts: false
  connection: local
  vars_files: [secret.yml, inline.yml]
  vars:
    url: "https://admin:{{ from_file | urlencode }}@example.org/"
    basic: "{{ ('admin:' ~ inline) | b64encode }}"
  handlers:
    - name: restart {{ from_file }}
      debug: { msg: "{{ from_file }}" }
  tasks:
    - name: in a name {{ from_file }}
      debug: { msg: "{{ from_file }} {{ inline }} {{ url }} {{ basic }}" }
    - debug: { var: from_file }
    - debug: { msg: "{{ from_file | hash('sha256') }} {{ inline | md5 }} {{ from_file | b64encode }}" }
    - debug: { msg: "{{ inline | regex_replace('^inline', 'derived') }} {{ inline[::-1] }} {{ inline.upper() }}" }
    - debug: { msg: "{{ content | to_json }} {{ content | quote }} {{ {'k': content} | to_nice_yaml }}" }
    - debug: { msg: "{{ inline.split(' ') | join('_') }} {{ inline | list | join('.') }}" }
    - set_fact: { kept: "{{ from_file | upper }}", pair: ["{{ inline }}", "x"] }
    - debug: { msg: "{{ kept }} {{ pair | last }} {{ pair[0] | urlencode }}" }
    - name: hidden
      command: echo {{ hidden_word }}
      vars: { hidden_word: "{{ 'no-log' }}-1a2b3c4d" }
      no_log: true
      register: hidden
    - debug: { msg: "{{ hidden.stdout }} {{ hidden.stdout | b64encode }} {{ hidden }}" }
    - debug: { msg: "{{ item }}" }
      loop: ["{{ from_file }}", "{{ inline | b64encode }}"]
    - debug: { msg: "{{ item.name }}" }
      loop: [{ password: "{{ from_file }}", name: alice }]
      loop_control: { label: "{{ item.password }}" }
    - copy: { content: "a={{ from_file }}\\nb={{ basic }}\\n{{ content }}\\n", dest: "{{ playbook_dir }}/written" }
      notify: restart {{ from_file }}
    - copy: { content: "a={{ inline }}\\n", dest: "{{ playbook_dir }}/written" }
    - lineinfile: { path: "{{ playbook_dir }}/written", line: "c={{ content | b64encode }}" }
      ignore_errors: true
    - debug: { msg: "{{ lookup('password', playbook_dir ~ '/generated') }}" }
    - fail: { msg: "{{ from_file }} {{ inline | to_json }}" }
      ignore_errors: true
    - assert: { that: "from_file == inline", fail_msg: "{{ from_file }} is not {{ inline }}" }
      ignore_errors: true
    - debug: { msg: "{{ from_file | from_json }}" }
      ignore_errors: true
    - debug: { msg: "{{ [from_file] | first | int(base=99) }} {{ nothing[inline] }}" }
      ignore_errors: true
    - command: "false {{ from_file | quote }}"
      ignore_errors: true
    - shell: "echo $WORD; echo $WORD | base64 >&2"
      environment: { WORD: "{{ inline }}" }
    - stat: { path: "/no/{{ from_file }}" }
      when: inline == from_file
    - command: id -u
      vars: { ansible_become_password: "${SECRETS.become}" }
    - debug: { msg: "${SECRETS.become}" }
`;

/** What a secret may look like in a text. */
function looks(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const lines = secret.includes("\n") ? secret.split("\n") : [];
  return [
    secret,
    ...lines,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    secret.toUpperCase(),
    [...secret].reverse().join(""),
    [...secret].join("."),
    secret.replaceAll(" ", "_"),
    secret.replaceAll("'", "&#39;"),
    bytes.toBase64({ omitPadding: true }),
    new TextEncoder().encode(`admin:${secret}`).toBase64({ omitPadding: true }),
    bytes.toHex(),
    ...["md5", "sha1", "sha256"].map((name) => createHash(name).update(secret).digest("hex")),
  ].filter((text) => text.length > 3);
}

function assertNothingIn(text: string, where: string): void {
  assert.ok(text.length > 0, `${where} is empty`);
  for (const [name, secret] of Object.entries(SECRETS)) {
    for (const look of looks(secret)) {
      const at = text.indexOf(look);
      assert.equal(
        at,
        -1,
        `${where} shows ${name}: …${text.slice(Math.max(0, at - 90), at + 60)}…`,
      );
    }
  }
}

/** A project with vaults, whose password is in a file. */
async function project(): Promise<ShepShell> {
  const shell = new ShepShell("testdata/prediction");
  const write = (name: string, text: string) =>
    Deno.writeTextFileSync(`${shell.folder}/${name}`, text);
  write("password", "open sesame\n");
  write("generated", `${SECRETS.lookup}\n`);
  write(
    "secret.yml",
    `from_file: "${SECRETS.file}"\ncontent: ${JSON.stringify(SECRETS.content)}\n`,
  );
  write("site.yml", PLAYBOOK);
  const key = "--vault-password-file password";
  const { code, stdout, stderr } = await shell.run(
    `shep vault encrypt ${key} secret.yml >&2 &&` +
      ` shep vault encrypt-string ${key} '${SECRETS.inline}' --name inline`,
  );
  assert.equal(code, 0, stderr);
  write("inline.yml", stdout);
  return shell;
}

const RUN = "shep run site.yml -i localhost, --vault-password-file password --diff " +
  "--report run.html --junit run.xml";

for (const options of ["", "-vvv", "--format json -vvv", "--check", "--check --format json"]) {
  Deno.test(`shep run ${options} shows no secret, nor what was made of one`, async () => {
    using shell = await project();
    const { code, stdout, stderr } = await shell.run(`${RUN} ${options}`);
    assert.equal(code, 0, stdout + stderr);
    assertNothingIn(stdout + stderr, "the output");
    for (const file of ["run.html", "run.xml"]) {
      assertNothingIn(Deno.readTextFileSync(`${shell.folder}/${file}`), file);
    }
    assert.match(stdout, /alice|ALICE/, "what is no secret is shown");
  });
}

Deno.test("shep run shows no secret in what keeps it from starting", async () => {
  using shell = await project();
  const play = "- import_playbook: '{{ from_file }}.yml'\n- import_playbook: '{{ no.where }}'\n";
  Deno.writeTextFileSync(`${shell.folder}/site.yml`, play);
  const { code, stderr } = await shell.run(`${RUN} -e @secret.yml`);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /\*{8}\.yml/);
  assertNothingIn(stderr, "the output");
});

const HAS_PS = new Deno.Command("sh", { args: ["-c", "command -v ps"], stdout: "null" })
  .outputSync().success;

Deno.test({
  name: `shep run keeps secrets out of the arguments of processes on both sides${
    HAS_PS ? "" : " (skipped: there is no ps)"
  }`,
  ignore: !HAS_PS,
  fn: seesNoSecretInArguments,
});

async function seesNoSecretInArguments(): Promise<void> {
  using shell = await project();
  Deno.writeTextFileSync(
    `${shell.folder}/site.yml`,
    PLAYBOOK.replace(/ {4}- command: "false[^]*?ignore_errors: true\n/, "")
      .replace(/ {4}- name: hidden[^]*?register: hidden\n {4}- debug.*\n/, ""),
  );
  const watched = await shell.run(
    `(while [ ! -e over ]; do ps axww -o args=; done) > seen & ${RUN} > said 2>&1; ` +
      `code=$?; touch over; wait; exit $code`,
  );
  const said = Deno.readTextFileSync(`${shell.folder}/said`);
  assert.equal(watched.code, 0, said);
  const seen = Deno.readTextFileSync(`${shell.folder}/seen`);
  assert.match(seen, /main\.[jt]s run site\.yml/, "the processes were seen");
  assertNothingIn(seen, "ps");
}
