import {
  bool,
  type Dict,
  int,
  ModuleFailure,
  optionalBool,
  optionalDict,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { requestError } from "../shared/request_error.ts";

/** What was downloaded, or what the server said instead. */
export interface Download {
  /** The temporary file on the target; "" if there is none. */
  readonly file: string;
  readonly status: number;
  /** Ansible's `msg`: `OK (12 bytes)` or `HTTP Error 404: Not Found`. */
  readonly message: string;
  /** The address after redirections. */
  readonly url: string;
  /** Of the last answer, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly sha1: string;
  /** Why there was no answer at all. */
  readonly error: string | undefined;
}

/** One download. */
export interface DownloadRequest {
  readonly url: string;
  readonly folder: string | undefined;
  /** A file that is only to be downloaded again if the server's is newer. */
  readonly newerThan: string | undefined;
  /** Further settings of curl. */
  readonly settings?: readonly CurlSetting[];
  /** Whether redirections are followed. */
  readonly redirects?: "follow" | "stay";
  /** Which answers are kept; `good` by default. */
  readonly keep?: "good" | "all";
}

/** A setting of a curl configuration; a flag has `null`, what is left out `undefined`. */
export type CurlSetting = readonly [name: string, value: string | null | undefined];

/**
 * Downloads to a temporary file of the target.
 *
 * @throws {ModuleFailure} If the target has no curl, or the options ask for what curl cannot do.
 */
export async function download(
  target: Target,
  args: Dict,
  request: DownloadRequest,
): Promise<Download> {
  const { url, folder, keep = "good" } = request;
  const config = curlConfig(args, request);
  const [outcome] = await target.apply({
    script: SCRIPT,
    argv: [folder ?? "", keep],
    stdin: config,
  });
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  if (exitCode === NO_CURL) {
    throw new ModuleFailure('Failed to find required executable "curl"', { result: { url } });
  }
  const [file = "", code = "", status = "0", finalUrl = url, sha1 = "", ...headerLines] = stdout
    .split("\n");
  const headers = lastHeaders(headerLines);
  return {
    file,
    status: Number(status),
    message: messageOf(Number(status), headers),
    url: finalUrl,
    headers: headers.fields,
    sha1,
    error: exitCode === 0 && code === "0" ? undefined : requestError(Number(code), stderr, url),
  };
}

const NO_CURL = 99;

/** Prints the temporary file, curl's exit code, the status, the last address, SHA-1 and headers. */
const SCRIPT = `
command -v curl >/dev/null || exit ${NO_CURL}
folder=$1 keep=$2
[ -n "$folder" ] || folder=/tmp
file=$(mktemp "$folder/.shep-download.XXXXXXXX") || exit
headers=$(mktemp "$folder/.shep-download.XXXXXXXX") || exit
answer=$(curl -K - -o "$file" -D "$headers" -w '%{http_code}\\n%{url_effective}')
code=$?
case $keep$answer in all*|good2*|good0*) ;; *) rm -f "$file" ;; esac
[ $code = 0 ] || rm -f "$file"
if [ -e "$file" ]; then sum=$(sha1sum <"$file"); echo "$file"; else sum=; echo; fi
printf '%s\\n%s\\n%s\\n' "$code" "$answer" "$(echo "$sum" | cut -d' ' -f1)"
cat "$headers"
rm -f "$headers"
`;

/** Options go over standard input, so that no password shows up in the list of processes. */
function curlConfig(
  args: Dict,
  { url, newerThan, settings: more = [], redirects = "follow" }: DownloadRequest,
): string {
  if (optionalBool(args, "use_gssapi") || strings(args, "unredirected_headers").length > 0) {
    throw new ModuleFailure("use_gssapi and unredirected_headers are not supported");
  }
  const user = optionalStr(args, "url_username");
  const timeout = String(int(args, "timeout"));
  const settings: CurlSetting[] = [
    ["url", url],
    ["user-agent", str(args, "http_agent")],
    ["connect-timeout", timeout],
    ["speed-time", timeout],
    ["speed-limit", "1"],
    ["user", user === undefined ? undefined : `${user}:${optionalStr(args, "url_password") ?? ""}`],
    ["cert", optionalStr(args, "client_cert")],
    ["key", optionalStr(args, "client_key")],
    ["noproxy", bool(args, "use_proxy") ? undefined : "*"],
    ["ciphers", strings(args, "ciphers").join(":") || undefined],
    // Of a file that is not newer, curl makes an empty one.
    ["time-cond", /^https?:/i.test(url) ? newerThan : undefined],
  ];
  for (const [name, value] of optionalDict(args, "headers") ?? []) {
    settings.push(["header", `${String(name)}: ${String(value)}`]);
  }
  const flags = [
    ...["silent", "show-error", "globoff"],
    ...(redirects === "follow" ? ["location"] : []),
    ...(bool(args, "validate_certs") ? [] : ["insecure"]),
    ...(bool(args, "decompress") ? ["compressed"] : []),
    ...(bool(args, "use_netrc") ? ["netrc-optional"] : []),
  ];
  const lines = [...settings, ...more].flatMap(([name, value]) =>
    value === undefined ? [] : [value === null ? name : `${name} = "${escaped(value)}"`]
  );
  return [...flags, ...lines, ""].join("\n");
}

function escaped(value: string): string {
  return value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
}

interface Answer {
  readonly reason: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** @returns The last of several answers: each redirection has headers of its own. */
export function lastHeaders(lines: readonly string[]): Answer {
  let reason = "";
  let fields = new Map<string, string>();
  for (const line of lines) {
    const status = /^HTTP\/\S+ \d+ ?(.*)$/.exec(line.trimEnd());
    if (status !== null) {
      reason = status[1] ?? "";
      fields = new Map();
      continue;
    }
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).toLowerCase();
    const earlier = fields.get(name);
    const value = line.slice(colon + 1).trim();
    fields.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return { reason, fields };
}

/** @returns What Ansible's `msg` says of an answer. */
export function messageOf(status: number, { reason, fields }: Answer): string {
  if (status >= 200 && status < 300) {
    return `OK (${fields.get("content-length") ?? "unknown"} bytes)`;
  }
  return status === 0 ? "" : `HTTP Error ${status}: ${reason}`;
}
