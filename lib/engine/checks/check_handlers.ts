import type { Finding } from "../../base/diagnostic.ts";
import type { Position } from "../../base/position.ts";
import { editDistance } from "../../source/edit_distance.ts";
import { suggestion } from "../../source/suggestion.ts";
import { displayName, setting } from "../playbook/inherited.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import { RULES } from "./rules.ts";
import type { SourceIndex } from "../../source/source_index.ts";

/** The handlers of a play, and the tasks that may notify them. */
export interface PlayTasks {
  readonly tasks: readonly LoadedTask[];
  readonly handlers: readonly LoadedTask[];
  /** Tasks that handlers include, which can be notified from then on. */
  readonly included: readonly LoadedTask[];
  /** Whether there may be more of both than could be found. */
  readonly isOpen: boolean;
  /** Whether the play is made up to load roles that are part of others. */
  readonly isPart: boolean;
}

/** Finds handlers that nobody defines, play by play, and those that nobody notifies, in all. */
export class HandlerNames {
  readonly #handlers = new Map<string, LoadedTask>();
  readonly #notified = new Set<string>();
  readonly #sources: SourceIndex;
  #isOpen = false;

  constructor(sources: SourceIndex) {
    this.#sources = sources;
  }

  /** Whether it can be said that a handler is not notified. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @returns A finding for every notification in a play that no handler answers to. */
  play({ tasks, handlers, included, isOpen, isPart }: PlayTasks): readonly Finding[] {
    const names = new Set([...handlers, ...included].flatMap(namesOf));
    for (const handler of handlers) {
      const { position } = handler;
      if (position !== undefined) this.#handlers.set(keyOf(position), handler);
    }
    const unknown: Finding[] = [];
    const isCertain = !isOpen && !isPart && ![...names].some(isTemplate);
    this.#isOpen ||= isOpen;
    for (const task of tasks) {
      const notify = setting(task.layer, "notify");
      for (const name of notify === undefined ? [] : textsOf(notify.value)) {
        this.#notified.add(name);
        this.#isOpen ||= isTemplate(name);
        if (names.has(name) || isTemplate(name)) continue;
        const isSlip = [...names].some((one) => name.length > 4 && editDistance(one, name) === 1);
        const position = notify?.position ?? task.position;
        if (position === undefined || !isCertain && !isSlip) continue;
        const found = unknownHandler(name, names, this.#sources.placeOf(name, position));
        unknown.push(isCertain ? found : { ...found, severity: "warning" });
      }
    }
    return unknown;
  }

  /** @returns A finding for every handler that no task of any play notifies. */
  unused(): readonly Finding[] {
    if (this.#isOpen) return [];
    return [...this.#handlers.values()].flatMap((handler) => {
      const names = namesOf(handler);
      const { position } = handler;
      if (position === undefined || names.length === 0) return [];
      if (names.some((name) => isTemplate(name) || this.#notified.has(name))) return [];
      return [{
        rule: "unused-handler",
        severity: RULES["unused-handler"],
        message: `Nothing notifies the handler '${names[0]}'`,
        position,
      }];
    });
  }
}

function unknownHandler(name: string, names: Iterable<string>, position: Position): Finding {
  const near = suggestion(name, names);
  return {
    rule: "unknown-handler",
    severity: RULES["unknown-handler"],
    message: `The requested handler '${name}' was not found in either the main handlers list ` +
      "nor in the listening handlers list",
    position,
    ...(near === undefined ? {} : { hint: `Did you mean '${near}'?` }),
  };
}

/** A handler answers to its name, with and without its role, and to the topics it listens to. */
function namesOf(handler: LoadedTask): readonly string[] {
  const topics = textsOf(handler.layer.settings.get("listen")?.value ?? []);
  if (handler.name === undefined) return topics;
  const role = handler.roles.at(-1)?.name;
  // A role of a collection also answers to its name without it.
  const short = role === undefined
    ? []
    : [`${role.slice(role.lastIndexOf(".") + 1)} : ${handler.name}`];
  return [handler.name, displayName(handler), ...short, ...topics];
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}

function keyOf({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
