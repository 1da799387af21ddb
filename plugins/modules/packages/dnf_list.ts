import type { ModuleResult, Target } from "../../../lib/plugin/sdk.ts";
import { dict } from "../../../lib/base/value.ts";
import type { DnfOptions } from "./dnf_options.ts";
import { requireDnf } from "./dnf_output.ts";

const FORMAT = "%{name}|%{epoch}|%{version}|%{release}|%{arch}|%{reponame}\n";

/** Tells of packages or repositories, and changes nothing. */
export async function listPackages(
  target: Target,
  { common }: DnfOptions,
  { program, what }: { readonly program: string; readonly what: string },
): Promise<ModuleResult> {
  const query = (...words: readonly string[]) => ({
    argv: [program, "-q", ...common, "repoquery", "--qf", FORMAT, ...words],
    env: ENGLISH,
  });
  if (/^repos(itories)?$/.test(what)) {
    const argv = [program, "-q", ...common, "repolist", "--enabled"];
    const [listed] = await target.probe({ argv, env: ENGLISH });
    const ids = requireDnf(listed).stdout.split("\n").slice(1)
      .flatMap((line) => line.split(/\s/)[0] || []);
    return {
      result: { msg: "", results: ids.map((repoid) => dict({ repoid, state: "enabled" })) },
    };
  }
  const outcomes = await target.probe(...(KINDS.get(what) ?? [["--installed", what], [what]])
    .map((words) => query(...words)));
  const lines = outcomes.flatMap((outcome) => requireDnf(outcome).stdout.split("\n"));
  return { result: { msg: "", results: lines.flatMap(described) } };
}

/** Packages are named by the language's words for their states. */
const ENGLISH = { LC_ALL: "C" };

const KINDS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["installed", [["--installed"]]],
  ["available", [["--available"]]],
  ["updates", [["--upgrades"]]],
  ["upgrades", [["--upgrades"]]],
]);

function described(line: string) {
  const [name = "", epoch = "", version = "", release = "", arch = "", repo] = line.split("|");
  if (repo === undefined) return [];
  const full = `${epoch}:${name}-${version}-${release}.${arch}`;
  const yumstate = repo.startsWith("@System") ? "installed" : "available";
  return [
    dict({ arch, envra: full, epoch, name, nevra: full, release, repo, version, yumstate }),
  ];
}
