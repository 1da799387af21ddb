import assert from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import type { Setting } from "../../wire/task.ts";
import { AnsibleTemplating } from "./ansible_templating.ts";
import { connectionAddress } from "./connection_address.ts";
import { Keywords } from "./keywords.ts";
import type { RunOptions } from "./options.ts";
import { LayeredScope, writtenLayer } from "./scope.ts";
import type { SessionAddress } from "./sessions.ts";

const templating = new AnsibleTemplating({
  environment: {},
  files: new FakeFiles({}),
  lookup: () => [],
  decrypt: (text) => text,
});

type Expected = { readonly [Key in keyof SessionAddress]?: SessionAddress[Key] | undefined };

interface Case {
  readonly name: string;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly keywords?: Readonly<Record<string, Value>>;
  readonly options?: Partial<RunOptions>;
  readonly isImplicit?: boolean;
  /** A part of what comes out. */
  readonly expected: Expected;
}

const CASES: readonly Case[] = [
  {
    name: "takes the host's name and ssh where nothing says otherwise",
    expected: { connection: "ssh", host: "web1", address: "web1", timeoutMs: 10_000 },
  },
  {
    name: "lets variables win over keywords, and these over options",
    variables: { ansible_user: "ann", ansible_port: "2{{ 2 }}" },
    keywords: { remote_user: "bob", port: 1, become: true },
    options: { remoteUser: "cid", becomeUser: "dan" },
    expected: { user: "ann", port: 22, become: { method: "sudo", user: "dan" } },
  },
  {
    name: "knows the older names of variables",
    variables: { ansible_ssh_host: "10.0.0.1", ansible_ssh_port: 1, ansible_ssh_user: "ann" },
    expected: { address: "10.0.0.1", port: 1, user: "ann" },
  },
  {
    name: "lets the names of ssh win over those of all connections",
    variables: {
      ansible_ssh_user: "ann",
      ansible_user: "bob",
      ansible_port: 1,
      ansible_ssh_port: 2,
    },
    expected: { user: "ann", port: 2 },
  },
  {
    name: "finds a container by the name that its connection has for it",
    variables: { ansible_connection: "docker", ansible_docker_host: "box", ansible_host: "web" },
    expected: { address: "box" },
  },
  {
    name: "takes the port from the configuration where nothing else says one",
    options: { remotePort: 2222 },
    expected: { port: 2222 },
  },
  ...(["smart", "paramiko", "paramiko_ssh", "ansible.builtin.ssh", "ansible.legacy.ssh"].map(
    (connection) => ({
      name: `takes ssh for ${connection}`,
      variables: { ansible_connection: connection },
      expected: { connection: "ssh" },
    }),
  )),
  ...([
    ["community.docker.docker_api", "docker"],
    ["containers.podman.podman", "podman"],
    ["community.general.chroot", "chroot"],
    ["my.own.thing", "my.own.thing"],
  ].map(([connection = "", short = ""]) => ({
    name: `takes ${short} for ${connection}`,
    keywords: { connection },
    expected: { connection: short },
  }))),
  {
    name: "reaches an implicit localhost without ssh",
    isImplicit: true,
    keywords: { connection: "ssh" },
    expected: { connection: "local" },
  },
  {
    name: "waits as long as ssh is told to, else as any connection is",
    variables: { ansible_ssh_timeout: 3, ansible_timeout: 4 },
    expected: { timeoutMs: 3000 },
  },
  {
    name: "hands settings on, those of variables first",
    variables: { ansible_ssh_common_args: "-v", ansible_ssh_pass: "" },
    options: {
      connectionSettings: new Map([["ansible_ssh_common_args", "-q"], ["ansible_ssh_args", "-C"]]),
    },
    expected: {
      settings: [
        { key: "ansible_ssh_args", value: "-C" },
        { key: "ansible_ssh_common_args", value: "-v" },
        { key: "ansible_ssh_pass", value: "" },
      ],
    },
  },
  {
    name: "knows the variables of a become method",
    variables: {
      ansible_become: "yes",
      ansible_become_method: "su",
      ansible_su_user: "ann",
      ansible_su_exe: "/su",
      ansible_su_flags: "-l",
      ansible_su_pass: "x",
      ansible_become_user: "bob",
      ansible_sudo_user: "bob",
    },
    expected: { become: { method: "su", user: "ann", exe: "/su", flags: "-l", password: "x" } },
  },
  {
    name: "knows a become method by its full name, and what is configured for it",
    variables: { ansible_become: true, ansible_become_pass: "" },
    options: {
      becomeMethod: "ansible.builtin.sudo",
      connectionSettings: new Map([["ansible_sudo_user", "ann"], ["ansible_sudo_exe", "/sudo"]]),
    },
    expected: { become: { method: "sudo", user: "ann", exe: "/sudo" } },
  },
  {
    name: "becomes nobody who is there already",
    variables: { ansible_user: "root" },
    keywords: { become: true },
    expected: { user: "root", become: undefined },
  },
  {
    name: "becomes who is there already if that is wanted",
    variables: { ansible_user: "root" },
    keywords: { become: true },
    options: { becomesSameUser: true },
    expected: { become: { method: "sudo", user: "root" } },
  },
  {
    name: "knows who is there without ssh",
    keywords: { become: true, connection: "local" },
    options: { controllerUser: "root" },
    expected: { connection: "local", become: undefined },
  },
];

for (
  const { name, variables = {}, keywords = {}, options = {}, isImplicit = false, expected } of CASES
) {
  Deno.test(`connectionAddress() ${name}`, () => {
    const scope = new LayeredScope(
      [writtenLayer(new Map<Value, Value>(Object.entries(variables)))],
      templating,
    );
    const settings = new Map<string, Setting>(
      Object.entries(keywords).map(([key, value]) => [key, { value } as Setting]),
    );
    const address = connectionAddress({
      host: "web1",
      scope,
      keywords: new Keywords(
        { settings } as unknown as ConstructorParameters<typeof Keywords>[0],
        scope,
      ),
      options: { ...OPTIONS, ...options } as RunOptions,
      isImplicit,
    });
    const { become = undefined } = address;
    assert.deepEqual({ ...address, become, ...expected }, { ...address, become });
  });
}

const OPTIONS = {
  become: false,
  becomeMethod: "sudo",
  connection: "ssh",
  timeout: 10,
};
