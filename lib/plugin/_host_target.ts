import { dict, isDict } from "../base/value.ts";
import { valueFromJson, valueToJson } from "../base/value_json.ts";
import type { Command, CommandResult, Intent } from "../wire/host.ts";
import {
  decodeHostExecReply,
  decodeHostFactsReply,
  decodeHostGetReply,
  decodeHostPutReply,
  encodeHostExecRequest,
  encodeHostFactsRequest,
  encodeHostGetRequest,
  encodeHostPutRequest,
} from "../wire/host.ts";
import { decodeHostSourceReply, encodeHostSourceRequest } from "../wire/host_source.ts";
import type { CallContext } from "./capability.ts";
import type { ApplyCommand, CommandOutcome, PutFile, Target } from "./target.ts";

/** @returns The target of the task that `scope` names, reached through the host. */
export function hostTarget(context: CallContext, scope: string): Target {
  async function exec(
    commands: readonly ApplyCommand[],
    how: { readonly intent: Intent; readonly stopOnFailure: boolean },
  ): Promise<readonly CommandOutcome[]> {
    if (commands.length === 0) return [];
    const request = { scope, ...how, commands: commands.map(toCommand) };
    const reply = await context.call("host.exec", encodeHostExecRequest(request));
    return decodeHostExecReply(reply).results.map(toOutcome);
  }
  return {
    probe: (...commands) => exec(commands, { intent: "probe", stopOnFailure: false }),
    apply: (...commands) => exec(commands, { intent: "apply", stopOnFailure: true }),
    applyAll: (...commands) => exec(commands, { intent: "apply", stopOnFailure: false }),
    async get(path, { maxBytes = 0 } = {}) {
      const request = encodeHostGetRequest({ scope, path, maxBytes });
      return decodeHostGetReply(await context.call("host.get", request)).content;
    },
    async put(file) {
      const request = encodeHostPutRequest({ ...putRequest(file), scope });
      const reply = decodeHostPutReply(await context.call("host.put", request));
      const probes = { before: reply.before.map(toOutcome), after: reply.after.map(toOutcome) };
      return reply.validation === undefined
        ? { carriedOut: reply.carriedOut, ...probes }
        : { carriedOut: false, ...probes, validation: toOutcome(reply.validation) };
    },
    async facts(...subset) {
      const reply = await context.call("host.facts", encodeHostFactsRequest({ scope, subset }));
      const facts = valueFromJson(decodeHostFactsReply(reply).facts);
      if (!isDict(facts)) throw new TypeError("Cannot read facts: the host's answer is no object");
      return facts;
    },
    async source({ path, kind = "file", options, wantsContent = false }) {
      const request = encodeHostSourceRequest({
        scope,
        path,
        kind,
        wantsContent,
        ...(options === undefined ? {} : { options: valueToJson(dict(options)) }),
      });
      return decodeHostSourceReply(await context.call("host.source", request));
    },
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function toCommand(command: ApplyCommand): Command {
  const { stdin, env, ...rest } = command;
  return {
    ...rest,
    ...(stdin === undefined
      ? {}
      : { stdin: typeof stdin === "string" ? encoder.encode(stdin) : stdin }),
    ...(env === undefined
      ? {}
      : { env: Object.entries(env).map(([key, value]) => ({ key, value })) }),
  };
}

function toOutcome(result: CommandResult): CommandOutcome {
  return {
    exitCode: result.exitCode,
    stdout: decoder.decode(result.stdout),
    stderr: decoder.decode(result.stderr),
    stdoutBytes: result.stdout,
    stderrBytes: result.stderr,
    carriedOut: result.carriedOut,
    ...(result.elapsedMs !== undefined && { elapsedMs: result.elapsedMs }),
  };
}

function putRequest({ content, isInPlace = false, before = [], after = [], ...rest }: PutFile) {
  const request = {
    ...rest,
    isInPlace,
    before: before.map(toCommand),
    after: after.map(toCommand),
  };
  if (typeof content === "string") {
    return { ...request, content: { bytes: encoder.encode(content) } };
  }
  return { ...request, content: content instanceof Uint8Array ? { bytes: content } : content };
}
