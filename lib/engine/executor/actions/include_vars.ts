import { type Dict, isDict, type Value } from "../../../base/value.ts";
import { searchCandidates } from "../controller_source.ts";
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
  const role = call.task.roles.at(-1);
  const base = role === undefined ? call.play.play.folder : `${role.path}/vars`;
  const path = folder.startsWith("/") ? folder : `${base}/${folder}`;
  if (call.ports.files.status(path)?.kind !== "directory") {
    return notRead(`${path} directory does not exist`);
  }
  const depth = Number(call.args.get("depth") ?? 0);
  return bind(call, filesBelow(call, path, depth === 0 ? Infinity : depth));
}

function filesBelow(call: ActionCall, folder: string, depth: number): readonly string[] {
  const { args, ports } = call;
  const matching = args.get("files_matching");
  const pattern = typeof matching === "string" ? new RegExp(matching) : undefined;
  const ignored = textsOf(args.get("ignore_files")).map((text) => new RegExp(`${text}$`));
  const extensions = textsOf(args.get("extensions") ?? ["json", "yaml", "yml"]);
  return (ports.files.list(folder) ?? []).flatMap(({ name, kind }) => {
    const path = `${folder}/${name}`;
    if (kind === "directory") return depth > 1 ? filesBelow(call, path, depth - 1) : [];
    const isWanted = extensions.some((extension) => name.endsWith(`.${extension}`)) &&
      (pattern?.test(name) ?? true) && !ignored.some((pattern) => pattern.test(name));
    return isWanted ? [path] : [];
  });
}

function bind(call: ActionCall, paths: readonly string[]): ActionResult {
  const { args, ports, audience } = call;
  let vars: Dict = new Map();
  for (const path of paths) {
    const read = ports.readVars(path);
    for (const [key, value] of read ?? []) vars.set(key, value);
  }
  const name = args.get("name");
  if (typeof name === "string") vars = new Map<Value, Value>([[name, vars]]);
  for (const host of audience) {
    for (const [key, value] of vars) {
      const before = host.included.get(key);
      const isMerged = args.get("hash_behaviour") === "merge" && isDict(before) && isDict(value);
      host.include(String(key), isMerged ? new Map([...before, ...value]) : value);
    }
  }
  const result: Dict = new Map<Value, Value>([
    ["changed", false],
    ["ansible_facts", vars],
    ["ansible_included_var_files", [...paths]],
  ]);
  return { result, diffs: [] };
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
