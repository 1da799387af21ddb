import type { Dict, Value } from "../../base/value.ts";
import type { KeyValue } from "../../wire/domain.ts";
import type { LoadedTask } from "../playbook/model.ts";
import type { ActionResult } from "./actions/action.ts";
import { ACTIONS } from "./actions/registry.ts";
import { renderArguments } from "./arguments.ts";
import { addWarnings, checkedArguments, needsHome } from "./checked_arguments.ts";
import {
  type AttemptResult,
  failedRound,
  isSecret,
  unreachable,
  unsupportedCheck,
} from "./attempt_result.ts";
import { Background } from "./background.ts";
import { bridgedExecution } from "./bridged_module.ts";
import type { ModuleExecution } from "./execute_module.ts";
import { firstFalse } from "./first_false.ts";
import { type Round, Rounds } from "./rounds.ts";
import { HostState } from "./host_state.ts";
import { type GivenArguments, keepsInvocation, tellInvocation } from "./invocation.ts";
import type { Keywords } from "./keywords.ts";
import { requireKeywords } from "./require_keywords.ts";
import { resultSecrets } from "./known_secrets.ts";
import { perhapsRegistered, possibleEffects } from "./possible_effects.ts";
import { mayRead, predicted, predicts, unpredictable, wasHeldBack } from "./prediction.ts";
import { failure, hasFailed, wasSkipped } from "./result.ts";
import { dataLayer, type LayeredScope, type VarLayer } from "./scope.ts";
import { type SessionAddress, UnreachableError } from "./sessions.ts";
import type { AttemptParts, TaskCall } from "./task_call.ts";
import { evaluationError } from "./task_error.ts";
import { timeLimit, triesOf } from "./time_limit.ts";
import { withTimeout } from "./timeout.ts";
import { finalItem } from "../template/final_texts.ts";
import { toText } from "../template/text.ts";
import { unknownCause, UnknownError, unknownIn } from "../template/unknown.ts";

/** Runs one round of a task on one host: conditions, arguments, tries, and the verdict on them. */
export class Attempt {
  readonly #parts: AttemptParts;
  readonly #background: Background;
  readonly #rounds: Rounds;

  constructor(parts: AttemptParts) {
    this.#parts = parts;
    this.#rounds = new Rounds(parts);
    this.#background = new Background(parts.ports.random, parts.modules, parts.jobs);
  }

  /** @returns The variables of a round; `locals` are loop variables and the like. */
  scope(call: TaskCall, locals: readonly VarLayer[]): LayeredScope {
    return this.#rounds.scope(call, locals);
  }

  /** @returns Whether the host of a task is another computer: nothing here sees what changes there. */
  isFar(call: TaskCall): boolean {
    try {
      return this.#rounds.address(this.#rounds.begin(call, []), call.host.name).connection ===
        "ssh";
    } catch {
      // The task itself tells what is wrong.
      return false;
    }
  }

  /** Never throws for what a playbook or a target does: that is a failed or unreachable result. */
  async run(call: TaskCall, locals: readonly VarLayer[]): Promise<AttemptResult> {
    const round = this.#rounds.begin(call, locals);
    try {
      const result = this.#skipped(round) ?? await this.#tries(round);
      this.#bind(round, result);
      if (result.isSecret) resultSecrets(result.result).forEach(this.#parts.ports.mask);
      return result;
    } catch (error) {
      return await this.#ended(round, error);
    }
  }

  /** Lets a round that a run before this one has done have its effects on what is known. */
  restore(call: TaskCall, locals: readonly VarLayer[], result: AttemptResult): void {
    this.#bind(this.#rounds.begin(call, locals), result);
    if (result.isSecret) resultSecrets(result.result).forEach(this.#parts.ports.mask);
  }

  /** Gives what a task found out or set to the hosts it is for. */
  #bind(
    { call, keywords }: Round,
    { facts, assigned, delegate }: Pick<AttemptResult, "facts" | "assigned" | "delegate">,
  ): void {
    if (facts === undefined && assigned === undefined) return;
    const isDelegated = delegate !== undefined && (keywords.bool("delegate_facts") ?? false);
    for (const host of isDelegated ? [this.#known(delegate)] : call.audience) {
      if (facts !== undefined) host.addFacts(facts);
      for (const [name, value] of assigned ?? []) {
        host.assign(String(name), finalItem(assigned ?? null, name, value));
      }
    }
  }

  #known(name: string): HostState {
    const { hosts, ports } = this.#parts;
    const host = hosts.get(name) ?? new HostState(name, ports.factCache);
    hosts.set(name, host);
    return host;
  }

  /** @returns The result of a task whose conditions keep it from running, else `undefined`. */
  skipped(call: TaskCall): AttemptResult | undefined {
    const round = this.#rounds.begin(call, []);
    try {
      return this.#skipped(round);
    } catch {
      return undefined;
    }
  }

  /** @returns The result of a task that could not even begin. */
  async failed(call: TaskCall, error: unknown): Promise<AttemptResult> {
    return await this.#ended(this.#rounds.begin(call, []), error);
  }

  /** @returns The result of a task that a real run may leave out altogether. */
  async doubted(call: TaskCall, doubt: UnknownError): Promise<AttemptResult> {
    const registered = perhapsRegistered(call, doubt);
    const attempt = this.skipped(call) ?? await this.failed(call, doubt);
    return { ...attempt, registered };
  }

  async #ended(round: Round, error: unknown): Promise<AttemptResult> {
    const attempt = failedRound(round, error, this.#parts);
    if (attempt.unknown === undefined) return attempt;
    const effects = await possibleEffects(round, attempt.unknown, this.#parts);
    this.#bind(round, effects);
    return { ...attempt, ...effects };
  }

  #skipped(round: Round): AttemptResult | undefined {
    const { templating } = this.#parts.ports;
    const unmet = firstFalse(round.call.task.when, ({ value, position }) => {
      try {
        return templating.condition(value, round.scope);
      } catch (error) {
        throw evaluationError(error, { kind: "condition" }, position ?? round.call.task.position);
      }
    });
    if (unmet === undefined) return undefined;
    const result: Dict = new Map<Value, Value>([
      ["changed", false],
      ["skipped", true],
      ["skip_reason", "Conditional result was False"],
    ]);
    return {
      result,
      diffs: [],
      isIgnored: false,
      isSecret: isSecret(round.keywords, this.#parts.options),
    };
  }

  async #tries(round: Round): Promise<AttemptResult> {
    const { keywords, call } = round;
    const until = call.task.layer.settings.get("until")?.value;
    const retries = keywords.int("retries");
    const tries = until === undefined && retries === undefined ? 1 : triesOf(retries);
    const delayMs = Math.max(0, keywords.number("delay") ?? 5) * 1000;
    for (let count = 1;; count++) {
      const attempt = this.#judged(round, await this.#once(round));
      const isFinal = attempt.unreachable !== undefined || attempt.registered !== undefined ||
        attempt.isUnevaluated === true || wasSkipped(attempt.result);
      if (tries === 1 || isFinal) return attempt;
      attempt.result.set("attempts", count);
      if (this.#isDone(round, attempt.result, until)) return attempt;
      if (count >= tries) {
        attempt.result.set("attempts", tries - 1).set("failed", true);
        return attempt;
      }
      this.#parts.onRetry(call, attempt, tries - count);
      await this.#parts.ports.clock.sleep(delayMs, { signal: call.signal });
    }
  }

  #isDone(round: Round, result: Dict, until: Value | undefined): boolean {
    if (until === undefined) return !hasFailed(result);
    return this.#holds(until, this.#withResult(round, result));
  }

  async #once(round: Round): Promise<AttemptResult> {
    const { keywords, call } = round;
    const delegate = keywords.text("delegate_to");
    const own = delegate === undefined ? round : this.#rounds.delegated(round, delegate);
    const flags = {
      isIgnored: keywords.bool("ignore_errors") ?? false,
      isSecret: isSecret(keywords, this.#parts.options),
      ...(delegate !== undefined && { delegate }),
    };
    try {
      requireKeywords(call.task.layer, keywords);
      const limit = timeLimit(keywords, call.task.module);
      const act = (signal: AbortSignal) => this.#act(own, { delegate, signal });
      const result = limit === undefined
        ? await act(call.signal)
        : await withTimeout(act, { ...limit, clock: this.#parts.ports.clock, signal: call.signal });
      const notify = keywords.texts("notify");
      return {
        ...result,
        ...flags,
        ...(own.delegatedVars && { delegatedVars: own.delegatedVars }),
        ...(notify.length > 0 && { notify }),
      };
    } catch (error) {
      if (error instanceof UnreachableError) {
        const isIgnored = keywords.bool("ignore_unreachable") ?? false;
        return { ...unreachable(error), ...flags, isIgnored };
      }
      return { ...await this.#ended(round, error), ...flags };
    }
  }

  async #act(round: Round, where: Whereabouts): Promise<ActionResult> {
    const { call: { task }, scope, keywords } = round;
    const { ports, options } = this.#parts;
    const spec = this.#isOurs(task) ? ports.specs.get(task.module) : undefined;
    const { bridge } = ports;
    const rendered = renderArguments(task, scope, { keywords, bridge, ...(spec && { spec }) });
    const doubt = predicts(options) ? unknownIn(rendered) : undefined;
    if (doubt !== undefined && !COPES_WITH_UNKNOWN.has(task.module)) return doubt.fail();
    const action = ACTIONS.get(task.module);
    const address = await this.#address(round, where);
    const home = action === undefined && needsHome(rendered)
      ? (await this.#parts.sessions.open(address, where)).home
      : undefined;
    const checked = checkedArguments(rendered, { spec, home, calledAs: task.writtenModule });
    const { args, errors: [error], secrets } = checked;
    secrets.forEach(ports.mask);
    const refused = error === undefined ? undefined : failure(error, { changed: false });
    if (action === undefined) {
      const done = refused ?? await this.#ask(round, args, { ...where, address });
      addWarnings(done.result, checked.warnings);
      this.#tellGiven(round, done, { rendered, args, secrets });
      return done;
    }
    if (refused !== undefined) return refused;
    const done = await action({ ...round.call, args, scope, ports, options, signal: where.signal });
    const include = done.include && unknownIn(new Map(done.include.vars));
    if (include !== undefined) return include.fail();
    if (doubt === undefined || done.assigned === undefined) return done;
    return { ...unpredictable(new UnknownError(doubt.causes)), assigned: done.assigned };
  }

  /** Where a task acts; the host is then this run's own. */
  async #address(round: Round, { delegate, signal }: Whereabouts): Promise<SessionAddress> {
    const { task, host } = round.call;
    const { leases } = this.#parts;
    const address = this.#rounds.address(round, delegate ?? host.name);
    if (leases === undefined || ACTIONS.has(task.module)) return address;
    // Who waits for a host does not count on it being there.
    const isGuest = delegate !== undefined || task.module === "wait_for_connection";
    return isGuest ? leases.shared(address) : await leases.take(address, { signal });
  }

  #tellGiven({ call: { task }, keywords }: Round, done: ActionResult, given: GivenArguments): void {
    const { ports, options } = this.#parts;
    if (!keepsInvocation(task, options)) {
      done.result.delete("invocation");
      return;
    }
    if (isSecret(keywords, options)) resultSecrets(given.rendered).forEach(ports.mask);
    if (this.#isOurs(task)) tellInvocation(done, task.module, given);
  }

  /** Has a module do its work. */
  async #ask(
    round: Round,
    args: Dict,
    { delegate, address, signal }: Whereabouts & { readonly address: SessionAddress },
  ): Promise<ActionResult> {
    const { call: { task, host, turn, play }, scope, keywords } = round;
    const { ports, options } = this.#parts;
    if (task.module === "async_status") {
      const session = await this.#parts.sessions.open(address, { signal });
      return await this.#background.status(args, session, { signal });
    }
    const spec = this.#isOurs(task) ? ports.specs.get(task.module) : undefined;
    const isCheck = this.#isCheck(round);
    if (isCheck && spec?.checkMode === "none") return unsupportedCheck(task.module);
    const done = await this.#execute(round, {
      module: task.module,
      taskName: task.name ?? task.writtenModule,
      args,
      host,
      address,
      isCheck,
      isDiff: keywords.bool("diff") ?? options.isDiff,
      environment: task.module === "raw" ? [] : environmentOf(keywords),
      scope,
      searchPath: task.searchPath,
      folder: play.play.folder,
      ...(delegate !== undefined && { hostAddress: this.#rounds.address(round, host.name) }),
      ...(turn && { turn }),
      signal,
    });
    const place = delegate === undefined ? host : this.#parts.hosts.get(delegate);
    if (place === undefined || !predicts(options)) return done;
    const settled = place.heldChanges.settle(task, args, done);
    // What runs with `check_mode: false` has done what it says.
    if (isCheck) place.heldChanges.note(task, args, done.result);
    return settled;
  }

  #isCheck({ call, keywords }: Round): boolean {
    const { options } = this.#parts;
    return keywords.bool("check_mode") ?? (options.isCheck && !mayRead(call.task, options));
  }

  /** Runs a module, now or in the background. */
  async #execute(round: Round, execution: ModuleExecution): Promise<ActionResult> {
    const seconds = round.keywords.int("async") ?? 0;
    if (seconds <= 0) return await this.#executeNow(round, execution);
    const { address, signal } = execution;
    const { home } = await this.#parts.sessions.open(address, { signal });
    const poll = round.keywords.int("poll") ?? this.#parts.options.pollInterval;
    const { clock, emit } = this.#parts.ports;
    const host = round.call.host.name;
    const starting = {
      seconds,
      home,
      clock,
      run: (given: ModuleExecution) => this.#executeNow(round, given),
    };
    if (poll === 0) return await this.#background.start(execution, starting);
    return await this.#background.awaited(execution, {
      ...starting,
      poll,
      tell: (state, jid) => emit({ kind: "async", state, host, jid }),
    });
  }

  /** Whether a plugin or the engine has the module, and the playbook brings none of that name. */
  #isOurs(task: LoadedTask): boolean {
    const { knownModules, bridge } = this.#parts.ports;
    if (!knownModules.has(task.module)) return false;
    return ACTIONS.has(task.module) || bridge.override(task) === undefined;
  }

  /** Runs a module: one that no plugin offers by way of the bridge. */
  async #executeNow(round: Round, execution: ModuleExecution): Promise<ActionResult> {
    const { ports, options, modules } = this.#parts;
    const { task } = round.call;
    if (this.#isOurs(task)) return await modules.execute(execution);
    const bridged = await bridgedExecution(execution, {
      task,
      scope: this.#rounds.hostScope(round, execution.address.host),
      isSecret: isSecret(round.keywords, this.#parts.options),
      ports,
      options,
    });
    return "result" in bridged ? bridged : await modules.execute(bridged);
  }

  /** `changed_when` and `failed_when` on what a task did. */
  #judged(round: Round, attempt: AttemptResult): AttemptResult {
    const { result } = attempt;
    if (attempt.isUnevaluated === true) return attempt;
    if (!result.has("changed")) result.set("changed", false);
    if (!result.has("failed") && attempt.unreachable === undefined) result.set("failed", false);
    if (attempt.unreachable !== undefined || attempt.unknown !== undefined) return attempt;
    if (this.#isHeldBack(round, result)) {
      const holds = (condition: Value, known: Value) =>
        this.#holds(condition, this.#withResult(round, known));
      return predicted(round.call.task, attempt, holds);
    }
    if (wasSkipped(result)) return attempt;
    const settings = round.call.task.layer.settings;
    const scope = this.#withResult(round, result);
    for (const keyword of ["changed_when", "failed_when"] as const) {
      const condition = settings.get(keyword);
      if (condition === undefined) continue;
      try {
        const holds = this.#holds(condition.value, scope);
        result.set(keyword === "changed_when" ? "changed" : "failed", holds);
        if (keyword === "failed_when") result.set("failed_when_result", holds);
      } catch (error) {
        if (unknownCause(error) !== undefined) {
          if (hasFailed(result)) continue;
          throw error;
        }
        const { message } = evaluationError(error, { kind: "condition" });
        result.set("failed", true).set(`${keyword}_result`, message);
        return attempt;
      }
    }
    return attempt;
  }

  #isHeldBack(round: Round, result: Dict): boolean {
    const { task } = round.call;
    return predicts(this.#parts.options) && !ACTIONS.has(task.module) && this.#isCheck(round) &&
      wasHeldBack(task, result);
  }

  #withResult({ call, locals, connection }: Round, result: Value): LayeredScope {
    const register = call.task.layer.settings.get("register")?.value;
    const bound = register === undefined ? [] : [dataLayer(new Map([[register, result]]))];
    return this.#rounds.scope(call, [...bound, ...locals], connection);
  }

  #holds(conditions: Value, scope: LayeredScope): boolean {
    const { templating } = this.#parts.ports;
    const all = Array.isArray(conditions) ? conditions : [conditions];
    return firstFalse(all, (condition) => templating.condition(condition, scope)) === undefined;
  }
}

/** Where a round acts, and until when. */
interface Whereabouts {
  readonly delegate: string | undefined;
  readonly signal: AbortSignal;
}

/** What binds an unknown value as one, and what fails whatever it has to say. */
const COPES_WITH_UNKNOWN: ReadonlySet<string> = new Set(["fail", "set_fact"]);

function environmentOf(keywords: Keywords): readonly KeyValue[] {
  return [...keywords.mapping("environment")]
    .map(([key, value]) => ({ key: String(key), value: value === null ? "" : toText(value) }));
}
