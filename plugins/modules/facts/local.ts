import { type Dict, dict, type Value } from "../../../lib/base/value.ts";
import { valueFromJson } from "../../../lib/base/value_json.ts";
import type { FactMap } from "./fact_map.ts";
import { parseIni } from "./ini.ts";
import type { FactsOutput } from "./output.ts";

/**
 * @param warn Told what is wrong with a fact file; its fact is the same text.
 * @returns `local`: the administrator's own facts, JSON or INI, by the name of their file.
 */
export function localFacts(output: FactsOutput, warn: (message: string) => void): FactMap {
  const local: Dict = new Map();
  for (const path of output.sectionsFrom("local ")) {
    const failure = failureOf(output, path);
    if (failure !== undefined) warn(failure);
    const content = output.section(`local ${path}`) ?? "";
    local.set(keyOf(path), failure ?? parseFact(path, { content, warn }));
  }
  return { local };
}

/** @returns The facts that facter or ohai prints as JSON, their names after `<program>_`. */
export function programFacts(output: FactsOutput, program: "facter" | "ohai"): FactMap {
  const facts = output.section(program)?.trim();
  if (!facts) return {};
  const parsed = valueFromJson(facts);
  if (!(parsed instanceof Map)) return {};
  return Object.fromEntries([...parsed].map(([key, value]) => [`${program}_${key}`, value]));
}

function keyOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replaceAll(".fact", "");
}

/** What went wrong with the program that a fact file is, if it is one. */
function failureOf(output: FactsOutput, path: string): string | undefined {
  const status = output.sectionsFrom("local_status ").find((name) => name.endsWith(` ${path}`));
  const code = status?.split(" ")[0] ?? "0";
  if (code === "0") return undefined;
  const errors = output.section(`local_status ${status}`) ?? "";
  return `Failure executing fact script (${path}), rc: ${code}, err: ${errors}`;
}

function parseFact(
  path: string,
  { content, warn }: { readonly content: string; readonly warn: (message: string) => void },
): Value {
  try {
    return valueFromJson(content);
  } catch {
    const sections = parseIni(content);
    if (sections !== undefined) {
      return dict(Object.fromEntries([...sections].map(([name, options]) => [
        name,
        new Map<Value, Value>(options),
      ])));
    }
    const message = `error loading facts as JSON or ini - please check content: ${path}`;
    warn(message);
    return message;
  }
}
