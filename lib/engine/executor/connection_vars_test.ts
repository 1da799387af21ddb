import assert from "node:assert/strict";
import { connectionVars } from "./connection_vars.ts";
import type { SessionAddress } from "./sessions.ts";

const ADDRESS: SessionAddress = {
  connection: "ssh",
  host: "web1",
  address: "10.0.0.1",
  user: "ann",
  settings: [],
  timeoutMs: 2500,
};

Deno.test("connectionVars() tell how a host is connected to", () => {
  const vars = connectionVars(() => ADDRESS);
  assert.equal(vars.get("ansible_host"), "10.0.0.1");
  assert.equal(vars.get("ansible_ssh_user"), "ann");
  assert.equal(vars.get("ansible_port"), undefined);
  assert.equal(vars.get("toString"), undefined);
});

Deno.test("connectionVars() tell the shell that is configured, or else the usual one", () => {
  const settings = [{ key: "ansible_shell_executable", value: "/bin/bash" }];
  const shellOf = (address: SessionAddress) =>
    connectionVars(() => address).get("ansible_shell_executable");
  assert.equal(shellOf({ ...ADDRESS, settings }), "/bin/bash");
  assert.equal(shellOf(ADDRESS), "/bin/sh");
});

Deno.test("connectionVars() are none where it cannot be said where the host is", () => {
  assert.equal(connectionVars(() => undefined).get("ansible_host"), undefined);
});
