import type { Dict, Value } from "../../base/value.ts";
import type { Bridge, BridgedModule } from "../bridge/bridge.ts";
import { jsonArguments, keyValueArguments, moduleArguments } from "../bridge/module_arguments.ts";
import { JSON_ARGS_MARK } from "../bridge/module_style.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { toText } from "../template/text.ts";
import { unsupportedCheck } from "./attempt_result.ts";
import type { ModuleExecution } from "./execute_module.ts";
import type { RunOptions } from "./options.ts";
import type { RunPorts } from "./ports.ts";
import type { TaskResult } from "./result.ts";
import type { LayeredScope } from "./scope.ts";
import { TaskError } from "./task_error.ts";

/** What a task whose module is a file on the controller runs with. */
export interface BridgedTask {
  readonly task: LoadedTask;
  /** The variables of the host it runs on. */
  readonly scope: LayeredScope;
  readonly isSecret: boolean;
  readonly ports: Pick<RunPorts, "bridge" | "mask">;
  readonly options: RunOptions;
}

/**
 * @returns The call of module `bridge` that carries out `execution`, or the result of one that check
 * mode skips.
 * @throws {TaskError} If there is no such module, or none that can run from here.
 */
export async function bridgedExecution(
  execution: ModuleExecution,
  { task, scope, isSecret, ports, options }: BridgedTask,
): Promise<ModuleExecution | TaskResult> {
  const { bridge, mask } = ports;
  const module = bridge.override(task) ?? bridge.find(task);
  if (module === undefined) {
    throw new TaskError(`The module ${task.module} was not found in configured module paths`);
  }
  if (module.kind === "refused") throw new TaskError(module.reason);
  for (const option of module.document.secretOptions) {
    const value = execution.args.get(option);
    if (typeof value === "string" && value !== "") mask(value);
  }
  const { args, isCheck, isDiff } = execution;
  const call = { name: task.writtenModule, module, args, scope, isCheck, isDiff, isSecret };
  const skipped = skippedInCheck(call, options);
  if (skipped !== undefined) return skipped;
  const bridged = await bridgeArguments(call, { bridge, options });
  return { ...execution, module: "bridge", args: bridged, isTrusted: true };
}

interface BridgedCall {
  /** As the task names it. */
  readonly name: string;
  readonly module: BridgedModule;
  readonly args: Dict;
  /** The variables of the host it runs on. */
  readonly scope: LayeredScope;
  readonly isCheck: boolean;
  readonly isDiff: boolean;
  readonly isSecret: boolean;
}

/**
 * @returns Why the call is skipped in check mode: shep cannot keep such a module from changing things,
 * so that it takes the user's word for it, and the module's own.
 */
function skippedInCheck(
  { name, module, isCheck }: BridgedCall,
  { trustsBridgeCheck }: RunOptions,
): TaskResult | undefined {
  if (!isCheck) return undefined;
  if (!module.document.supportsCheckMode) return unsupportedCheck(name);
  if (trustsBridgeCheck === true) return undefined;
  const msg = `Cannot tell what ${name} would change: nothing but itself keeps a module from ` +
    "Ansible from changing things in check mode; --trust-bridge-check lets it run";
  const result: Dict = new Map<Value, Value>([
    ["changed", false],
    ["skipped", true],
    ["msg", msg],
    ["warnings", [msg]],
  ]);
  return { result, diffs: [] };
}

/** @throws {TaskError} If the module cannot run from here. */
async function bridgeArguments(
  call: BridgedCall,
  { bridge, options }: { readonly bridge: Bridge; readonly options: RunOptions },
): Promise<Dict> {
  const { module, name } = call;
  const args = moduleArguments(call.args, {
    module: name,
    isCheck: call.isCheck,
    isDiff: call.isDiff,
    isSecret: call.isSecret,
    verbosity: options.verbosity,
    version: module.version,
    remoteFolder: variable(call.scope, "ansible_remote_tmp") ?? "~/.ansible/tmp",
    shell: variable(call.scope, "ansible_shell_executable") ?? "/bin/sh",
  });
  const common: [Value, Value][] = [
    ["name", name],
    ["interpreters", [...interpretersOf(call, options)]],
  ];
  const payload = await payloadOf(call, bridge);
  switch (module.style) {
    case "python":
      return new Map([
        ...common,
        ["style", "python"],
        ["entry", module.pythonName],
        ["payload", payload],
        ["arguments", jsonArguments(args)],
      ]);
    case "json_args": {
      const json = jsonArguments(args);
      const text = LATIN_1.decode(Uint8Array.fromBase64(payload)).replaceAll(
        JSON_ARGS_MARK,
        () => json,
      );
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      return new Map([
        ...common,
        ["style", "inline"],
        ["payload", bytes.toBase64()],
        ["arguments", ""],
      ]);
    }
    case "want_json":
    case "binary":
      return new Map([
        ...common,
        ["style", "file"],
        ["payload", payload],
        ["arguments", jsonArguments(args)],
      ]);
    case "key_value":
      return new Map([
        ...common,
        ["style", "file"],
        ["payload", payload],
        ["arguments", keyValueArguments(args)],
      ]);
    case "powershell":
      throw new TaskError(`Cannot run module ${name}: ${module.path} is for Windows`);
    default:
      return module.style satisfies never;
  }
}

const LATIN_1 = new TextDecoder("latin1");

async function payloadOf({ module }: BridgedCall, bridge: Bridge): Promise<string> {
  try {
    return await bridge.payload(module);
  } catch (error) {
    throw new TaskError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Where Python is looked for on a target; the system's own knows the system's packages. */
const PYTHONS = ["/usr/bin/python3", "python3", "/usr/libexec/platform-python", "python"];

function interpretersOf(
  { module, name, scope }: BridgedCall,
  options: RunOptions,
): readonly string[] {
  if (module.style === "binary") return [];
  const line = module.style === "python" ? ["/usr/bin/python"] : module.shebang;
  if (line === undefined) {
    throw new TaskError(`module (${name}) is missing interpreter line`);
  }
  const program = (line[0] === "/usr/bin/env" ? line[1] : line[0]) ?? "";
  const language = program.slice(program.lastIndexOf("/") + 1);
  if (/^python[\d.]*$/.test(language)) {
    const said = variable(scope, "ansible_python_interpreter") ??
      options.connectionSettings?.get("ansible_python_interpreter");
    return said === undefined || said.startsWith("auto") ? PYTHONS : [said];
  }
  return [variable(scope, `ansible_${language}_interpreter`) ?? line.join(" ")];
}

function variable(scope: LayeredScope, name: string): string | undefined {
  const value = scope.get(name);
  return value === undefined || value === null ? undefined : toText(value);
}
