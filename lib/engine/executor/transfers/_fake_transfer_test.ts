import type { Dict } from "../../../base/value.ts";
import { FakeFiles } from "../../../system/fake_files.ts";
import type { Command, CommandResult } from "../../../wire/host.ts";
import { AnsibleTemplating } from "../ansible_templating.ts";
import { HostState } from "../host_state.ts";
import { LayeredScope } from "../scope.ts";
import { type Session, type SessionAddress, Sessions } from "../sessions.ts";
import { controllerAddress, SessionShell } from "./session_shell.ts";
import type { TransferCall } from "./transfer.ts";

/** What the tests of this folder share. A session for them: commands run as processes, unless `answer` knows what they do. */
export function fakeSession(
  answer: (command: Command) => Partial<CommandResult> | undefined,
): Session {
  const nothing = { exitCode: 0, stdout: new Uint8Array(), stderr: new Uint8Array() };
  const refuse = () => Promise.reject(new Error("Cannot act: the test does not expect it"));
  return {
    user: "me",
    home: "/home/me",
    async exec({ commands }) {
      const results: CommandResult[] = [];
      for (const command of commands) {
        const known = answer(command);
        if (known === undefined) results.push(await run(command));
        else results.push({ ...nothing, carriedOut: true, ...known });
      }
      return { results };
    },
    put: refuse,
    get: refuse,
    close: () => Promise.resolve(),
  };
}

async function run({ argv = [], script, stdin }: Command): Promise<CommandResult> {
  const words = ["sh", "-c", script ?? '"$@"', "sh", ...argv];
  const [program = "", ...args] = words;
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new Uint8Array(stdin ?? []));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  return { exitCode: code, stdout, stderr, carriedOut: true };
}

/** A host that is reached by ssh. */
export const TARGET: SessionAddress = {
  connection: "ssh",
  host: "web",
  address: "192.0.2.7",
  settings: [],
  timeoutMs: 1000,
};

const TEMPLATING = new AnsibleTemplating({
  environment: {},
  files: new FakeFiles({}),
  lookup: () => [],
  decrypt: (text) => text,
});

/** A transfer for tests, whose sessions `open` gives by the names of connections. */
export function fakeTransfer(
  args: Dict,
  open: (connection: string) => Session,
  execution: Partial<TransferCall["execution"]> = {},
): TransferCall {
  const sessions = new Sessions({ connect: (connection) => Promise.resolve(open(connection)) });
  const signal = new AbortController().signal;
  const address = execution.address ?? TARGET;
  const shell = (where: SessionAddress) => new SessionShell(sessions, where, { signal });
  return {
    target: shell(address),
    controller: shell(controllerAddress(address)),
    shell,
    execution: {
      module: "fetch",
      taskName: "fetch",
      args,
      host: new HostState("web"),
      address,
      folder: "/nowhere",
      isCheck: false,
      isDiff: false,
      environment: [],
      scope: new LayeredScope([], TEMPLATING),
      searchPath: [],
      signal,
      ...execution,
    },
  };
}
