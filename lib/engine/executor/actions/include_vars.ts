import { type Dict, isDict, type Value } from "../../../base/value.ts";
import { searchCandidates } from "../controller_source.ts";
import { asBool } from "../bool.ts";
import { failure } from "../result.ts";
import type { ActionCall, ActionResult } from "./action.ts";

/** `include_vars`: binds the variables of a file, or of all files of a folder, on the host. */
export function includeVars(call: ActionCall): ActionResult {
  const { args } = call;
  const folder = args.get("dir");
  if (typeof folder === "string") return fromFolder(call, folder);
  const file = args.get("file") ?? args.get("_raw_params");
  if (typeof file !== "string") return failure("No file or dir specified for include_vars");
  const candidates = searchCandidates(file, call.task.searchPath, "vars");
  const path = candidates.find((candidate) => call.ports.files.status(candidate)?.kind === "file");
  if (path !== undefined) return bind(call, [path]);
  const searched = candidates.map((candidate) => `\n\t${candidate}`).join("");
  return notRead(
    `Could not find or access '${file}'\nSearched in:${searched} on the Ansible Controller.\n` +
      "If you are using a module and expect the file to exist on the remote, see the remote_src option",
  );
}

function fromFolder(call: ActionCall, folder: string): ActionResult {
  const path = folder.startsWith("/") ? folder : baseOf(call, folder);
  if (call.ports.files.status(path)?.kind !== "directory") {
    return notRead(`${path} directory does not exist`);
  }
  // The depth counts the folders that are read, not how deep they are.
  const depth = Number(call.args.get("depth") ?? 0);
  const folders = foldersBelow(call, path).sort((a, b) => a < b ? -1 : 1);
  const paths = folders.slice(0, depth === 0 ? undefined : depth)
    .flatMap((folder) => wantedFiles(call, folder));
  const extensions = textsOf(call.args.get("extensions") ?? ["yaml", "yml", "json"]);
  const known = paths.filter((path) => extensions.includes(extensionOf(path)));
  const isStrict = asBool(call.args.get("ignore_unknown_extensions") ?? false) !== true;
  const unknown = isStrict && paths.find((path) => !known.includes(path));
  return typeof unknown === "string"
    ? notRead(`${unknown} does not have a valid extension: ${extensions.join(", ")}`)
    : bind(call, known);
}

/** Where a folder is: beside the role's other variables, or beside the file of the task. */
function baseOf({ task, play, ports }: ActionCall, folder: string): string {
  const role = task.roles.at(-1)?.path;
  if (role === undefined) {
    const file = task.position?.file;
    return `${file?.slice(0, file.lastIndexOf("/")) ?? play.play.folder}/${folder}`;
  }
  const inRole = `${role}/${folder}`;
  const isGiven = folder.split("/")[0] === "vars" && ports.files.status(inRole) !== undefined;
  return isGiven ? inRole : `${role}/vars/${folder}`;
}

function foldersBelow(call: ActionCall, folder: string): string[] {
  const inside = (call.ports.files.list(folder) ?? []).filter(({ kind }) => kind === "directory");
  return [folder, ...inside.flatMap(({ name }) => foldersBelow(call, `${folder}/${name}`))];
}

function wantedFiles({ args, ports }: ActionCall, folder: string): readonly string[] {
  const matching = args.get("files_matching");
  const pattern = typeof matching === "string" ? new RegExp(matching) : undefined;
  const ignored = textsOf(args.get("ignore_files")).map((text) => new RegExp(`${text}$`));
  return (ports.files.list(folder) ?? [])
    .filter(({ name, kind }) =>
      kind !== "directory" && (pattern?.test(name) ?? true) &&
      !ignored.some((pattern) => pattern.test(name))
    )
    .map(({ name }) => `${folder}/${name}`)
    .sort((a, b) => a < b ? -1 : 1);
}

function extensionOf(path: string): string {
  return /[^./]\.([^./]*)$/.exec(path)?.[1] ?? "";
}

function bind(call: ActionCall, paths: readonly string[]): ActionResult {
  const { args, ports, audience, scope } = call;
  let vars: Dict = new Map();
  for (const path of paths) {
    const read = ports.readVars(path);
    for (const [key, value] of read ?? []) vars.set(key, value);
  }
  const name = args.get("name");
  if (typeof name === "string") vars = new Map<Value, Value>([[name, vars]]);
  if (args.get("hash_behaviour") === "merge") {
    vars = new Map([...vars].map(([key, value]) => [key, merged(scope.get(String(key)), value)]));
  }
  for (const host of audience) {
    for (const [key, value] of vars) host.include(String(key), value);
  }
  const result: Dict = new Map<Value, Value>([
    ["changed", false],
    ["ansible_facts", vars],
    ["ansible_included_var_files", [...paths]],
  ]);
  return { result, diffs: [] };
}

/** Dicts within dicts, too; of anything else the new value counts. */
function merged(before: Value | undefined, value: Value): Value {
  if (before === undefined || !isDict(before) || !isDict(value)) return value;
  const result: Dict = new Map(before);
  for (const [key, item] of value) result.set(key, merged(before.get(key), item));
  return result;
}

function notRead(message: string): ActionResult {
  const failed = failure(message, {
    ansible_facts: new Map(),
    ansible_included_var_files: [],
    changed: false,
  });
  failed.result.delete("msg");
  failed.result.set("message", message);
  return failed;
}

function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}
