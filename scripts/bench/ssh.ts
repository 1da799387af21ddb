import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { openFarHost } from "../../plugins/connections/testing/far_host.ts";
import { isInstalled, sshdReason } from "../../plugins/connections/testing/needs.ts";
import { startSshd, type TestSshd } from "../../plugins/connections/testing/sshd.ts";
import { build } from "../build.ts";
import { PROJECT_ROOT } from "../project_root.ts";

/**
 * What tasks cost over ssh: the built program against ansible-playbook and pyinfra, if they are there,
 * and against one plain ssh session a host doing the same work, in turn; medians, and ratios to the
 * floor of the same key exchange. Servers are on this computer, so their work counts too.
 */
const ROUNDS = 3;

/** Ansible is slow enough for one round to tell, and takes part in large ones only with `slow`. */
const SLOW_ROUNDS = 1;
const SLOW_HOSTS = Deno.args.includes("slow") ? Infinity : 10;

interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  readonly rounds: number;
}

interface Workload {
  readonly title: string;
  readonly hosts: number;
  readonly forks: number;
}

const FAST_KEX = "-o KexAlgorithms=^curve25519-sha256";

/** Ten tasks, and what each is in a shell. */
const TASKS: readonly (readonly [string, string])[] = Array.from({ length: 10 }, (_, index) => {
  const file = `/tmp/shep-bench-$HOST-${index}`;
  const named = file.replace("$HOST", "{{ inventory_hostname }}");
  switch (index % 3) {
    case 0:
      return [`command: echo ${index}`, `/bin/echo ${index}`];
    case 1:
      return [
        `copy: { content: "line ${index}\\n", dest: "${named}" }`,
        `printf 'line ${index}\\n' >"${file}"`,
      ];
    default:
      return [
        `file: { path: "${named.replace(/\d$/, `${index - 1}`)}", state: absent }`,
        `rm -f "${file.replace(/\d$/, `${index - 1}`)}"`,
      ];
  }
});

const PLAYBOOK = [
  "- hosts: all",
  "  gather_facts: false",
  "  tasks:",
  ...TASKS.map(([task]) => `    - ${task}`),
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
  shep: string,
): Contender[] {
  const args = ["-i", "hosts.ini", "-f", String(forks), "site.yml"];
  const floor = (name: string, more: string): Contender => ({
    name,
    rounds: ROUNDS,
    argv: [
      "sh",
      "-c",
      `seq ${hosts} | xargs -P ${forks} -I N sh -c 'HOST=hostN; ` +
      `{ echo HOST=$HOST; cat work.sh; } | ssh -i ${server.keyFile} -p ${port} ` +
      `${server.commonArgs} ${more} "$(sed -n Np addresses)" sh >/dev/null'`,
    ],
  });
  const all: Contender[] = [
    floor("ssh", ""),
    { name: "shep", rounds: ROUNDS, argv: [shep, "run", ...args] },
    floor("ssh, fast kex", FAST_KEX),
    { name: "shep, fast kex", rounds: ROUNDS, argv: [shep, "run", "--fast-kex", ...args] },
  ];
  if (isInstalled("ansible-playbook") && hosts <= SLOW_HOSTS) {
    all.push({ name: "ansible", rounds: SLOW_ROUNDS, argv: ["ansible-playbook", ...args] });
  }
  return all;
}

/** @returns Milliseconds that `argv` took in `folder`. */
async function time(
  [program = "", ...args]: readonly string[],
  folder: string,
): Promise<number> {
  const before = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd: folder,
    env: { NO_COLOR: "1", ANSIBLE_NOCOLOR: "1" },
    stdin: "null",
  }).output();
  if (success) return performance.now() - before;
  const decoder = new TextDecoder();
  throw new Error(`Cannot measure ${program}: ${decoder.decode(stdout)}${decoder.decode(stderr)}`);
}

async function measure(
  target: Target,
  workload: Workload,
  { shep, inventory }: Subject,
): Promise<void> {
  using folder = new TemporaryFolder();
  const write = (name: string, text: string) =>
    Deno.writeTextFileSync(`${folder.path}/${name}`, text);
  write("site.yml", PLAYBOOK);
  write("hosts.ini", inventory);
  write("work.sh", TASKS.map(([, line]) => line).join("\n"));
  write("addresses", (inventory.match(/(?<=ansible_host=)\S+/g) ?? []).join("\n"));
  const all = contenders(target, workload, shep);
  const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, argv, rounds } of all) {
      if (round < rounds) times.get(name)?.push(await time(argv, folder.path));
    }
  }
  console.log(workload.title);
  const median = (name: string) => {
    const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? NaN;
  };
  for (const { name } of all) {
    const floor = median(name.includes("fast kex") ? "ssh, fast kex" : "ssh");
    const own = median(name);
    console.log(
      `  ${name.padEnd(15)} ${own.toFixed(0).padStart(7)} ms  ` +
        `${(own / floor).toFixed(2)} x its floor  ${(own / median("shep")).toFixed(2)} x shep`,
    );
  }
}

interface Subject {
  readonly shep: string;
  readonly inventory: string;
}

async function main(): Promise<void> {
  if (sshdReason !== undefined) return console.log(`Not measured: ${sshdReason}`);
  using folder = new TemporaryFolder();
  const shep = `${folder.path}/shep`;
  console.log(await build({ output: shep, form: "self-extracting" }, PROJECT_ROOT));
  new Deno.Command(shep, { args: ["--version"], stdout: "null" }).outputSync();
  {
    await using server = await startSshd({ addresses: 100 });
    for (const hosts of [10, 100]) {
      const title = `${hosts} hosts, 10 tasks each, 20 at a time`;
      const inventory = server.inventory(hosts);
      const { port } = server;
      await measure({ server, port }, { title, hosts, forks: 20 }, { shep, inventory });
    }
  }
  await using server = await startSshd();
  await using far = openFarHost({ port: server.port, delayMs: 20 });
  const title = "1 host 40 ms away, 10 tasks";
  const inventory = server.inventory(1).replace(String(server.port), String(far.port));
  await measure({ server, port: far.port }, { title, hosts: 1, forks: 1 }, { shep, inventory });
}

if (import.meta.main) await main();
