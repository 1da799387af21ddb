import assert from "node:assert/strict";
import type { ConnectRequest } from "../../../lib/plugin/sdk.ts";
import { startSsh } from "./start_ssh.ts";

interface Case {
  readonly name: string;
  readonly request?: Partial<Omit<ConnectRequest, "settings">>;
  readonly settings?: Readonly<Record<string, string>>;
  /** Words that stand in the arguments, in this order. */
  readonly expected: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: "asks for nothing where there is no password",
    expected: ["-T", "PasswordAuthentication=no", "ConnectTimeout=10", "--", "web1"],
  },
  {
    name: "says port, user and key as Ansible does",
    request: { port: 2222, user: "ann lee", address: "10.0.0.1" },
    settings: { ansible_private_key_file: "~/a", ansible_ssh_private_key_file: "~/my keys/b" },
    expected: ["Port=2222", 'IdentityFile="~/my keys/b"', 'User="ann lee"', "--", "10.0.0.1"],
  },
  {
    name: "lets what comes first win, as ssh does",
    settings: {
      ansible_ssh_args: "-C -o ControlPath='~/my cp/%C'",
      ansible_ssh_common_args: '-o ProxyCommand="ssh -W %h:%p jump"',
      ansible_ssh_extra_args: "-v",
    },
    expected: [
      "-C",
      "ControlPath=~/my cp/%C",
      "ConnectTimeout=10",
      "ProxyCommand=ssh -W %h:%p jump",
      "-v",
      "ServerAliveInterval=15",
      "--",
    ],
  },
  {
    name: "trusts any key only when it is told to",
    settings: { ansible_host_key_checking: "True", ansible_ssh_host_key_checking: "no" },
    expected: ["StrictHostKeyChecking=no"],
  },
  {
    name: "asks for the cheaper key exchange first, and for no other alone",
    settings: { shep_fast_kex: "True" },
    expected: ["KexAlgorithms=^curve25519-sha256,curve25519-sha256@libssh.org"],
  },
  {
    name: "does not take an address for an option",
    request: { address: "-oProxyCommand=x" },
    expected: ["--", "-oProxyCommand=x"],
  },
  {
    name: "starts the shell that is asked for",
    settings: { ansible_shell_executable: "/bin/bash" },
    expected: [
      "exec '/bin/bash' '-c' 'echo shep-ready; while IFS= read -r _L; do eval \"$_L\"; done; eval \"$_Y\"'",
    ],
  },
];

for (const { name, request = {}, settings = {}, expected } of CASES) {
  Deno.test(`startSsh() ${name}`, () => {
    const { argv } = startSsh({
      host: "web1",
      address: "web1",
      timeoutMs: 10_000,
      ...request,
      settings: Object.entries(settings).map(([key, value]) => ({ key, value })),
    });
    assert.equal(argv[0], "ssh");
    assert.deepEqual(argv.filter((word) => expected.includes(word)), expected);
  });
}

Deno.test("startSsh() checks keys of hosts, with every algorithm, unless it is told not to", () => {
  const { argv } = startSsh({ host: "h", address: "h", timeoutMs: 1, settings: [] });
  assert.doesNotMatch(argv.join(" "), /StrictHostKeyChecking|KexAlgorithms/);
});

Deno.test("startSsh() says which setting it cannot split", () => {
  const settings = [{ key: "ansible_ssh_common_args", value: "-o 'x" }];
  assert.throws(
    () => startSsh({ host: "h", address: "h", timeoutMs: 1, settings }),
    /^RangeError: Cannot split ansible_ssh_common_args into words: .*: -o 'x$/,
  );
});
