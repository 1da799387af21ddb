import { type JsonObject, parseObject } from "./json.ts";
import { runDeno } from "./run_deno.ts";

/** One module of ours and what it imports. */
export interface Module {
  /** From the root of the project. */
  readonly path: string;
  readonly imports: readonly Import[];
}

/** The modules of the project, and why others could not be read. */
export interface Graph {
  readonly modules: readonly Module[];
  readonly failures: readonly string[];
}

/** One imported module, however often the importing one names it. */
export interface Import {
  /** As written, such as `../base/value.ts` or `js-yaml`. */
  readonly specifier: string;
  /** A path from the root if it is ours, else an URL such as `npm:js-yaml@5.5.0`. */
  readonly target: string;
  /** `type` if only `import type` and the like name it, so that nothing of it runs. */
  readonly kind: "value" | "type";
  readonly when: "start" | "dynamic";
  /** Where it is first named, counted from 1. */
  readonly line: number;
}

/**
 * @param paths Files from the root; what they import is read too.
 * @returns The modules as `deno info --json` sees them, without those of packages.
 * @throws {Error} If `deno info` fails.
 */
export async function moduleGraph(
  root: string,
  paths: readonly string[],
): Promise<Graph> {
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    const lines = paths.map((path) => `import ${JSON.stringify(urlOf(`${root}/${path}`))};\n`);
    await Deno.writeTextFile(entry, lines.join(""));
    const { success, stdout, stderr } = await runDeno(
      ["info", "--json", "--config", `${root}/deno.json`, entry],
      root,
    );
    if (!success) throw new Error(`Cannot read the module graph: ${stderr}`);
    return parseGraph(stdout, root);
  } finally {
    await Deno.remove(entry);
  }
}

/** @param text What `deno info --json` printed. */
export function parseGraph(text: string, root: string): Graph {
  const base = urlOf(`${root}/`);
  const modules: Module[] = [];
  const failures: string[] = [];
  for (const module of parseObject(text).list("modules")) {
    const specifier = module.text("specifier") ?? "";
    const error = module.text("error");
    if (error !== undefined) failures.push(error);
    if (error !== undefined || !specifier.startsWith(base)) continue;
    modules.push({
      path: specifier.slice(base.length),
      imports: module.list("dependencies").map((one) => parseImport(one, base)),
    });
  }
  return { modules, failures };
}

function parseImport(dependency: JsonObject, base: string): Import {
  const code = dependency.object("code");
  const resolved = code ?? dependency.object("type");
  const target = resolved?.text("specifier");
  const specifier = dependency.text("specifier") ?? "";
  return {
    specifier,
    target: target?.startsWith(base) ? target.slice(base.length) : target ?? specifier,
    kind: code ? "value" : "type",
    when: dependency.flag("isDynamic") ? "dynamic" : "start",
    line: (resolved?.object("span")?.object("start")?.number("line") ?? 0) + 1,
  };
}

/** @returns The URL of an absolute path, as Deno writes it. */
function urlOf(path: string): string {
  return new URL(`file://${encodeURI(path).replaceAll("#", "%23").replaceAll("?", "%3F")}`).href;
}
