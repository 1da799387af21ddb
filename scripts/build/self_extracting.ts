/** A compressed archive. */
export type Archive = Uint8Array<ArrayBuffer>;

/** What goes into one executable file. */
export interface Parts {
  /** What messages call it. */
  readonly name: string;
  /** A folder with the program; everything in it is packed. */
  readonly program: string;
  /** The module to run, from `program`. */
  readonly main: string;
  /** For `deno run`. */
  readonly flags: readonly string[];
  /** The `deno` binary, as `packRuntime` has packed it. */
  readonly runtime: Archive;
}

/** Bytes kept for the launcher, so that where the archives start is known beforehand. */
const LAUNCHER_LENGTH = 8192;

/**
 * Writes `parts` to `output` as one executable file that needs no more than a POSIX system with
 * gzip, head, mktemp, stat, tail and tar; with find and tr it removes old versions of itself. The
 * same parts give the same bytes.
 */
export async function writeSelfExtracting(parts: Parts, output: string): Promise<void> {
  const { runtime } = parts;
  const program = await archive(["-C", parts.program, "--sort=name", "."]);
  const launcher = await renderLauncher(parts, { program, runtime });
  const file = `${output}.${crypto.randomUUID()}`;
  await Deno.writeFile(file, launcher, { mode: 0o755 });
  await Deno.writeFile(file, program, { append: true });
  await Deno.writeFile(file, runtime, { append: true });
  await Deno.rename(file, output);
}

/** Packs a `deno` binary. Takes seconds. */
export async function packRuntime(path: string): Promise<Archive> {
  const [folder, name] = [path.slice(0, path.lastIndexOf("/")), path.split("/").at(-1) ?? ""];
  return await archive(["--transform=s,.*,deno,", "-C", folder, name]);
}

async function archive(members: readonly string[]): Promise<Archive> {
  const { success, stdout, stderr } = await new Deno.Command("tar", {
    args: [
      "--create",
      "--format=ustar",
      "--mtime=@0",
      "--owner=0",
      "--group=0",
      "--numeric-owner",
      "--mode=u+rw,go-rwx",
      "--use-compress-program=gzip -n",
      ...members,
    ],
  }).output();
  if (!success) throw new Error(`Cannot pack an executable: ${new TextDecoder().decode(stderr)}`);
  return stdout;
}

async function renderLauncher(
  parts: Parts,
  archives: { readonly program: Archive; readonly runtime: Archive },
): Promise<Uint8Array<ArrayBuffer>> {
  const template = await Deno.readTextFile(new URL("launcher.sh", import.meta.url));
  const start = LAUNCHER_LENGTH + 1;
  const values: Readonly<Record<string, string>> = {
    name: parts.name,
    main: parts.main,
    flags: parts.flags.map(quote).join(" "),
    globs: globs(await depthOf(parts.program)),
    program: `program-${await hash(archives.program)}`,
    program_start: String(start),
    program_length: String(archives.program.length),
    runtime: `runtime-${await hash(archives.runtime)}`,
    runtime_start: String(start + archives.program.length),
    runtime_length: String(archives.runtime.length),
  };
  const text = template.replaceAll(/@(\w+)@/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`Cannot render the launcher: what is @${key}@`);
    return value;
  });
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LAUNCHER_LENGTH) {
    throw new Error(`Cannot render the launcher: ${bytes.length} bytes do not fit`);
  }
  const launcher = new Uint8Array(LAUNCHER_LENGTH).fill(0x0a);
  launcher.set(bytes);
  return launcher;
}

/** @returns Patterns of sh for all that is at most `depth` levels below `$2`. */
function globs(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `"$2"${"/*".repeat(level + 1)}`).join(" ");
}

/** @returns How many levels of names are below a folder. */
async function depthOf(folder: string): Promise<number> {
  let depth = 0;
  for await (const entry of Deno.readDir(folder)) {
    const below = entry.isDirectory ? await depthOf(`${folder}/${entry.name}`) : 0;
    depth = Math.max(depth, 1 + below);
  }
  return depth;
}

async function hash(bytes: Archive): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(digest).toHex().slice(0, 32);
}

/** @returns `word` for a POSIX shell. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
