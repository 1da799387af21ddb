import { pythonJson } from "../../../lib/base/python_json.ts";
import {
  bool,
  type ModuleCall,
  ModuleFailure,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import type { CurlSetting } from "./download.ts";

/** What a request sends. */
export interface RequestBody {
  readonly settings: readonly CurlSetting[];
  /** A header, for where the task gives none. */
  readonly contentType: string | undefined;
}

/**
 * Reads the options `body`, `body_format` and `src`.
 *
 * @throws {ModuleFailure} If they ask for what cannot be sent.
 */
export async function requestBody(
  { args }: ModuleCall,
  target: Target,
  src: string | undefined,
): Promise<RequestBody> {
  if (src !== undefined) return await fromFile(target, src, bool(args, "remote_src"));
  const body = args.get("body") ?? null;
  const format = str(args, "body_format");
  switch (format) {
    case "json":
      return {
        settings: [["data-raw", typeof body === "string" ? body : pythonJson(body)]],
        contentType: "Content-Type: application/json",
      };
    case "form-urlencoded":
      return {
        settings: [["data-raw", typeof body === "string" ? body : form(body)]],
        contentType: "Content-Type: application/x-www-form-urlencoded",
      };
    case "form-multipart":
      throw new ModuleFailure("body_format form-multipart is not supported");
    default: {
      const text = body === null ? undefined : typeof body === "string" ? body : pythonJson(body);
      return { settings: text === undefined ? [] : [["data-raw", text]], contentType: undefined };
    }
  }
}

async function fromFile(
  target: Target,
  src: string,
  isRemote: boolean,
): Promise<RequestBody> {
  if (isRemote) {
    const [file] = await target.probe({ argv: ["test", "-f", src] });
    if (file?.exitCode === 0) {
      return { settings: [["data-binary", `@${src}`]], contentType: undefined };
    }
    throw new ModuleFailure(`Unable to open source file ${src}`, { result: { elapsed: 0 } });
  }
  const { entries, isFound } = await target.source({ path: src, wantsContent: true });
  const content = entries[0]?.content;
  if (!isFound || content === undefined) {
    throw new ModuleFailure(`Could not find or access '${src}'`);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    return { settings: [["data-raw", text]], contentType: undefined };
  } catch (cause) {
    throw new ModuleFailure(`Cannot send ${src}: it is no UTF-8 text`, {}, { cause });
  }
}

function form(body: Value): string {
  const pairs = body instanceof Map ? [...body] : Array.isArray(body) ? body.map(pairOf) : [];
  const search = new URLSearchParams();
  for (const [key, values] of pairs) {
    for (const value of Array.isArray(values) ? values : [values]) {
      if (value !== null && value !== undefined) search.append(textOf(key ?? ""), textOf(value));
    }
  }
  return search.toString();
}

function pairOf(pair: Value): readonly Value[] {
  if (Array.isArray(pair) && pair.length === 2) return pair;
  throw new ModuleFailure("failed to parse body as form_urlencoded: expected pairs", {
    result: { elapsed: 0 },
  });
}

/** Python's str(). */
function textOf(value: Value): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? value : pythonJson(value);
}
