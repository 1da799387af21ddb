import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";

/** Looks something up in a database of the target. Behaves as Ansible 2.14's getent. */
export async function getent({ args }: ModuleCall, target: Target): Promise<ModuleResult> {
  const database = str(args, "database");
  const key = optionalStr(args, "key");
  const service = optionalStr(args, "service");
  const split = optionalStr(args, "split") ?? (COLON.has(database) ? ":" : undefined);
  const [outcome] = await target.probe({
    argv: [
      "getent",
      database,
      ...(key === undefined ? [] : [key]),
      ...(service === undefined ? [] : ["-s", service]),
    ],
  });
  const name = `getent_${database}`;
  if (outcome?.exitCode === 0) return { facts: { [name]: entries(outcome.stdout, split) } };
  const message = MESSAGES.get(outcome?.exitCode ?? -1) ?? "Unexpected failure!";
  if (outcome?.exitCode === NOT_FOUND && key !== undefined && !bool(args, "fail_key")) {
    const nothing: Dict = new Map<Value, Value>([[key, null]]);
    return { facts: { [name]: nothing }, result: { msg: message } };
  }
  throw new ModuleFailure(message);
}

const COLON = new Set(["passwd", "shadow", "group", "gshadow"]);

const NOT_FOUND = 2;

/** By getent's exit codes, see getent(1). */
const MESSAGES: ReadonlyMap<number, string> = new Map([
  [1, "Missing arguments, or database unknown."],
  [NOT_FOUND, "One or more supplied key could not be found in the database."],
  [3, "Enumeration not supported on this database."],
  [127, 'Failed to find required executable "getent"'],
]);

/** By first field, the list of the others; a list of such lists where a key comes back. */
function entries(text: string, split: string | undefined): Dict {
  const found = new Map<string, Value[][]>();
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [key = "", ...rest] = split === undefined
      ? line.split(/\s+/).filter((field) => field !== "")
      : line.split(split);
    const earlier = found.get(key);
    if (earlier === undefined) found.set(key, [rest]);
    else earlier.push(rest);
  }
  return new Map([...found].map(([key, all]): [Value, Value] => [
    key,
    all.length === 1 ? all[0] ?? [] : all,
  ]));
}
