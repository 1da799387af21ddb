import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

/** Vaults go from shep to the real ansible-vault and back, where that one is installed. */

const HAS_ANSIBLE = ["/usr/bin/ansible-vault", "/bin/ansible-vault"].some(exists);

const COMMON =
  "printf 'one\\n' > pw1; printf 'two\\n' > pw2; printf 'a: 1\\nb: hello\\n' > plain; ";

interface Case {
  readonly name: string;
  /** A line of POSIX shell, run after `COMMON`. */
  readonly line: string;
  readonly stdout: string;
}

const CASES: readonly Case[] = [
  {
    name: "encrypt makes what Ansible opens",
    line: "cp plain v; shep vault encrypt --vault-password-file pw1 v && head -1 v && " +
      "stat -c %a v && ansible-vault view --vault-password-file pw1 v",
    stdout: "$ANSIBLE_VAULT;1.1;AES256\n600\na: 1\nb: hello\n",
  },
  {
    name: "encrypt with a label makes what Ansible opens",
    line: "shep vault encrypt --vault-id dev@pw1 --vault-id prod@pw2 --encrypt-vault-id prod " +
      "plain --output v && head -1 v && ansible-vault view --vault-id prod@pw2 v && cat plain",
    stdout: "$ANSIBLE_VAULT;1.2;AES256;prod\na: 1\nb: hello\na: 1\nb: hello\n",
  },
  {
    name: "view, decrypt and pipes open what Ansible made",
    line: "ansible-vault encrypt --vault-id dev@pw1 plain --output v 2>/dev/null; " +
      "shep vault view --vault-id pw2 --vault-id pw1 v && " +
      "shep vault decrypt --vault-id pw1 < v && " +
      "shep vault decrypt --vault-id pw1 v && cat v && stat -c %a v",
    stdout: "a: 1\nb: hello\n".repeat(3) + "600\n",
  },
  {
    name: "edit keeps label, password and mode",
    line: "ansible-vault encrypt --vault-id dev@pw1 plain --output v 2>/dev/null; chmod 640 v; " +
      "EDITOR='sed -i s/hello/bye/' shep vault edit --vault-id x@pw1 v && head -1 v && " +
      "stat -c %a v && ansible-vault view --vault-id dev@pw1 v",
    stdout: "$ANSIBLE_VAULT;1.2;AES256;dev\n640\na: 1\nb: bye\n",
  },
  {
    name: "rekey gives another password and label",
    line: "ansible-vault encrypt --vault-id dev@pw1 plain --output v 2>/dev/null; chmod 640 v; " +
      "shep vault rekey --vault-id pw1 --new-vault-id prod@pw2 v 2>&1 && head -1 v && " +
      "stat -c %a v && ansible-vault view --vault-id pw2 v && " +
      "shep vault rekey --vault-id pw2 --new-vault-password-file pw1 v 2>&1 && head -1 v && " +
      "ansible-vault view --vault-id pw1 v",
    stdout: "Rekey successful\n$ANSIBLE_VAULT;1.2;AES256;prod\n640\na: 1\nb: hello\n" +
      "Rekey successful\n$ANSIBLE_VAULT;1.1;AES256\na: 1\nb: hello\n",
  },
  {
    name: "encrypt-string makes what Ansible uses",
    line: "printf 'from stdin\\n' | shep vault encrypt-string --vault-id dev@pw1 --stdin-name s " +
      "arg --name t > vars.yml 2>/dev/null && " +
      "ansible localhost -m debug -a 'msg={{ s | trim }},{{ t }}' -e @vars.yml --vault-id pw1 " +
      "2>/dev/null | grep msg",
    stdout: '    "msg": "from stdin,arg"\n',
  },
  {
    name: "run uses what Ansible encrypted, and create makes what Ansible opens",
    line:
      "ansible-vault encrypt_string --vault-id dev@pw1 hidden --name x > vars.yml 2>/dev/null; " +
      "printf -- '- hosts: localhost\\n  gather_facts: false\\n  vars_files: [vars.yml]\\n" +
      '  tasks: [{assert: {that: x == "hidden"}}]\\n\' > p.yml; ' +
      "shep run p.yml --vault-id pw1 2>/dev/null | grep -c passed; " +
      "EDITOR='cp plain' shep vault create --vault-id pw1 new && ansible-vault view --vault-id pw1 new",
    stdout: "1\na: 1\nb: hello\n",
  },
];

for (const { name, line, stdout } of CASES) {
  Deno.test({
    name: HAS_ANSIBLE
      ? `shep vault ${name}`
      : `shep vault ${name} (not run: ansible-vault is not installed)`,
    ignore: !HAS_ANSIBLE,
    fn: async () => {
      using shell = new ShepShell("testdata/vault/project");
      const actual = await shell.run(COMMON + line);
      assert.equal(actual.stdout, stdout, actual.stderr);
    },
  });
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
