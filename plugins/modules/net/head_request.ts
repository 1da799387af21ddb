import {
  bool,
  type Dict,
  optionalDict,
  optionalStr,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { requestError } from "../shared/request_error.ts";
import { type Download, lastHeaders, messageOf } from "./download.ts";

/** What a download would need that is no word for a command line. */
const UNSPEAKABLE = ["url_username", "url_password", "client_cert", "client_key"];

/**
 * Asks for the headers of an address, which changes nothing anywhere.
 *
 * @returns The answer without a file; `undefined` if it cannot be had this way.
 */
export async function headRequest(
  target: Target,
  args: Dict,
  url: string,
): Promise<Download | undefined> {
  const isPlain = /^https?:/i.test(url) && bool(args, "use_proxy") &&
    (optionalDict(args, "headers")?.size ?? 0) === 0 && strings(args, "ciphers").length === 0 &&
    UNSPEAKABLE.every((name) => optionalStr(args, name) === undefined);
  if (!isPlain) return undefined;
  const insecure = bool(args, "validate_certs") ? [] : ["-k"];
  const [outcome] = await target.probe({ argv: ["curl", "-q", "-sSIL", ...insecure, "--", url] });
  if (outcome === undefined || outcome.exitCode === 127) return undefined;
  const { exitCode, stdout, stderr } = outcome;
  const lines = stdout.split("\n");
  const headers = lastHeaders(lines);
  const status = Number(lines.findLast((line) => line.startsWith("HTTP/"))?.split(" ")[1] ?? 0);
  return {
    file: "",
    status,
    message: messageOf(status, headers),
    url,
    headers: headers.fields,
    sha1: "",
    error: exitCode === 0 ? undefined : requestError(exitCode, stderr, url),
  };
}
