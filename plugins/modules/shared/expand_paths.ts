import type { ProbeCommand, Target } from "../../../lib/plugin/sdk.ts";

/**
 * Expands a leading `~` or `~user` and `$NAME` or `${NAME}` in paths, with the target's users and
 * environment, as Ansible does with options of type path. What is not known there stays as it is.
 * Paths without any of these cost nothing, all others together one round trip.
 *
 * @returns The paths in the order given; `undefined` stays `undefined`.
 */
export async function expandPaths(
  target: Target,
  paths: readonly (string | undefined)[],
): Promise<readonly (string | undefined)[]> {
  const names = new Map<string, ProbeCommand>();
  for (const path of paths) {
    for (const name of path === undefined ? [] : namesIn(path)) names.set(name, question(name));
  }
  if (names.size === 0) return paths;
  const answers = await target.probe(...names.values());
  const values = new Map<string, string>();
  [...names.keys()].forEach((name, i) => {
    const answer = answers[i];
    if (answer?.exitCode !== 0) return;
    const line = answer.stdout.replace(/\n$/, "");
    values.set(name, name.startsWith("~") && name !== "~" ? line.split(":")[5] ?? line : line);
  });
  return paths.map((path) => path === undefined ? path : expand(path, values));
}

/** @returns One path expanded as `expandPaths()` does it. */
export async function expandPath(target: Target, path: string): Promise<string> {
  const [expanded] = await expandPaths(target, [path]);
  return expanded ?? path;
}

const HOME = /^~([^/]*)/;
/** Others, such as `$1`, are no variables of an environment. */
const IDENTIFIER = /^[A-Za-z_]\w*$/;
const VARIABLE = /\$(?:(\w+)|\{([^}]*)\})/g;

function namesIn(path: string): string[] {
  const home = HOME.exec(path)?.[0];
  const variables = [...path.matchAll(VARIABLE)].map((match) => match[1] ?? match[2] ?? "");
  return [
    ...(home === undefined ? [] : [home]),
    ...variables.filter((name) => IDENTIFIER.test(name)),
  ];
}

function question(name: string): ProbeCommand {
  if (!name.startsWith("~")) return { argv: ["printenv", name] };
  return { argv: name === "~" ? ["printenv", "HOME"] : ["getent", "passwd", name.slice(1)] };
}

function expand(path: string, values: ReadonlyMap<string, string>): string {
  return path
    .replace(HOME, (home) => values.get(home)?.replace(/\/$/, "") ?? home)
    .replace(
      VARIABLE,
      (text, plain: string | undefined, braced: string | undefined) =>
        values.get(plain ?? braced ?? "") ?? text,
    );
}
