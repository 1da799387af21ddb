import assert from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import { connectionSecrets } from "./known_secrets.ts";
import type { SessionAddress } from "./sessions.ts";

const ADDRESS: SessionAddress = {
  connection: "ssh",
  host: "web1",
  address: "web1",
  settings: [{ key: "ansible_password", value: "login" }, { key: "ansible_ssh_args", value: "-C" }],
  timeoutMs: 1000,
};

function secretsWith(vars: Readonly<Record<string, Value>>, address = ADDRESS) {
  return connectionSecrets(address, { get: (name) => vars[name] });
}

Deno.test("connectionSecrets() are the passwords of a login, and those to become another user", () => {
  const vars = { ansible_become_pass: "text", ansible_sudo_pass: 20042004, ansible_su_pass: null };
  assert.deepEqual(secretsWith(vars), ["login", "text", "20042004"]);
  const become = { method: "sudo", user: "root", password: "used" };
  assert.deepEqual(secretsWith({}, { ...ADDRESS, become }), ["login", "used"]);
});
