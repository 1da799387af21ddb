import type { Target } from "../../../lib/plugin/sdk.ts";

const MODULES = "/etc/modules-load.d";
const OPTIONS = "/etc/modprobe.d";

/** How a module is to be after a restart. */
export interface KeptModule {
  readonly name: string;
  readonly params: string;
  /** `present` or `absent`. */
  readonly persistent: string;
}

/** @returns Whether files had to change so that a module is, or is not, loaded at a start. */
export async function keepModule(
  target: Target,
  { name, params, persistent }: KeptModule,
): Promise<boolean> {
  const [modules, options] = await Promise.all([MODULES, OPTIONS].map((folder) => {
    return readFolder(target, folder);
  }));
  const named = new RegExp(`^ *${escape(name)} *(?:[#;].*)?$`);
  const setting = new RegExp(`^options ${escape(name)} (\\w+=\\S+) *(?:[#;].*)?$`);
  const lines = (files: Files) => [...files.values()].flatMap((text) => text.split("\n"));
  const isNamed = lines(modules ?? new Map()).some((line) => named.test(line));
  const present = new Set(
    lines(options ?? new Map()).flatMap((line) => setting.exec(line)?.[1] ?? []),
  );
  if (persistent === "absent") {
    if (isNamed) await disable(target, modules, named);
    if (present.size > 0) await disable(target, options, setting);
    return isNamed || present.size > 0;
  }
  const wanted = params.split(/\s+/).filter((param) => param !== "");
  const isSame = new Set(wanted).size === present.size &&
    wanted.every((param) => present.has(param));
  if (!isNamed) await write(target, `${MODULES}/${name}.conf`, `${name}\n`);
  if (!isSame) {
    await disable(target, options, setting);
    const text = wanted.map((param) => `options ${name} ${param}`).join("\n");
    await write(target, `${OPTIONS}/${name}.conf`, `${text}\n`);
  }
  return !isNamed || !isSame;
}

type Files = ReadonlyMap<string, string>;

async function readFolder(target: Target, folder: string): Promise<Files> {
  const [found] = await target.probe({
    argv: ["grep", "-rHs", "", folder],
  });
  const files = new Map<string, string>();
  for (const line of (found?.stdout ?? "").split("\n")) {
    const at = line.indexOf(":");
    const path = line.slice(0, at);
    // Folders in it are none of the programs that read it.
    if (at < 0 || path.slice(folder.length + 1).includes("/")) continue;
    files.set(path, `${files.get(path) ?? ""}${line.slice(at + 1)}\n`);
  }
  return files;
}

async function disable(
  target: Target,
  files: Files | undefined,
  pattern: RegExp,
): Promise<void> {
  for (const [path, text] of files ?? []) {
    const lines = text.split("\n");
    const after = lines.map((line) => pattern.test(line) ? `#${line}` : line).join("\n");
    if (after !== text) await target.put({ path, content: after, isInPlace: true });
  }
}

async function write(target: Target, path: string, content: string): Promise<void> {
  await target.put({ path, content, mode: "0644" });
}

function escape(text: string): string {
  return text.replace(/[^\w-]/g, "\\$&");
}
