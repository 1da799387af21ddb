import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { openFarHost } from "../../plugins/connections/testing/far_host.ts";
import { sshdReason } from "../../plugins/connections/testing/needs.ts";
import { startSshd, type TestSshd } from "../../plugins/connections/testing/sshd.ts";
import { type Benchmark, type BenchRun, hold } from "./bench_run.ts";
import type { Contender } from "./contest.ts";
import { playbookPeers } from "./peers.ts";

/**
 * What tasks cost over ssh, against one plain ssh session a host doing the same work with the same key
 * exchange, and against the peers. Servers are on this computer, so their work counts on the clock.
 */
export const ssh: Benchmark = {
  name: "ssh",
  about: "tasks over ssh, near and far",
  run: async (bench) => {
    if (sshdReason !== undefined) return console.log(`Not measured: ${sshdReason}`);
    {
      await using server = await startSshd({ addresses: 100, config: SFTP });
      for (const hosts of [10, 50, 100]) {
        const title = `${hosts} hosts, 10 tasks each, 20 at a time`;
        const inventory = server.inventory(hosts);
        const { port } = server;
        await measure(bench, { server, port }, { title, hosts, forks: 20, inventory });
      }
    }
    await using server = await startSshd({ config: SFTP });
    await using far = openFarHost({ port: server.port, delayMs: 20 });
    const title = "1 host 40 ms away, 10 tasks";
    const inventory = server.inventory(1).replace(String(server.port), String(far.port));
    await measure(bench, { server, port: far.port }, { title, hosts: 1, forks: 1, inventory });
  },
};

/** Peers write files by it. */
const SFTP = ["Subsystem sftp internal-sftp"];

/** With more hosts Ansible needs minutes. */
const MOST_HOSTS_OF_PEERS = 10;

interface Workload {
  readonly title: string;
  readonly hosts: number;
  readonly forks: number;
  readonly inventory: string;
}

const FAST_KEX = "-o KexAlgorithms=^curve25519-sha256";

/** Ten tasks, and what each is in a shell, and of pyinfra. */
const TASKS: readonly (readonly [string, string, string])[] = Array.from(
  { length: 10 },
  (_, index) => {
    const file = `/tmp/shep-bench-$HOST-${index}`;
    const named = file.replace("$HOST", "{{ inventory_hostname }}");
    const operand = `f"${file.replace("$HOST", "{host.name}")}"`;
    switch (index % 3) {
      case 0:
        return [
          `command: echo ${index}`,
          `/bin/echo ${index}`,
          `server.shell(commands=["echo ${index}"])`,
        ];
      case 1:
        return [
          `copy: { content: "line ${index}\\n", dest: "${named}" }`,
          `printf 'line ${index}\\n' >"${file}"`,
          `files.put(src=StringIO("line ${index}\\n"), dest=${operand})`,
        ];
      default:
        return [
          `file: { path: "${named.replace(/\d$/, `${index - 1}`)}", state: absent }`,
          `rm -f "${file.replace(/\d$/, `${index - 1}`)}"`,
          `files.file(path=${operand.replace(/\d"$/, `${index - 1}"`)}, present=False)`,
        ];
    }
  },
);

const PLAYBOOK = [
  "- hosts: all",
  "  gather_facts: false",
  "  tasks:",
  ...TASKS.map(([task]) => `    - ${task}`),
  "",
].join("\n");

const OPERATIONS = [
  "from io import StringIO",
  "from pyinfra import host",
  "from pyinfra.operations import files, server",
  ...TASKS.map(([, , operation]) => operation),
  "",
].join("\n");

/** A server, and the port that leads there. */
interface Target {
  readonly server: TestSshd;
  readonly port: number;
}

function contenders(
  { server, port }: Target,
  { hosts, forks }: Workload,
  { shep, peers }: BenchRun,
): readonly Contender[] {
  const args = ["-i", "hosts.ini", "-f", String(forks), "site.yml"];
  const floor = (name: string, more: string): Contender => ({
    name,
    argv: [
      "sh",
      "-c",
      `seq ${hosts} | xargs -P ${forks} -I N sh -c 'HOST=hostN; ` +
      `{ echo HOST=$HOST; cat work.sh; } | ssh -i ${server.keyFile} -p ${port} ` +
      `${server.commonArgs} ${more} "$(sed -n Np addresses)" sh >/dev/null'`,
    ],
  });
  return [
    floor("ssh", ""),
    { name: "shep", argv: [shep, "run", ...args] },
    floor("ssh, fast kex", FAST_KEX),
    { name: "shep, fast kex", argv: [shep, "run", "--fast-kex", ...args] },
    ...peers.pyinfra === undefined ? [] : [{
      name: "pyinfra",
      argv: ["sh", "-c", `echo y | ${peers.pyinfra} --parallel ${forks} hosts.py operations.py`],
      rounds: 1,
    }],
    ...hosts > MOST_HOSTS_OF_PEERS ? [] : playbookPeers(peers, args),
  ];
}

/** @returns An inventory of pyinfra's. */
function pyinfraHosts(
  { server, port }: Target,
  addresses: readonly string[],
  folder: string,
): string {
  const data = (address: string) => ({
    ssh_hostname: address,
    ssh_port: port,
    ssh_key: server.keyFile,
    ssh_known_hosts_file: `${folder}/known_hosts`,
    ssh_strict_host_key_checking: "off",
  });
  const hosts = addresses.map((address, index) => [`host${index + 1}`, data(address)]);
  return `hosts = [tuple(host) for host in ${JSON.stringify(hosts)}]\n`;
}

async function measure(bench: BenchRun, target: Target, workload: Workload): Promise<void> {
  using folder = new TemporaryFolder();
  const write = (name: string, text: string) =>
    Deno.writeTextFileSync(`${folder.path}/${name}`, text);
  write("site.yml", PLAYBOOK);
  write("hosts.ini", workload.inventory);
  write("work.sh", TASKS.map(([, line]) => line).join("\n"));
  const addresses = workload.inventory.match(/(?<=ansible_host=)\S+/g) ?? [];
  write("addresses", addresses.join("\n"));
  write("operations.py", OPERATIONS);
  write("hosts.py", pyinfraHosts(target, addresses, folder.path));
  const all = contenders(target, workload, bench);
  await hold(bench, workload.title, { contenders: all, folder: folder.path });
}
