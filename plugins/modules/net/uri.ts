import {
  bool,
  type Dict,
  list,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalDict,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { valueFromJson } from "../../../lib/base/value_json.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { type CurlSetting, type Download, download } from "./download.ts";
import { pathInfo, statBehind } from "../shared/file_stat.ts";
import { moveDownload, settleDownload } from "./place_download.ts";
import { requestBody } from "./request_body.ts";
import { fileName } from "./url_checksum.ts";

/** Sends a request from the target. Behaves as Ansible 2.14's uri. */
export async function uri(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, clock } = call;
  const names = ["dest", "creates", "removes", "src", "unix_socket", "ca_path"];
  const [dest, creates, removes, src, socket, authorities] = await expandPaths(
    target,
    names.map((name) => optionalStr(args, name)),
  );
  const method = str(args, "method").toUpperCase();
  if (!/^[A-Z]+$/.test(method)) {
    throw new ModuleFailure(
      "Parameter 'method' needs to be a single word in uppercase, like GET or POST.",
    );
  }
  const url = str(args, "url");
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    throw new ModuleFailure(`unknown url type: '${url}'`, { result: { url, status: -1 } });
  }
  const skipped = await reasonToSkip(target, { creates, removes });
  if (skipped !== undefined) return { result: { stdout: skipped } };
  const body = await requestBody(call, target, src);
  const started = clock.monotonicNow();
  const answer = await download(target, args, {
    url,
    folder: undefined,
    newerThan: await existing(target, dest),
    keep: "all",
    redirects: followsRedirects(str(args, "follow_redirects"), method) ? "follow" : "stay",
    settings: [
      ...methodSettings(method, body.settings.length > 0),
      ...body.settings,
      ["header", hasHeader(args, "content-type") ? undefined : body.contentType],
      // curl would wait for a leave that many servers do not give.
      ["header", "Expect:"],
      ["unix-socket", socket],
      ["cacert", authorities],
    ],
  });
  const elapsed = Math.floor((clock.monotonicNow() - started) / 1000);
  return await answered(call, target, { answer, dest, elapsed });
}

async function reasonToSkip(
  target: Target,
  { creates, removes }: {
    readonly creates: string | undefined;
    readonly removes: string | undefined;
  },
): Promise<string | undefined> {
  if (creates === undefined && removes === undefined) return undefined;
  const [made, kept] = await target.probe(
    { argv: ["test", "-e", creates ?? ""] },
    { argv: ["test", "-e", removes ?? "/"] },
  );
  if (creates !== undefined && made?.exitCode === 0) return `skipped, since '${creates}' exists`;
  return kept?.exitCode === 0 ? undefined : `skipped, since '${removes}' does not exist`;
}

/** A file that is there is only fetched again if the server's is newer. */
async function existing(target: Target, dest: string | undefined): Promise<string | undefined> {
  if (dest === undefined) return undefined;
  const [file] = await target.probe({ argv: ["test", "-f", dest] });
  return file?.exitCode === 0 ? dest : undefined;
}

function followsRedirects(setting: string, method: string): boolean {
  if (setting === "no" || setting === "none") return false;
  return setting !== "safe" || method === "GET" || method === "HEAD";
}

/** curl changes a POST to a GET at a redirection, as browsers do, unless the method is named. */
function methodSettings(method: string, hasBody: boolean): CurlSetting[] {
  if (method === "HEAD") return [["head", null]];
  const implied = hasBody ? "POST" : "GET";
  return method === implied ? [] : [["request", method]];
}

function hasHeader(args: Dict, name: string): boolean {
  const names = [...optionalDict(args, "headers")?.keys() ?? []];
  return names.some((header) => String(header).toLowerCase() === name);
}

interface Answered {
  readonly answer: Download;
  readonly dest: string | undefined;
  readonly elapsed: number;
}

async function answered(
  call: ModuleCall,
  target: Target,
  { answer, dest, elapsed }: Answered,
): Promise<ModuleResult> {
  const { args } = call;
  const expected = list(args, "status_code").map(Number);
  const status = answer.status === 0 ? -1 : answer.status;
  const isGood = expected.includes(status);
  // Of a HEAD, curl would store the headers.
  const text = /^head$/i.test(str(args, "method")) ? "" : await contentOf(target, answer);
  const returned = bool(args, "return_content");
  const result: Record<string, Value> = {
    ...headerKeys(answer),
    ...locationOf(answer),
    // Ansible keeps no cookies of an error, which a redirection that is not followed is, too.
    ...(status >= 200 && status < 300 ? cookies(answer) : {}),
    redirected: answer.url !== str(args, "url"),
    url: answer.url,
    status,
    elapsed,
    msg: status === -1 ? `Request failed: ${answer.error}` : answer.message,
    ...(isJson(answer) ? jsonOf(text) : {}),
    ...(returned ? { content: text } : {}),
    ...(isGood && status >= 400 && !returned && !isJson(answer) ? { body: text } : {}),
  };
  const stored = dest !== undefined && isGood && answer.file !== "" && status !== 304
    ? await store(call, target, { answer, dest })
    : { changed: false, info: await infoOf(target, dest) };
  if (answer.file !== "") await target.apply({ argv: ["rm", "-f", "--", answer.file] });
  if (isGood) return { changed: stored.changed, result: { ...result, ...stored.info } };
  const statuses = `[${expected.join(", ")}]`;
  throw new ModuleFailure(`Status code was ${status} and not ${statuses}: ${result["msg"]}`, {
    result,
  });
}

async function contentOf(target: Target, { file }: Download): Promise<string> {
  const bytes = file === "" ? undefined : await target.get(file);
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}

/** What the file is that stays as it is. */
async function infoOf(target: Target, dest: string | undefined) {
  if (dest === undefined) return {};
  const stat = await statBehind(target, dest);
  return { path: dest, ...(stat === undefined ? {} : pathInfo(stat)) };
}

async function store(
  call: ModuleCall,
  target: Target,
  { answer, dest }: { readonly answer: Download; readonly dest: string },
) {
  const [folder] = await target.probe({ argv: ["test", "-d", dest] });
  const path = folder?.exitCode === 0
    ? `${dest.replace(/\/+$/, "")}/${fileName(answer.url)}`
    : dest;
  await moveDownload(target, {
    file: answer.file,
    dest: path,
    sha1: answer.sha1,
    checksum: undefined,
    isBackup: false,
    result: {},
  });
  const { info } = await settleDownload(call, target, path);
  // Ansible calls it a change even if the file was the same.
  return { changed: true, info: { ...info, path } };
}

/** Headers as keys of the result; dashes are no part of a variable's name. */
function headerKeys({ headers }: Download): Record<string, Value> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name.replaceAll("-", "_"), value]),
  );
}

function locationOf({ headers, url }: Download): Record<string, Value> {
  const location = headers.get("location");
  return location === undefined ? {} : { location: URL.parse(location, url)?.href ?? location };
}

function cookies({ headers }: Download): Record<string, Value> {
  const found = (headers.get("set-cookie") ?? "").split(/, (?=[^;,\s]+=)/)
    .map((cookie) => /^([^=;]+)=([^;]*)/.exec(cookie))
    .flatMap((match): [string, string][] =>
      match === null ? [] : [[match[1] ?? "", match[2] ?? ""]]
    );
  return {
    cookies: new Map<Value, Value>(found),
    cookies_string: found.map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

function isJson({ headers }: Download): boolean {
  const [type = ""] = (headers.get("content-type") ?? "").split(";");
  return /[/+](json|javascript)$/i.test(type.trim());
}

function jsonOf(text: string): Record<string, Value> {
  try {
    return { json: valueFromJson(text) };
  } catch {
    return {};
  }
}
