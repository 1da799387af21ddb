import { type CommandOutcome, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { requestError } from "../shared/request_error.ts";

/** What is at an address. */
export interface Fetch {
  readonly url: string;
  readonly certificates: "checked" | "unchecked";
}

/**
 * Fetches a small file with the target's curl, which also works in check mode, or with its wget.
 *
 * @returns The bytes, or why there are none.
 * @throws {ModuleFailure} If the target has neither, or in check mode no curl.
 */
export async function fetchBytes(
  target: Target,
  { url, certificates }: Fetch,
): Promise<{ readonly bytes: Uint8Array } | { readonly error: string }> {
  const insecure = certificates === "unchecked";
  const [curl] = await target.probe({
    argv: ["curl", "-q", "-fsSL", ...(insecure ? ["-k"] : []), "--", url],
  });
  if (curl?.exitCode !== 127) return answerOf(curl, url);
  const [wget] = await target.apply({
    argv: ["wget", "-q", "-O", "-", ...(insecure ? ["--no-check-certificate"] : []), "--", url],
  });
  if (wget?.carriedOut === false) {
    throw new ModuleFailure(`Cannot look at ${url} in check mode: the target has no curl`);
  }
  if (wget?.exitCode !== 127) return answerOf(wget);
  throw new ModuleFailure(`Cannot fetch ${url}: the target has neither curl nor wget`);
}

/** @param url Where curl was asked, whose codes are known. */
function answerOf(outcome: CommandOutcome | undefined, url?: string) {
  if (outcome?.exitCode === 0) return { bytes: outcome.stdoutBytes };
  const said = outcome?.stderr.trim() ?? "";
  const status = /returned error: (\d+)/.exec(said)?.[1];
  if (status !== undefined) return { error: `HTTP Error ${status}` };
  if (url === undefined || outcome === undefined) return { error: said };
  return { error: `Request failed: ${requestError(outcome.exitCode, said, url)}` };
}
