import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

/** The vault commands, where no other program is needed to see what they do. */

const PROJECT = "testdata/vault/project";
const WITH = "--vault-id project@password";

interface Case {
  readonly name: string;
  readonly line: string;
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: "view shows all files",
    line: `shep vault view ${WITH} secrets.yml included.yml`,
    code: 0,
    stdout: "from_file: file secret\nincluded: included secret\n",
  },
  {
    name: "view fails with a wrong password",
    line: "shep vault view --vault-id inventory secrets.yml",
    code: 1,
    stderr:
      /^ERROR! Decryption failed \(no vault secrets were found that could decrypt\) on secrets\.yml$/m,
  },
  {
    name: "view fails for what is no vault",
    line: `shep vault view ${WITH} inventory`,
    code: 1,
    stderr: /^ERROR! input is not vault encrypted data\. inventory is not a vault encrypted file$/m,
  },
  {
    name: "view fails for what is not there",
    line: `shep vault view ${WITH} nowhere`,
    code: 1,
    stderr: /^ERROR! Unable to read source file \(nowhere\)/m,
  },
  {
    name: "view asks, and says so if nobody answers",
    line: "shep vault view secrets.yml",
    code: 1,
    stderr: /^ERROR! EOFError \(ctrl-d\) on prompt for \(default\)$/m,
  },
  {
    name: "encrypt refuses what is encrypted",
    line: `shep vault encrypt ${WITH} secrets.yml`,
    code: 1,
    stderr: /^ERROR! input is already encrypted$/m,
  },
  {
    name: "encrypt wants to know which of several passwords",
    line: "shep vault encrypt --vault-id a@password --vault-id b@password site.yml",
    code: 5,
    stderr: /^ERROR! The vault-ids a,b are available to encrypt\. Specify the vault-id/m,
  },
  {
    name: "encrypt refuses a label that no password has",
    line: `shep vault encrypt ${WITH} --encrypt-vault-id x site.yml`,
    code: 1,
    stderr: /--encrypt-vault-id=x in the known vault-ids \['project'\]$/m,
  },
  {
    name: "encrypt refuses labels with a semicolon",
    line: "shep vault encrypt --vault-id 'a;b@password' site.yml",
    code: 5,
    stderr: /^ERROR! 'a;b@password' is not a valid vault id\./m,
  },
  {
    name: "decrypt refuses several files with one output",
    line: `shep vault decrypt ${WITH} --output x secrets.yml included.yml`,
    code: 5,
    stderr: /^ERROR! At most one input file may be used with the --output option$/m,
  },
  {
    name: "encrypt takes the password to encrypt with from the configuration",
    line: "ANSIBLE_VAULT_ENCRYPT_IDENTITY=b shep vault encrypt --vault-id a@inventory " +
      "--vault-id b@password --output x site.yml; head -1 x",
    code: 0,
    stdout: "$ANSIBLE_VAULT;1.2;AES256;b\n",
  },
  {
    name: "edit leaves alone what nobody changed",
    line:
      `md5sum secrets.yml > sum; EDITOR=true shep vault edit ${WITH} secrets.yml; md5sum -c sum`,
    code: 0,
    stdout: "secrets.yml: OK\n",
  },
  {
    name: "edit takes nothing from an editor that failed",
    line: `EDITOR="sh -c 'echo bad > \\$0; exit 3'" shep vault edit ${WITH} secrets.yml; ` +
      `shep vault view ${WITH} secrets.yml; exit 1`,
    code: 1,
    stdout: "from_file: file secret\n",
    stderr: /^ERROR! Cannot take what was edited: .* ended with exit code 3$/m,
  },
  {
    name: "edit says which editor cannot be run",
    line: `EDITOR=nowhere shep vault edit ${WITH} secrets.yml`,
    code: 1,
    stderr:
      /^ERROR! Unable to execute the command "nowhere": Cannot run nowhere: no such program$/m,
  },
  {
    name: "edit shows the plain text in a private folder, and leaves nothing of it",
    line: "mkdir tmp; export TMPDIR=$PWD/tmp; " +
      `EDITOR="sh -c 'stat -c %a \\$0 \\\${0%/*}; cp \\$0 \\$0~; echo more: 1 >> \\$0'" ` +
      `shep vault edit ${WITH} secrets.yml; ls tmp; shep vault view ${WITH} secrets.yml`,
    code: 0,
    stdout: "600\n700\nfrom_file: file secret\nmore: 1\n",
  },
  {
    name: "create refuses what is there",
    line: `EDITOR=true shep vault create ${WITH} site.yml`,
    code: 1,
    stderr: /^ERROR! site\.yml exists, please use 'edit' instead$/m,
  },
  {
    name: "rekey changes none of several files if one cannot be opened",
    line: `md5sum secrets.yml > sum; shep vault rekey ${WITH} --new-vault-id x@inventory ` +
      "secrets.yml site.yml; md5sum -c sum; exit 1",
    code: 1,
    stdout: "secrets.yml: OK\n",
    stderr: /site\.yml is not a vault encrypted file/,
  },
  {
    name: "encrypt-string refuses to ask and to read",
    line: `shep vault encrypt-string ${WITH} -p -`,
    code: 5,
    stderr: /^ERROR! The --prompt option is not supported if also reading input from stdin$/m,
  },
  {
    name: "encrypt-string refuses nothing at all",
    line: `shep vault encrypt-string ${WITH} --stdin-name x`,
    code: 5,
    stderr: /^ERROR! stdin was empty, not encrypting$/m,
  },
  {
    name: "encrypt-string says which of several texts is which",
    line: `shep vault encrypt-string ${WITH} one two -n a > x; grep -c vault x; head -1 x`,
    code: 0,
    stdout: "2\na: !vault |\n",
    stderr:
      /number of --name options do not match.*\n.*"a".*\n.*variable \("a", the string #1 from the command line args\)\.\n.*string #2 from the command line args/,
  },
];

for (const { name, line, code, stdout, stderr } of CASES) {
  Deno.test(`shep vault ${name}`, async () => {
    using shell = new ShepShell(PROJECT);
    const actual = await shell.run(line);
    assert.equal(actual.code, code, actual.stderr);
    if (stdout !== undefined) assert.equal(actual.stdout, stdout, actual.stderr);
    if (stderr !== undefined) assert.match(actual.stderr, stderr);
  });
}
