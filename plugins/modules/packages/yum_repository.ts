import {
  type CommandOutcome,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalList,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { settleAttributes } from "../files/settle_attributes.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { parseStats, statBehind, statTargetCommand } from "../shared/file_stat.ts";
import { formatRepoFile, parseRepoFile, type RepoSections, sortedRepoFile } from "./repo_file.ts";

/** Manages a repository of DNF and YUM. Behaves as Ansible 2.14's yum_repository. */
export async function yumRepository(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const repo = str(args, "name");
  const state = str(args, "state");
  const settings = state === "present" ? settingsOf(args) : undefined;
  const folder = await expandPath(target, str(args, "reposdir"));
  const path = `${folder.replace(/\/$/, "")}/${optionalStr(args, "file") ?? repo}.repo`;
  const wanted = await wantedAttributes(args, target);
  const [isFolder, own, content] = await target.probe(
    { argv: ["test", "-d", folder] },
    statTargetCommand(path),
    { argv: ["cat", path] },
  );
  if (isFolder?.exitCode !== 0) {
    throw new ModuleFailure(`Repo directory '${folder}' does not exist.`);
  }
  const stat = parseStats(own, [path]).get(path);
  const isFile = stat?.kind === "file";
  const sections = parseRepoFile(isFile ? requireText(content, path) : "", path);
  const after = withRepo(sections, repo, settings);
  const diff = {
    beforeHeader: path,
    before: sortedRepoFile(sections),
    afterHeader: path,
    after: sortedRepoFile(after),
  };
  const isEdited = diff.before !== diff.after;
  if (isEdited && after.size === 0) await target.apply({ argv: ["rm", "-f", "--", path] });
  else if (isEdited) await target.put({ path, content: formatRepoFile(after) });
  const now = isFile || call.checkMode || !isEdited ? stat : await statBehind(target, path);
  const isLeft = now !== undefined && (call.checkMode || after.size > 0 || !isEdited);
  const settled = isLeft ? await settleAttributes(target, { path, stat: now, wanted }) : undefined;
  return {
    changed: isEdited || (settled?.isChanged ?? false),
    result: { repo, state },
    diff: [diff],
  };
}

function requireText(outcome: CommandOutcome | undefined, path: string): string {
  if (outcome?.exitCode === 0) return outcome.stdout;
  throw new ModuleFailure(`Cannot read ${path}: ${outcome?.stderr.trim() ?? ""}`);
}

/** Where one is replaced, it moves to the end. */
function withRepo(
  sections: RepoSections,
  repo: string,
  settings: ReadonlyMap<string, string> | undefined,
): RepoSections {
  const others = [...sections].filter(([name]) => name !== repo);
  return new Map(settings === undefined ? others : [...others, [repo, settings]]);
}

function settingsOf(args: Dict): ReadonlyMap<string, string> {
  const places = ["baseurl", "metalink", "mirrorlist"];
  if (places.every((name) => (args.get(name) ?? null) === null)) {
    throw new ModuleFailure("Parameter 'baseurl', 'metalink' or 'mirrorlist' is required.");
  }
  const name = optionalStr(args, "description");
  if (name === undefined) throw new ModuleFailure("Parameter 'description' is required.");
  const settings: [string, string][] = [["name", name]];
  for (const key of SETTINGS) {
    const value = args.get(key) ?? null;
    if (typeof value === "boolean") settings.push([key, value ? "1" : "0"]);
    else if (optionalListOf(args, key)) {
      settings.push([key, strings(args, key).join(LINES.includes(key) ? "\n" : " ")]);
    } else if (value !== null) settings.push([key, str(args, key)]);
  }
  return new Map(settings.sort(([a], [b]) => a < b ? -1 : 1));
}

function optionalListOf(args: Dict, key: string): boolean {
  return LISTS.includes(key) && optionalList(args, key) !== undefined;
}

/** Lists whose items have a line each. */
const LINES = ["baseurl", "gpgkey"];
const LISTS = [...LINES, "exclude", "includepkgs"];

/** The options that are settings of the same name. */
const SETTINGS = [
  ...LISTS,
  ...[
    "async",
    "bandwidth",
    "cost",
    "countme",
    "deltarpm_metadata_percentage",
    "deltarpm_percentage",
  ],
  ...["enabled", "enablegroups", "failovermethod", "gpgcakey", "gpgcheck", "module_hotfixes"],
  ...["http_caching", "include", "ip_resolve", "keepalive", "keepcache", "metadata_expire"],
  ...["metadata_expire_filter", "metalink", "mirrorlist", "mirrorlist_expire", "password"],
  ...["priority", "protect", "proxy", "proxy_password", "proxy_username", "repo_gpgcheck"],
  ...["retries", "s3_enabled", "skip_if_unavailable", "sslcacert", "ssl_check_cert_permissions"],
  ...["sslclientcert", "sslclientkey", "sslverify", "throttle", "timeout", "ui_repoid_vars"],
  "username",
];
