import { isDict, type Value } from "../../base/value.ts";
import { valueFromJson, valueToJson } from "../../base/value_json.ts";
import type { KeyValue } from "../../wire/domain.ts";
import type { Command } from "../../wire/host.ts";
import type { ExecuteTaskReply } from "../../wire/execute.ts";
import { toWire } from "./arguments.ts";
import { ControllerSource } from "./controller_source.ts";
import type { TaskAccess } from "./gate.ts";
import { fromReply, type TaskResult } from "./result.ts";
import type { Dict } from "../../base/value.ts";
import type { HostState } from "./host_state.ts";
import type { RunOptions } from "./options.ts";
import type { Turn } from "./overlap.ts";
import type { RunPorts } from "./ports.ts";
import { UnknownError } from "../template/unknown.ts";
import { TRANSFERS } from "./transfers/registry.ts";
import { controllerAddress, SessionShell } from "./transfers/session_shell.ts";
import { dataLayer, type LayeredScope } from "./scope.ts";
import { templateVars } from "./template_vars.ts";
import { toText } from "../template/text.ts";
import type { SessionAddress, Sessions } from "./sessions.ts";

/** One call of a task module on one host. */
export interface ModuleExecution {
  readonly module: string;
  readonly taskName: string;
  readonly args: Dict;
  readonly host: HostState;
  readonly address: SessionAddress;
  readonly isCheck: boolean;
  /** Whether the gate lets it act in check mode: the user said so. */
  readonly isTrusted?: boolean;
  readonly isDiff: boolean;
  /** @returns What starts a command that changes something, so that it goes on by itself. */
  readonly background?: (command: Command) => Command;
  readonly environment: readonly KeyValue[];
  readonly turn?: Turn;
  readonly scope: LayeredScope;
  readonly searchPath: readonly string[];
  /** What relative paths of the controller start at: the playbook's folder. */
  readonly folder: string;
  /** Where the host itself is, if the task runs on a delegate. */
  readonly hostAddress?: SessionAddress;
  readonly signal: AbortSignal;
}

/** Modules that expect the target to be away, and say themselves what comes of it. */
const PATIENT: ReadonlySet<string> = new Set(["reboot", "wait_for_connection"]);

/** Runs task modules behind the gate. */
export class ModuleExecutor {
  readonly #ports: RunPorts;
  readonly #options: RunOptions;
  readonly #sessions: Sessions;

  constructor(ports: RunPorts, options: RunOptions, sessions: Sessions) {
    this.#ports = ports;
    this.#options = options;
    this.#sessions = sessions;
  }

  /**
   * @returns The module's result.
   * @throws {UnreachableError} If the host could not be reached.
   * @throws {BecomeError} If it could, but not as the user asked for.
   */
  async execute(execution: ModuleExecution): Promise<TaskResult> {
    const transfer = TRANSFERS.get(execution.module);
    if (transfer === undefined) {
      const done = fromReply(await this.#call(execution));
      // Some modules have a diff anyway, as part of their result.
      return execution.isDiff ? done : { ...done, diffs: [] };
    }
    const near = controllerAddress(execution.address);
    const { signal } = new AbortController();
    return await transfer({
      execution,
      target: this.#shell(execution.address, execution),
      controller: this.#shell(near, execution),
      cleanup: new SessionShell(this.#sessions, near, { signal }),
      shell: (address) => this.#shell(address, execution),
    });
  }

  #shell(address: SessionAddress, { signal }: ModuleExecution): SessionShell {
    return new SessionShell(this.#sessions, address, { signal });
  }

  async #call(execution: ModuleExecution): Promise<ExecuteTaskReply> {
    const { gate, modules, random } = this.#ports;
    const scope = random.bytes(16).toHex();
    const doubts: UnknownError[] = [];
    gate.open(scope, this.#access(execution, doubts));
    const request = {
      taskName: execution.taskName,
      module: execution.module,
      args: toWire(execution.args),
      host: execution.host.name,
      connectionInfo: [{ key: "connection", value: execution.address.connection }],
      scope,
      checkMode: execution.isCheck,
      diff: execution.isDiff,
      verbosity: this.#options.verbosity,
    };
    const [replied] = await Promise.allSettled([
      modules.execute(request, { signal: execution.signal }),
    ]);
    // What the module asked for may go on though nobody waits for the module any more.
    if (execution.signal.aborted) await this.#sessions.drop(execution.address);
    const broken = gate.close(scope);
    const { turn } = execution;
    if (await turn?.isOvertaken?.()) {
      // All rounds in front of this one have ended by now.
      const { isOvertaken: _, ...alone } = { ...turn, before: Promise.resolve(), taken: () => {} };
      return await this.#call({ ...execution, turn: alone });
    }
    // The module only saw an error; what the host knows is more.
    if (broken !== undefined && !PATIENT.has(execution.module)) throw broken;
    for (const doubt of doubts) throw doubt;
    if (replied.status === "rejected") throw replied.reason;
    return replied.value;
  }

  /** @param doubts Learns of templates that need what only a real run can tell. */
  #access(execution: ModuleExecution, doubts: UnknownError[]): TaskAccess {
    const source = new ControllerSource({
      files: this.#ports.files,
      searchPath: execution.searchPath,
      decrypt: (content, path) => this.#ports.decryptFile(content, path),
      render: (template) => {
        const scope = execution.scope.with(this.#templateLayer(template.path, execution));
        try {
          return this.#ports.templating.file(template, scope);
        } catch (error) {
          if (error instanceof UnknownError) doubts.push(error);
          throw error;
        }
      },
    });
    return {
      isCheck: execution.isCheck && execution.isTrusted !== true,
      environment: execution.environment,
      ...(execution.background && { background: execution.background }),
      ...(execution.turn && { turn: execution.turn }),
      session: (waiting) => this.#sessions.open(execution.address, waiting),
      dropSession: () => this.#sessions.drop(execution.address),
      facts: (subset) => this.#facts(execution, subset),
      source: (request) => source.find(request),
      sourceContent: (name) => source.content(name),
    };
  }

  /** What a template knows of itself. */
  #templateLayer(path: string, { args }: ModuleExecution) {
    const { controllerName: host, controllerUser: user, managed } = this.#options;
    const { clock, files, templating: { environment } } = this.#ports;
    const now = clock.wallNow();
    const source = toText(args.get("src") ?? path);
    const modifiedAt = files.status(path)?.modifiedAt ?? now;
    const { timeZone = "UTC" } = environment.options;
    const about = { path, source, host, user, now, modifiedAt, timeZone, managed };
    return dataLayer(templateVars(about));
  }

  /** Facts for a module that needs some: those gathered already, or else just these. */
  async #facts(execution: ModuleExecution, subset: readonly string[]): Promise<string> {
    const { host } = execution;
    if (host.facts.has("ansible_os_family")) return valueToJson(host.namespacedFacts);
    const key = subset.join(" ");
    const known = host.probedFacts.get(key) ?? this.#probeFacts(execution, subset);
    host.probedFacts.set(key, known);
    return await known;
  }

  async #probeFacts(execution: ModuleExecution, subset: readonly string[]): Promise<string> {
    const args: Dict = new Map<Value, Value>([
      ["gather_subset", subset.length > 0 ? ["!all", "!min", ...subset] : ["!all"]],
      // The module's own defaults, which arguments of tasks are completed with elsewhere.
      ["fact_path", "/etc/ansible/facts.d"],
      ["gather_timeout", 10],
      ["filter", []],
    ]);
    const reply = await this.#call({ ...execution, module: "setup", args });
    const facts = valueFromJson(reply.facts ?? "{}");
    if (reply.status === "failure" || !isDict(facts)) {
      throw new Error(reply.errorMessage ?? "Cannot gather facts");
    }
    return valueToJson(
      new Map([...facts].map(([key, value]) => [String(key).replace(/^ansible_/, ""), value])),
    );
  }
}
