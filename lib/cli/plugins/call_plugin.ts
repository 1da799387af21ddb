import { absolutePath } from "../../base/posix_path.ts";
import { CallError } from "../../plugin/call_error.ts";
import type { CallOptions } from "../../plugin/channel.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { JSON_CALLS, jsonFields } from "./json_call.ts";
import { openPlugins, type Plugins } from "./open_plugins.ts";

/** What `shep plugin call` was asked for. */
export interface CallArguments {
  readonly capability: string;
  readonly json?: string | undefined;
  readonly data?: string | undefined;
  readonly encoding: "base64" | "hex";
  readonly timeout?: number | undefined;
  readonly verbosity: number;
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** @returns The exit code of `shep plugin call`. */
export async function callPlugin(app: App, options: CallArguments): Promise<number> {
  const { capability } = options;
  if (capability.startsWith("execute.") || capability.startsWith("connect.")) {
    throw new CommandError(`Cannot call ${capability} by hand: it acts on a target of a run`, {
      hint: "write a playbook with one task, and use shep run",
    });
  }
  if ((options.json === undefined) === (options.data === undefined)) {
    throw new CommandError("Cannot call it: give the request with --json or with --data");
  }
  const fields = options.json === undefined ? undefined : jsonFields(options.json);
  const filePath = fields?.["filePath"];
  const folder = app.system.environment.workingFolder();
  await using plugins = await openPlugins(app, {
    folders: options.pluginFolders,
    transports: options.pluginTransports,
    verbosity: options.verbosity,
    project: typeof filePath === "string" ? [absolutePath(filePath, folder)] : [],
  });
  requireCapability(capability, plugins);
  const waiting = { deadlineMs: (options.timeout ?? 60) * 1000 };
  try {
    const answer = fields === undefined
      ? await callWithBytes(plugins, options, waiting)
      : await callWithJson(plugins, { capability, fields }, waiting);
    app.out(`${answer}\n`);
    return EXIT.ok;
  } catch (cause) {
    if (!(cause instanceof CallError)) throw cause;
    throw new CommandError(`${cause.message} (${cause.code})`, { cause });
  }
}

function requireCapability(capability: string, { manager }: Plugins): void {
  if (manager.has(capability)) return;
  const near = suggestion(capability, manager.capabilities.keys());
  throw new CommandError(`Cannot call ${capability}: no plugin offers it`, {
    hint: near === undefined ? "shep plugin ls lists what plugins offer" : `did you mean ${near}?`,
  });
}

async function callWithJson(
  { manager }: Plugins,
  { capability, fields }: {
    readonly capability: string;
    readonly fields: Readonly<Record<string, unknown>>;
  },
  waiting: CallOptions,
): Promise<string> {
  const call = JSON_CALLS[capability];
  if (call === undefined) {
    throw new CommandError(`Cannot call ${capability} with JSON: shep does not know its messages`, {
      hint: "give the bytes of the request with --data",
    });
  }
  return JSON.stringify(await call(manager, fields, waiting), null, 2);
}

async function callWithBytes(
  { manager }: Plugins,
  { capability, data = "", encoding }: CallArguments,
  waiting: CallOptions,
): Promise<string> {
  const answer = await manager.call(capability, decoded(data, encoding), waiting);
  return encoding === "hex" ? answer.toHex() : answer.toBase64();
}

function decoded(data: string, encoding: "base64" | "hex"): Uint8Array {
  try {
    return encoding === "hex" ? Uint8Array.fromHex(data) : Uint8Array.fromBase64(data);
  } catch (cause) {
    throw new CommandError(`Cannot read the value of --data: it is not ${encoding}`, { cause });
  }
}
