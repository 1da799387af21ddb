import type { YamlMapping, YamlNode } from "../../lib/source/yaml_node.ts";
import type { BlockTask, Task } from "../../lib/plugin/sdk.ts";
import { checkSetting, keyText, nameOf, readVars, settingOf } from "./_fields.ts";
import { type Findings, kindOf } from "./_findings.ts";
import { BLOCK_KEYWORDS } from "./keywords.ts";
import { keywordOf, parseTask, type TaskRole } from "./parse_task.ts";

/** Where a list of tasks stands. */
export interface TaskPlace {
  readonly role: TaskRole;
  /** What it is called, such as `tasks` or `rescue`. */
  readonly section: string;
}

/** Reads a list of tasks and blocks; nothing at all counts as an empty one. */
export function readTasks(node: YamlNode, place: TaskPlace, findings: Findings): readonly Task[] {
  if (node.kind === "scalar" && node.value === null) return [];
  if (node.kind !== "sequence") {
    findings.error(
      "malformed-block",
      `A malformed block was encountered while loading ${place.section}`,
      { position: node.position, hint: `It must be a list of tasks: found ${kindOf(node)}` },
    );
    return [];
  }
  const tasks: Task[] = [];
  for (const item of node.items) {
    const task = readEntry(item, place, findings);
    if (task !== undefined) tasks.push(task);
  }
  return tasks;
}

const PARTS = ["block", "rescue", "always"] as const;

function readEntry(item: YamlNode, place: TaskPlace, findings: Findings): Task | undefined {
  if (item.kind === "mapping") {
    const isBlock = PARTS.some((part) => item.entry(part) !== undefined);
    return isBlock ? readBlock(item, place, findings) : parseTask(item, place.role, findings);
  }
  if (item.kind === "scalar" && item.value === null) return undefined;
  findings.error("malformed-block", "A malformed block was encountered while loading a block", {
    position: item.position,
    hint: `A task is a mapping with a module's name as key: found ${kindOf(item)}`,
  });
  return undefined;
}

function readBlock(node: YamlMapping, place: TaskPlace, findings: Findings): BlockTask {
  if (place.role === "handler" && place.section !== "handlers") {
    findings.error("handler-block", "Using a block as a handler is not supported.", node);
  }
  const [block, rescue, always] = PARTS.map((part) => readPart(node, part, { place, findings }));
  for (const entry of node.entries) {
    const key = keyText(entry);
    if (!BLOCK_KEYWORDS.has(key)) {
      findings.unknownKeyword(key, "Block", { place: entry.key, known: BLOCK_KEYWORDS });
    } else checkSetting(entry, findings);
  }
  const name = nameOf(node.entry("name"));
  const vars = node.get("vars");
  return {
    kind: "block",
    ...(name === undefined ? {} : { name }),
    block: block ?? [],
    rescue: rescue ?? [],
    always: always ?? [],
    settings: node.entries.flatMap((entry) => {
      const keyword = keywordOf(keyText(entry));
      return keyword === undefined ? [] : [settingOf(keyword, entry)];
    }),
    vars: vars === undefined ? [] : readVars(vars, "Block", findings),
    position: node.position,
  };
}

function readPart(
  node: YamlMapping,
  part: typeof PARTS[number],
  { place, findings }: { readonly place: TaskPlace; readonly findings: Findings },
): readonly Task[] {
  const entry = node.entry(part);
  if (entry === undefined) return [];
  const section = part === "block" ? "a block" : part;
  if (entry.value.kind === "scalar" && entry.value.value === null) {
    const message = `A malformed block was encountered while loading ${section}`;
    findings.error("malformed-block", message, entry.value);
  }
  const body = node.get("block");
  const hasBody = body?.kind === "sequence" ? body.items.length > 0 : body !== undefined;
  if (part !== "block" && !hasBody) {
    findings.error("rescue-alone", `'${part}' keyword cannot be used without 'block'`, entry.key);
  }
  return readTasks(entry.value, { role: place.role, section }, findings);
}
