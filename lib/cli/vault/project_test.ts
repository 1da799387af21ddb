import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

/** testdata/vault/project was encrypted by the real ansible-vault, with the password beside it. */

const SECRETS = ["inline secret", "group secret", "file secret", "included secret", "text secret"];
const WITH = "--vault-id project@password";

Deno.test("shep run opens values, files of variables, and what is copied and rendered", async () => {
  using shell = new ShepShell("testdata/vault/project");
  const { code, stdout, stderr } = await shell.run(
    `shep run -i inventory site.yml ${WITH} -D -vvv; cat copied rendered >&2`,
  );
  assert.match(stdout, /All assertions passed/);
  assert.ok(stderr.endsWith("text secret\nrendered inline secret\n"), stderr);
  assert.equal(code, 0);
});

Deno.test("shep run shows nothing that came out of a vault", async () => {
  using shell = new ShepShell("testdata/vault/project");
  for (const format of ["default", "json"]) {
    const { stdout, stderr } = await shell.run(
      `shep run -i inventory site.yml ${WITH} -D -vvv --format ${format}`,
    );
    assert.match(stdout, /\*{8}/);
    const tasks = stdout + stderr;
    for (const secret of SECRETS) {
      assert.ok(!tasks.includes(secret), `${format} shows ${secret}`);
    }
    assert.ok(!tasks.includes("project password"), format);
  }
});

Deno.test("shep run takes the password from ansible.cfg and the environment", async () => {
  using shell = new ShepShell("testdata/vault/project");
  const run = "shep run -i inventory site.yml | tail -2";
  const ok = /ok=6 +changed=/;
  await shell.run("printf '[defaults]\\nvault_password_file = password\\n' > ansible.cfg");
  assert.match((await shell.run(run)).stdout, ok);
  await shell.run(
    "printf '[defaults]\\nvault_identity_list = x@inventory, project@password\\n' > ansible.cfg",
  );
  assert.match((await shell.run(run)).stdout, ok);
  await shell.run("rm ansible.cfg");
  assert.match((await shell.run(`ANSIBLE_VAULT_PASSWORD_FILE=password ${run}`)).stdout, ok);
});

const REFUSED: readonly (readonly [string, string, number, RegExp])[] = [
  [
    "no password",
    "",
    1,
    /^ERROR! Attempting to decrypt but no vault secrets found on .*secrets\.yml/,
  ],
  [
    "a wrong password",
    "--vault-id project@inventory",
    1,
    /^ERROR! Decryption failed \(no vault secrets were found that could decrypt\) on .*secrets\.yml/,
  ],
  [
    "a password file that is not there",
    "--vault-password-file nowhere",
    1,
    /^ERROR! The vault password file \$WORK\/nowhere was not found$/m,
  ],
];

for (const [what, options, expected, message] of REFUSED) {
  Deno.test(`shep run ends as Ansible with ${what}`, async () => {
    using shell = new ShepShell("testdata/vault/project");
    const { code, stderr } = await shell.run(`shep run -i inventory site.yml ${options}`);
    assert.match(stderr, message);
    assert.equal(code, expected);
  });
}

Deno.test("shep run fails the task alone that uses a value which cannot be opened", async () => {
  using shell = new ShepShell("testdata/vault/project");
  await shell.run("rm group_vars/web.yml && sed -i /vars_files/d site.yml");
  const { code, stdout } = await shell.run("shep run -i inventory site.yml");
  assert.match(
    stdout,
    /fatal: \[localhost\]: FAILED! .*Attempting to decrypt but no vault secrets/,
  );
  assert.equal(code, 2);
});

Deno.test("shep inventory shows vaulted values as they are, and masks those of vaulted files", async () => {
  using shell = new ShepShell("testdata/vault/project");
  const { stdout, stderr } = await shell.run(`shep inventory host localhost -i inventory ${WITH}`);
  const vars: unknown = JSON.parse(stdout || stderr);
  assert.ok(typeof vars === "object" && vars !== null && "inline" in vars && "from_group" in vars);
  assert.equal(vars.from_group, "********");
  assert.match(JSON.stringify(vars.inline), /__ansible_vault.*ANSIBLE_VAULT;1\.2;AES256;project/);
  const locked = await shell.run("shep inventory ls -i inventory");
  assert.equal(locked.code, 4);
  assert.match(
    locked.stderr,
    /group_vars\/web\.yml:1:1: error\[vault-secret\]: Attempting to decrypt/,
  );
});
