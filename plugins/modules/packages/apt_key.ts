import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { fetchBytes } from "./fetch_bytes.ts";
import { openPgpKeys } from "./openpgp_keys.ts";

/** Manages the keys that APT trusts. Behaves as Ansible 2.14's apt_key, but needs no gpg. */
export async function aptKey(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const task = await readTask(call, target);
  const given = optionalStr(call.args, "id") || undefined;
  if (given === undefined && task.keyserver !== undefined) {
    throw new ModuleFailure("Missing key_id, required with keyserver.");
  }
  const bytes = given === undefined ? await keyData(target, task) : undefined;
  const id = given ?? (bytes === undefined ? undefined : await firstKey(bytes, task));
  const key = parseId(id);
  const before = await trustedKeys(target, task, key);
  const named = { id: id ?? null, short_id: key.short, fp: key.fingerprint, key_id: key.full };
  const result = { ...named, before: [...before] };
  const isThere = before.includes(key.isShort ? key.short : key.fingerprint);
  if (isThere === (task.state === "present")) return { result };
  if (call.checkMode) return { changed: true, result };
  if (task.state === "present") await add(target, task, { key, bytes, result });
  else await remove(target, task, key);
  const after = await trustedKeys(target, task, key);
  const all = { ...result, after: [...after] };
  if (after.includes(key.isShort ? key.short : key.fingerprint) === isThere) {
    const what = isThere ? "the key was not removed" : "failed to add the key";
    throw new ModuleFailure(
      `apt-key did not return an error, but ${what} ` +
        "(check that the id is correct and *not* a subkey)",
      { changed: true, result: all },
    );
  }
  return { changed: true, result: all };
}

interface AptKeyTask {
  readonly program: string;
  readonly state: string;
  readonly keyring: string | undefined;
  readonly file: string | undefined;
  readonly data: string | undefined;
  readonly url: string | undefined;
  readonly keyserver: string | undefined;
  readonly certificates: "checked" | "unchecked";
}

async function readTask({ args }: ModuleCall, target: Target): Promise<AptKeyTask> {
  const outcomes = await target.probe(...programProbes(["apt-key"]));
  const [keyring, file] = await expandPaths(
    target,
    ["keyring", "file"].map((name) => optionalStr(args, name) || undefined),
  );
  return {
    program: requireProgram(programPaths(["apt-key"], outcomes), "apt-key"),
    state: str(args, "state"),
    keyring,
    file,
    data: optionalStr(args, "data") || undefined,
    url: optionalStr(args, "url") || undefined,
    keyserver: optionalStr(args, "keyserver") || undefined,
    certificates: bool(args, "validate_certs") ? "checked" : "unchecked",
  };
}

interface KeyId {
  /** As it is given, without 0x and in upper case. */
  readonly full: string;
  /** Its last 16 digits. */
  readonly fingerprint: string;
  /** Its last 8 digits. */
  readonly short: string;
  /** Whether no more than those are known. */
  readonly isShort: boolean;
}

function parseId(id: string | undefined): KeyId {
  const full = (id ?? "").trim().toUpperCase().replace(/^0X/, "");
  const isLong = full.length === 8 || full.length >= 16;
  if (!/^[0-9A-F]+$/.test(full) || !isLong) {
    throw new ModuleFailure("Invalid key_id", { result: { id: id ?? null } });
  }
  return {
    full,
    fingerprint: full.slice(-16),
    short: full.slice(-8),
    isShort: full.length === 8,
  };
}

async function keyData(
  target: Target,
  { url, file, data, certificates }: AptKeyTask,
): Promise<Uint8Array | undefined> {
  if (url !== undefined) return await downloaded(target, { url, certificates });
  if (file !== undefined) return await target.get(file) ?? new Uint8Array();
  return data === undefined ? undefined : new TextEncoder().encode(data);
}

async function downloaded(
  target: Target,
  fetch: Parameters<typeof fetchBytes>[1],
): Promise<Uint8Array> {
  const answer = await fetchBytes(target, fetch);
  if ("bytes" in answer) return answer.bytes;
  throw new ModuleFailure(`Failed to download key at ${fetch.url}: ${answer.error}`);
}

async function firstKey(bytes: Uint8Array, { file }: AptKeyTask): Promise<string> {
  const [first] = await openPgpKeys(bytes);
  if (first !== undefined) return first.id;
  throw new ModuleFailure(`Unable to extract key from '${file ?? "inline data"}'`);
}

function keyringOption({ keyring }: AptKeyTask): readonly string[] {
  return keyring === undefined ? [] : ["--keyring", keyring];
}

/** Expired keys count as missing. */
async function trustedKeys(
  target: Target,
  task: AptKeyTask,
  { isShort }: KeyId,
): Promise<readonly string[]> {
  const argv = [
    task.program,
    ...keyringOption(task),
    ...["adv", "--list-public-keys", "--keyid-format=long"],
  ];
  const [listed] = await target.probe({ argv, env: { LC_ALL: "C" } });
  if (listed?.exitCode !== 0) throw failure("Unable to list public keys", argv, listed);
  const lines = listed.stdout.split("\n").filter((line) => !line.includes("expired"));
  const ids = lines.flatMap((line) => /^(?:pub|sub)\s+\S+?\/(\S+)/.exec(line)?.[1] ?? []);
  return isShort ? ids.map((id) => id.slice(-8)) : ids;
}

async function add(
  target: Target,
  task: AptKeyTask,
  { key, bytes, result }: {
    readonly key: KeyId;
    readonly bytes: Uint8Array | undefined;
    readonly result: Readonly<Record<string, Value>>;
  },
): Promise<void> {
  const { keyserver, file } = task;
  if (file === undefined && keyserver !== undefined) {
    return await receive(target, { ...task, keyserver }, key);
  }
  const data = bytes ?? await keyData(target, task);
  if (data === undefined) {
    throw new ModuleFailure("No key to add: give one of data, file, keyserver and url", {
      changed: true,
      result,
    });
  }
  const argv = [task.program, ...keyringOption(task), "add", "-"];
  const [outcome] = await target.apply({ argv, stdin: data });
  if (outcome?.exitCode === 0) return;
  const message = file === undefined
    ? "Unable to add a key from binary data"
    : `Unable to add a key from file ${file}`;
  throw failure(message, argv, outcome);
}

async function receive(
  target: Target,
  task: AptKeyTask & { readonly keyserver: string },
  { full }: KeyId,
): Promise<void> {
  const { keyserver } = task;
  const shown = [task.program, ...keyringOption(task), "adv", "--no-tty"];
  const argv = [...shown, "--keyserver", keyserver, "--recv", full];
  const [outcome] = await target.apply({
    script: RECEIVE,
    argv: [keyserver, full, ...shown],
    env: { LC_ALL: "C" },
  });
  if (outcome?.exitCode === 0) return;
  const isUnknown = outcome?.exitCode === 2 && outcome.stdout.includes("not found on keyserver");
  throw failure(
    isUnknown
      ? `Key ${full} not found on keyserver ${keyserver}`
      : `Error fetching key ${full} from keyserver: ${keyserver}`,
    argv,
    outcome,
  );
}

/** Key servers often need to be asked more than once. */
const RECEIVE = `
server=$1 key=$2; shift 2
proxy=\${HTTPS_PROXY:-\${https_proxy:-\${HTTP_PROXY:-$http_proxy}}}
set -- "$@" --keyserver "$server"
[ -z "$proxy" ] || set -- "$@" --keyserver-options "http-proxy=$proxy"
for try in 1 2 3 4; do "$@" --recv "$key" >/dev/null 2>&1 && exit; done
"$@" --recv "$key"
`;

async function remove(target: Target, task: AptKeyTask, { short }: KeyId): Promise<void> {
  const argv = [task.program, ...keyringOption(task), "del", short];
  const [outcome] = await target.apply({ argv });
  if (outcome?.exitCode === 0) return;
  throw failure(`Unable to remove a key with id ${short}`, argv, outcome);
}

function failure(
  message: string,
  argv: readonly string[],
  outcome: CommandOutcome | undefined,
): ModuleFailure {
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  return new ModuleFailure(message, {
    result: { cmd: argv.join(" "), rc: exitCode, stdout, stderr },
  });
}
