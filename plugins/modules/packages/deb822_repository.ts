import {
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { settleAttributes } from "../files/settle_attributes.ts";
import { contentDiff } from "../shared/content_diff.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { type FileStat, parseStats, statTargetCommand } from "../shared/file_stat.ts";
import { fetchBytes } from "./fetch_bytes.ts";
import { isArmored } from "./openpgp_keys.ts";

/** Manages sources of APT in the format deb822. Behaves as ansible-core 2.15's deb822_repository. */
export async function deb822Repository(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const slug = str(args, "name").toLowerCase().replace(/[_\s]+/g, "-").replace(/[^a-z0-9-]+/g, "");
  const path = `/etc/apt/sources.list.d/${slug}.sources`;
  const keyPaths = ["asc", "gpg"].map((extension) => `${KEYRINGS}/${slug}.${extension}`);
  const found = await look(target, [path, ...keyPaths]);
  if (str(args, "state") === "absent") return await remove(call, target, { path, found });
  const signedBy = optionalStr(args, "signed_by");
  const key = signedBy === undefined
    ? undefined
    : await settleKey(target, { signedBy, slug, found });
  const repo = sourceOf(args, key?.value);
  const source = found.get(path);
  const wanted = await wantedAttributes(args, target);
  const bytes = new TextEncoder().encode(repo);
  const isSame = source !== undefined && isEqual(source.content, bytes);
  if (!isSame) {
    const mode = typeof wanted.mode === "number" ? `0${wanted.mode.toString(8)}` : wanted.mode;
    await target.put({ path, content: repo, ...(typeof mode === "string" ? { mode } : {}) });
  }
  const settled = source === undefined
    ? undefined
    : await settleAttributes(target, { path, stat: source.stat, wanted });
  const before = source === undefined ? {} : { content: source.content };
  return {
    changed: !isSame || (settled?.isChanged ?? false) || (key?.isChanged ?? false),
    result: { repo, dest: path, key_filename: key?.path ?? null },
    ...(call.diff && !isSame
      ? { diff: [contentDiff({ header: path, ...before }, { header: path, content: bytes })] }
      : {}),
  };
}

const KEYRINGS = "/etc/apt/keyrings";

interface FoundFile {
  readonly stat: FileStat;
  readonly content: Uint8Array;
}

type FoundFiles = ReadonlyMap<string, FoundFile>;

async function look(target: Target, paths: readonly string[]): Promise<FoundFiles> {
  const outcomes = await target.probe(
    ...paths.flatMap((path) => [statTargetCommand(path), { argv: ["cat", path] }]),
  );
  const found = new Map<string, FoundFile>();
  paths.forEach((path, i) => {
    const stat = parseStats(outcomes[2 * i], [path]).get(path);
    const content = outcomes[2 * i + 1];
    if (stat === undefined) return;
    if (content?.exitCode !== 0) throw new ModuleFailure(content?.stderr.trim() ?? "");
    found.set(path, { stat, content: content.stdoutBytes });
  });
  return found;
}

async function remove(
  call: ModuleCall,
  target: Target,
  { path, found }: { readonly path: string; readonly found: FoundFiles },
): Promise<ModuleResult> {
  const paths = [...found.keys()];
  if (paths.length > 0) await target.apply({ argv: ["rm", "-f", "--", ...paths] });
  const content = found.get(path)?.content;
  return {
    changed: paths.length > 0,
    result: {
      repo: null,
      dest: path,
      key_filename: paths.find((other) => other !== path) ?? null,
    },
    ...(call.diff && content !== undefined
      ? { diff: [contentDiff({ header: path, content }, { header: "/dev/null" })] }
      : {}),
  };
}

interface SettledKey {
  /** Of the field Signed-By. */
  readonly value: string;
  readonly path?: string;
  readonly isChanged: boolean;
}

/** A key is a file of the target, at an address, or the text of the key or its fingerprint. */
async function settleKey(
  target: Target,
  { signedBy, slug, found }: {
    readonly signedBy: string;
    readonly slug: string;
    readonly found: FoundFiles;
  },
): Promise<SettledKey> {
  if (!signedBy.includes("://")) {
    const [isFile] = await target.probe({ argv: ["test", "-f", signedBy] });
    const path = isFile?.exitCode === 0 ? { path: signedBy } : {};
    return { value: signedBy, ...path, isChanged: false };
  }
  const answer = await fetchBytes(target, { url: signedBy, certificates: "checked" });
  if ("error" in answer) {
    throw new ModuleFailure(`Failed to fetch key from ${signedBy}: ${answer.error}`);
  }
  const content = answer.bytes;
  const path = `${KEYRINGS}/${slug}.${isArmored(content) ? "asc" : "gpg"}`;
  const known = found.get(path);
  if (known !== undefined && isEqual(known.content, content)) {
    const settled = await settleAttributes(target, {
      path,
      stat: known.stat,
      wanted: { mode: "0644" },
    });
    return { value: path, path, isChanged: settled.isChanged };
  }
  await target.apply({ argv: ["mkdir", "-p", "-m", "0755", KEYRINGS] });
  await target.put({ path, content, mode: "0644" });
  return { value: path, path, isChanged: true };
}

/** Fields stand in the order of the options' names. */
function sourceOf(args: Dict, signedBy: string | undefined): string {
  const fields = FIELDS.flatMap(([name, field]) => {
    const value = args.get(name) ?? null;
    if (value === null) return [];
    if (typeof value === "boolean") return [`${field}: ${value ? "yes" : "no"}\n`];
    if (Array.isArray(value)) return [`${field}: ${strings(args, name).join(" ")}\n`];
    const text = name === "signed_by" ? signedBy ?? "" : String(value);
    return [`${field}:${text.includes("\n") ? multiline(text) : ` ${text}`}\n`];
  });
  return fields.join("");
}

/** An empty line would end the paragraph. */
function multiline(text: string): string {
  return text.trim().split("\n").map((line) => `\n ${line.trim() || "."}`).join("");
}

const FIELDS: readonly (readonly [option: string, field: string])[] = [
  ["allow_downgrade_to_insecure", "Allow-Downgrade-To-Insecure"],
  ["allow_insecure", "Allow-Insecure"],
  ["allow_weak", "Allow-Weak"],
  ["architectures", "Architectures"],
  ["by_hash", "By-Hash"],
  ["check_date", "Check-Date"],
  ["check_valid_until", "Check-Valid-Until"],
  ["components", "Components"],
  ["date_max_future", "Date-Max-Future"],
  ["enabled", "Enabled"],
  ["inrelease_path", "InRelease-Path"],
  ["languages", "Languages"],
  ["name", "X-Repolib-Name"],
  ["pdiffs", "PDiffs"],
  ["signed_by", "Signed-By"],
  ["suites", "Suites"],
  ["targets", "Targets"],
  ["trusted", "Trusted"],
  ["types", "Types"],
  ["uris", "URIs"],
];

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
