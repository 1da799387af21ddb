import { type Dict, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { download } from "./download.ts";

/** A checksum that a file is to have. */
export interface WantedChecksum {
  /** Such as `sha256`. */
  readonly algorithm: string;
  /** Digits in lower case. */
  readonly digest: string;
}

const ALGORITHMS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

/**
 * Reads the option `checksum`, and the file of digests if it names one.
 *
 * @throws {ModuleFailure} If there is no such checksum.
 */
export async function wantedChecksum(
  target: Target,
  args: Dict,
  { text, url, dest }: { readonly text: string; readonly url: string; readonly dest: string },
): Promise<WantedChecksum> {
  const colon = text.indexOf(":");
  if (colon < 0) {
    throw new ModuleFailure("The checksum parameter has to be in format <algorithm>:<checksum>");
  }
  const algorithm = text.slice(0, colon);
  if (!ALGORITHMS.includes(algorithm)) {
    throw new ModuleFailure(
      `Could not hash file '${dest}' with algorithm '${algorithm}'. Available algorithms: ${
        ALGORITHMS.join(", ")
      }`,
    );
  }
  const given = text.slice(colon + 1);
  const found = /^(https?|ftp|file):/.test(given)
    ? await digestFromUrl(target, args, { list: given, name: fileName(url) })
    : given;
  const digest = found.replace(/\W+/g, "").toLowerCase();
  if (!/^[0-9a-f]+$/.test(digest)) throw new ModuleFailure("The checksum format is invalid");
  return { algorithm, digest };
}

/** @returns The last part of an address's path, or `index.html`. */
export function fileName(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? "";
  return path.slice(path.lastIndexOf("/") + 1) || "index.html";
}

async function digestFromUrl(
  target: Target,
  args: Dict,
  { list, name }: { readonly list: string; readonly name: string },
): Promise<string> {
  const answer = await download(target, args, {
    url: list,
    folder: undefined,
    newerThan: undefined,
  });
  const content = answer.file === "" ? undefined : await target.get(answer.file);
  if (answer.file !== "") await target.apply({ argv: ["rm", "-f", "--", answer.file] });
  if (content === undefined) {
    throw new ModuleFailure("Request failed", {
      result: { url: list, status_code: answer.status, response: answer.message || answer.error },
    });
  }
  const digest = digestFor(new TextDecoder().decode(content), name);
  if (digest !== undefined) return digest;
  throw new ModuleFailure(`Unable to find a checksum for file '${name}' in '${list}'`);
}

/** @returns The digest for `name` in a list as `sha256sum` prints it, or the only one there is. */
export function digestFor(list: string, name: string): string | undefined {
  const lines = list.split("\n").filter((line) => line !== "");
  const [only = ""] = lines;
  if (lines.length === 1 && !/\s/.test(only.trim())) return only.trim();
  for (const line of lines) {
    const space = line.indexOf(" ");
    // The second character tells text from binary.
    const file = line.slice(space + 1).replace(/^[ *]/, "").replace(/^[./]+/, "");
    if (space > 0 && file === name) return line.slice(0, space);
  }
  return undefined;
}
