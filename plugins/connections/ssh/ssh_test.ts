import assert from "node:assert/strict";
import { askpass } from "../../../lib/cli/run/askpass.ts";
import type { Become, KeyValue } from "../../../lib/plugin/sdk.ts";
import { environment } from "../../../lib/system/environment.ts";
import { files } from "../../../lib/system/files.ts";
import { shellConnection } from "../shell_connection.ts";
import { isInstalled, namespaceReason, needs, sshdReason } from "../testing/needs.ts";
import { say } from "../testing/say.ts";
import { startSshd } from "../testing/sshd.ts";
import { startSsh } from "./start_ssh.ts";

const ssh = shellConnection(startSsh);

Deno.test({
  ...needs("startSsh() starts a shell on another computer", sshdReason),
  async fn() {
    await using server = await startSshd();
    assert.equal(await say(ssh, server.request()), "hello");
  },
});

/** They can be what somebody logs in with, but no shell of a session. */
const OTHERS = ["fish", "tcsh"];

for (const shell of ["dash", "bash", "busybox sh", "ksh", "mksh", "zsh", ...OTHERS]) {
  const reason = sshdReason ??
    (isInstalled(shell.split(" ")[0] ?? "") ? undefined : `needs ${shell}`);
  Deno.test({
    ...needs(`startSsh() starts its shell from ${shell} as login shell, and as it`, reason),
    async fn() {
      const config = [`ForceCommand exec ${shell} -c "$SSH_ORIGINAL_COMMAND"`];
      await using server = await startSshd({ config });
      assert.equal(await say(ssh, server.request()), "hello");
      const odd = `${server.folder}/it's\\a "$shell"`;
      await Deno.symlink("/bin/sh", odd);
      const named = [{ key: "ansible_shell_executable", value: odd }];
      assert.equal(await say(ssh, server.request({ settings: named })), "hello");
      if (shell.includes(" ") || OTHERS.includes(shell)) return;
      const settings = [{ key: "ansible_shell_executable", value: shell }];
      assert.equal(await say(ssh, server.request({ settings }), "echo $((6 * 7))"), "42");
    },
  });
}

Deno.test({
  ...needs("startSsh() says what an account says that has no shell", sshdReason),
  async fn() {
    await using server = await startSshd({ config: ["ForceCommand echo Not available"] });
    assert.equal(await say(ssh, server.request()), "unreachable: Not available");
  },
});

Deno.test({
  ...needs("startSsh() finds the shell of an account without PATH", sshdReason),
  async fn() {
    const config = ['ForceCommand unset PATH; eval "$SSH_ORIGINAL_COMMAND"'];
    await using server = await startSshd({ config });
    assert.equal(await say(ssh, server.request()), "hello");
  },
});

const USERS = [
  { name: "ann", password: "it's a 'pass' $word\\" },
  { name: "bob", password: "b" },
  { name: "cid", password: "c" },
];

function passwordSettings(password: string): readonly KeyValue[] {
  return [
    { key: "ansible_password", value: password },
    { key: "shep_ssh_askpass", value: askpass({ environment, files }) },
    { key: "ansible_ssh_private_key_file", value: "/dev/null" },
  ];
}

const LOGINS: readonly (readonly [string, string, string])[] = [
  ["ann", "it's a 'pass' $word\\", "ann"],
  [
    "ann",
    "wrong",
    "authentication: Invalid/incorrect password: Permission denied, please try again.",
  ],
];

for (const method of ["password", "keyboard-interactive"]) {
  Deno.test({
    ...needs(`startSsh() gives a password where ssh asks by ${method}`, namespaceReason),
    async fn() {
      const config = [
        `AuthenticationMethods ${method}`,
        "KbdInteractiveAuthentication yes",
        "UsePAM yes",
      ];
      await using server = await startSshd({ users: USERS, config });
      for (const [user, password, expected] of LOGINS) {
        const settings = passwordSettings(password);
        const said = await say(ssh, server.request({ user, settings }), "id -un");
        assert.equal(said, expected);
      }
    },
  });
}

/** The password that bob is said to have there, who is behind it, and what that comes to. */
const JUMPS: readonly (readonly [string | undefined, string, RegExp])[] = [
  ["b", "cid", /^cid$/],
  ["wrong", "cid", /^authentication: .*: a jump host refuses shep_jump_password$/],
  [undefined, "cid", /^authentication: .*Permission denied.*\(a jump host does not let you in: /s],
  ["b", "ann", /^authentication: Invalid\/incorrect password: Permission denied/],
];

Deno.test({
  ...needs("startSsh() gives jump hosts a password of their own", namespaceReason),
  async fn(test) {
    await using server = await startSshd({ users: USERS });
    const jump = `ssh ${server.commonArgs} -o PubkeyAuthentication=no -p ${server.port} -l bob ` +
      `-W %h:%p 127.0.0.1`;
    for (const [password, user, expected] of JUMPS) {
      await test.step(`${user} behind ${password ?? "nothing"}`, async () => {
        const settings = [
          ...passwordSettings("c"),
          { key: "ansible_ssh_extra_args", value: `-o ProxyCommand="${jump}"` },
          ...password === undefined ? [] : [{ key: "shep_jump_password", value: password }],
        ];
        assert.match(await say(ssh, server.request({ user, settings }), "id -un"), expected);
      });
    }
  },
});

const SUDOERS = `Defaults !lecture
Defaults:cid requiretty, use_pty
cid ALL=(ann) ALL
cid ALL=(bob) NOPASSWD: ALL
ann ALL=(ALL) ALL
Cmnd_Alias NOTHING=/bin/false
bob ALL=(ALL) NOPASSWD: ALL
`;
const DOAS = `permit ann as root
permit nopass bob as root
permit nopass ann as bob
`;
const ANN = USERS[0]?.password ?? "";

const BECOMES: readonly (Become & { readonly as: string; readonly said: RegExp })[] = [
  { as: "bob", method: "sudo", user: "root", said: /^root$/ },
  { as: "bob", method: "sudo", user: "ann", said: /^ann$/ },
  { as: "ann", method: "sudo", user: "root", password: ANN, said: /^root$/ },
  { as: "ann", method: "sudo", user: "bob", password: ANN, said: /^bob$/ },
  { as: "ann", method: "sudo", user: "root", said: /^become: Missing sudo password$/ },
  {
    as: "ann",
    method: "sudo",
    user: "root",
    password: "no",
    said: /^become: Incorrect sudo password$/,
  },
  // One that gets a terminal, because it must have one.
  { as: "cid", method: "sudo", user: "bob", said: /^bob$/ },
  { as: "cid", method: "sudo", user: "bob", password: "c", said: /^bob$/ },
  { as: "cid", method: "sudo", user: "ann", password: "c", said: /^ann$/ },
  { as: "cid", method: "sudo", user: "ann", said: /^become: Missing sudo password$/ },
  {
    as: "cid",
    method: "sudo",
    user: "ann",
    password: "no",
    said: /^become: Incorrect sudo password$/,
  },
  { as: "ann", method: "su", user: "bob", password: "b", said: /^bob$/ },
  { as: "ann", method: "su", user: "bob", password: "x", said: /^become: Incorrect su password$/ },
  { as: "ann", method: "su", user: "bob", said: /^become: Missing su password$/ },
  { as: "ann", method: "doas", user: "root", password: ANN, said: /^root$/ },
  { as: "ann", method: "doas", user: "bob", password: ANN, said: /^bob$/ },
  { as: "bob", method: "doas", user: "root", said: /^root$/ },
  { as: "ann", method: "doas", user: "root", said: /^become: Missing doas password$/ },
  {
    as: "ann",
    method: "doas",
    user: "root",
    password: "no",
    said: /^become: Incorrect doas password$/,
  },
  {
    as: "bob",
    method: "doas",
    user: "ann",
    password: "b",
    said: /^become: doas: Operation not permitted$/,
  },
];

const becomeReason = namespaceReason ??
  ["sudo", "doas", "script"].filter((program) => !isInstalled(program)).map((program) =>
    `needs ${program}`
  )[0];

Deno.test({
  ...needs("startSsh() becomes other users, with and without passwords", becomeReason),
  async fn(test) {
    await using server = await startSshd({
      users: USERS,
      etc: { sudoers: SUDOERS, "doas.conf": DOAS },
    });
    for (const { as, said, ...become } of BECOMES) {
      const { method, user, password } = become;
      const how = password === undefined ? "without" : password === "no" ? "with a wrong" : "with";
      await test.step(`${as} becomes ${user} by ${method} ${how} password`, async () => {
        assert.match(await say(ssh, server.request({ user: as, become }), "id -un"), said);
      });
    }
    for (const method of ["sudo", "su"]) {
      await test.step(`ann becomes another by ${method} while ssh tells what it does`, async () => {
        const [user, password] = method === "sudo" ? ["root", ANN] : ["bob", "b"];
        const settings = [{ key: "ansible_ssh_extra_args", value: "-vvv" }];
        const request = server.request({
          user: "ann",
          become: { method, user, password },
          settings,
        });
        assert.equal(await say(ssh, request, "id -un"), user);
      });
    }
  },
});

Deno.test({
  ...needs("startSsh() shows a password to nobody", namespaceReason),
  async fn() {
    const password = "tell-nobody";
    await using server = await startSshd({
      users: [{ name: "bob", password }],
      etc: { sudoers: "bob ALL=(ALL) ALL\n" },
      config: ["UsePAM yes"],
    });
    const settings = passwordSettings(password);
    const become = { method: "sudo", user: "root", password };
    // The target is this computer, so this sees all that is done here, too.
    const script = "grep -lF 'tell-'nobody /proc/[0-9]*/environ /proc/[0-9]*/cmdline; echo $?";
    const seen = await say(ssh, server.request({ user: "bob", settings, become }), script);
    assert.match(seen, /^[12]$/);
  },
});
