import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../../lib/cli/testing/tested_shep.ts";
import { processEnd } from "../../../lib/system/testing/process_end.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { startSshd, type TestSshd } from "../testing/sshd.ts";

/** What can go wrong between shep and a host, from the command line to the exit code. */

const decoder = new TextDecoder();

interface Fault {
  readonly name: string;
  /** Variables of the host beside those that reach it. */
  readonly variables?: (place: Place) => Readonly<Record<string, string>>;
  /** Is done before the run. */
  readonly before?: (server: TestSshd) => Promise<void>;
  /** A task in YAML; `$HERE` is a folder on the target, `$FIFO` waits for `during`. */
  readonly task?: string;
  /** Is done when the task has opened `$FIFO`. */
  readonly during?: (server: TestSshd, shep: Deno.ChildProcess) => Promise<void>;
  readonly options?: readonly string[];
  readonly code: number;
  readonly stdout: RegExp;
  /** Whether the task's process must be gone afterwards; its number is the first line of the fifo. */
  readonly ends?: "task";
}

interface Place {
  readonly server: TestSshd;
  readonly folder: string;
}

const RECAP = /host001 +: ok=0 +changed=0 +unreachable=(\d) +failed=(\d)/;

const FAULTS: readonly Fault[] = [
  {
    name: "nobody listens",
    before: (server) => server.stop(),
    code: 4,
    stdout: /UNREACHABLE! => .*Connection refused.* \(nobody listens at port \d+: look at/,
  },
  {
    name: "there is no such name",
    // Too long to be asked for.
    variables: () => ({ ansible_host: "x".repeat(70) }),
    code: 4,
    stdout: /UNREACHABLE! => .*Could not resolve hostname x+: .*set ansible_host to its address/,
  },
  {
    name: "there is no way to it",
    variables: () => ({ ansible_host: "255.255.255.255" }),
    code: 4,
    stdout: /UNREACHABLE! => .*Network is unreachable.*look at the network/,
  },
  {
    name: "the host's key is not known",
    variables: ({ server }) => ({
      ansible_ssh_common_args: server.commonArgs.replace(
        /UserKnownHostsFile=\S+/,
        "UserKnownHostsFile=/dev/null",
      ),
    }),
    code: 4,
    stdout: /UNREACHABLE! => .*Host key verification failed.*its key is not known: compare/,
  },
  {
    name: "the host's key is another one",
    variables: ({ server, folder }) => {
      const other = Deno.readTextFileSync(server.keyFile + ".pub");
      Deno.writeTextFileSync(`${folder}/known_hosts`, `* ${other}`);
      const file = `UserKnownHostsFile=${folder}/known_hosts`;
      return {
        ansible_ssh_common_args: server.commonArgs.replace(/UserKnownHostsFile=\S+/, file),
      };
    },
    code: 4,
    stdout: /UNREACHABLE! => .*IDENTIFICATION HAS CHANGED.*ssh-keygen -R '\[127\.0\.0\.1\]:\d+'/,
  },
  {
    name: "the host lets nobody in",
    variables: () => ({ ansible_ssh_private_key_file: "/dev/null" }),
    code: 4,
    stdout: /UNREACHABLE! => .*Permission denied \(publickey.*it does not let .* in: look at/,
  },
  {
    name: "the host says nothing",
    variables: () => {
      const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      opened.push(silent);
      return { ansible_port: String(silent.addr.port) };
    },
    options: ["-T", "1"],
    code: 4,
    stdout: /UNREACHABLE! => .*Connection timed out.*give it more time with --timeout/,
  },
  {
    name: "the shell on the host is killed",
    task: "shell: kill -9 $PPID",
    code: 4,
    stdout: /UNREACHABLE! => .*Lost the host in the middle of a command: its shell was ended/,
  },
  {
    name: "the connection breaks in the middle of a task",
    task: "shell: echo $$ >$FIFO; exec sleep 100",
    during: (server) => server.cut(),
    code: 4,
    stdout: /UNREACHABLE! => .*Lost the host in the middle of a command: .*closed/,
  },
  {
    name: "the host hangs in the middle of a task",
    variables: ({ server }) => ({
      ansible_ssh_common_args:
        `${server.commonArgs} -o ServerAliveInterval=1 -o ServerAliveCountMax=1`,
    }),
    task: "shell: echo $$ >$FIFO; exec sleep 100",
    during: (server) => server.freeze(),
    code: 4,
    stdout: /UNREACHABLE! => .*Timeout, server 127.0.0.1 not responding.*has not answered/,
  },
  {
    name: "the person gives up",
    task: "shell: echo $$ >$FIFO; exec sleep 100",
    during: (_, shep) => Promise.resolve(shep.kill("SIGINT")),
    code: 99,
    stdout: /PLAY RECAP[^]*User interrupted execution/,
    ends: "task",
  },
  {
    name: "somebody ends it",
    task: "shell: echo $$ >$FIFO; exec sleep 100",
    during: (_, shep) => Promise.resolve(shep.kill("SIGTERM")),
    code: 143,
    stdout: /PLAY RECAP[^]*User interrupted execution/,
    ends: "task",
  },
  {
    name: "a task takes too long",
    // A slow login is no part of it.
    task: "ping:\n    - shell: echo $$ >$FIFO; exec sleep 100\n      timeout: 10",
    during: () => Promise.resolve(),
    code: 2,
    stdout: /FAILED! => .*expected time frame \(10\)/,
    ends: "task",
  },
  {
    name: "a task that took too long does not want to end before the next one begins",
    task: [
      "ping:",
      `- shell: trap "" TERM; echo $$ >$FIFO; echo $$ >$FIFO.pid; while :; do sleep 1; done`,
      "  timeout: 10",
      "  ignore_errors: true",
      // A process that is dead may wait for somebody to ask what became of it.
      `- shell: read -r pid <$FIFO.pid; ! kill -0 "$pid" || grep "^State:.Z" "/proc/$pid/status"`,
    ].join("\n    "),
    during: () => Promise.resolve(),
    code: 0,
    stdout: /ignoring[^]*changed: .*[^]*: ok=3 .*ignored=1/,
    ends: "task",
  },
];

const opened: Disposable[] = [];

for (const fault of FAULTS) {
  Deno.test({ ...needs(`shep run when ${fault.name}`, sshdReason), fn: () => check(fault) });
}

async function check(fault: Fault): Promise<void> {
  await using server = await startSshd();
  const folder = await Deno.makeTempDir({ prefix: "shep-test-" });
  await Deno.mkdir(`${folder}/here`);
  const fifo = `${folder}/fifo`;
  await new Deno.Command("mkfifo", { args: [fifo] }).output();
  try {
    await fault.before?.(server);
    const { shep, said } = start(fault, { server, folder });
    let pid: number | undefined;
    if (fault.during !== undefined) {
      const begun = Deno.readTextFile(fifo);
      // A run that ends before its task has begun must not leave this one waiting.
      void said.then(() => pid === undefined ? Deno.writeTextFile(fifo, "0") : undefined);
      pid = Number(await begun);
      await fault.during(server, shep);
    }
    const { code, stdout, stderr } = await said;
    assert.match(stdout + stderr, fault.stdout);
    assert.equal(code, fault.code);
    if (code === 4) assert.equal(RECAP.exec(stdout)?.[1], "1");
    if (fault.ends === "task") await processEnd(pid ?? 0);
    assert.deepEqual([...Deno.readDirSync(`${folder}/here`)], []);
  } finally {
    opened.splice(0).forEach((one) => one[Symbol.dispose]());
    await Deno.remove(folder, { recursive: true });
  }
}

function start(fault: Fault, place: Place) {
  const { server, folder } = place;
  const variables = { ...server.variables, ansible_host: "127.0.0.1", ...fault.variables?.(place) };
  const line = Object.entries(variables).map(([key, value]) => `${key}='${value}'`).join(" ");
  Deno.writeTextFileSync(`${folder}/hosts`, `host001 ${line}\n`);
  const task = (fault.task ?? "ping:").replaceAll("$FIFO", `${folder}/fifo`)
    .replaceAll("$HERE", `${folder}/here`);
  Deno.writeTextFileSync(
    `${folder}/site.yml`,
    `- hosts: all\n  gather_facts: false\n  tasks:\n    - ${task}\n`,
  );
  const [program, ...words] = TESTED_SHEP;
  const shep = new Deno.Command(program, {
    args: [
      ...words,
      "run",
      "-i",
      `${folder}/hosts`,
      `${folder}/site.yml`,
      // The host of the test before has the same name and home.
      "--no-lease",
      ...fault.options ?? [],
    ],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const said = shep.output().then(({ code, stdout, stderr }) => ({
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  }));
  return { shep, said };
}
