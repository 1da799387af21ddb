/** A line of APT's sources, see sources.list(5). */
interface SourceLine {
  readonly isValid: boolean;
  readonly isEnabled: boolean;
  readonly source: string;
  readonly comment: string;
}

/** Files of sources by path; immutable. */
export type SourceFiles = ReadonlyMap<string, string>;

/** A text that is no line of sources. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

/** Where sources are by default, and where their parts are. */
export const SOURCES_FOLDER = "/etc/apt/sources.list.d";

/**
 * @returns The files with `line` added to one of its own, or enabled where it is already.
 * @throws {SourceError} If `line` is none.
 */
export function withSource(
  files: SourceFiles,
  line: string,
  filename: string | undefined,
): SourceFiles {
  const { source, comment } = requireSource(line);
  let isFound = false;
  const result = mapLines(files, (one) => {
    if (!one.isValid || one.source !== source) return one;
    isFound = true;
    return { ...one, isEnabled: true };
  });
  if (isFound) return result;
  const path = fileFor(source, filename);
  const added = format({ isValid: true, isEnabled: true, source, comment });
  return new Map([...result, [path, (result.get(path) ?? "") + added]]);
}

/**
 * @returns The files without `line`; a file that has nothing left is "".
 * @throws {SourceError} If `line` is none.
 */
export function withoutSource(files: SourceFiles, line: string): SourceFiles {
  const { source } = requireSource(line);
  return mapLines(
    files,
    (one) => one.isValid && one.isEnabled && one.source === source ? undefined : one,
  );
}

/** @returns What `grep -H ''` printed, as files, in the form that they are written in. */
export function parseSourceFiles(output: string): SourceFiles {
  const files = new Map<string, string>();
  for (const line of output.split("\n")) {
    const colon = line.indexOf(":");
    const path = line.slice(0, colon);
    if (colon < 0 || /\/\.[^/]*$/.test(path)) continue;
    files.set(path, `${files.get(path) ?? ""}${line.slice(colon + 1)}\n`);
  }
  return mapLines(files, (one) => one);
}

function mapLines(
  files: SourceFiles,
  map: (line: SourceLine) => SourceLine | undefined,
): SourceFiles {
  return new Map([...files].map(([path, text]): [string, string] => {
    const lines = text.split("\n");
    if (lines.at(-1) === "") lines.pop();
    const mapped = lines.map((line) => map(parseLine(line)));
    return [
      path,
      mapped.map((line) => line === undefined ? "" : format(line)).join(""),
    ];
  }));
}

const TYPES = ["deb", "deb-src"];

function parseLine(text: string): SourceLine {
  const trimmed = text.trim();
  const isEnabled = !trimmed.startsWith("#");
  const content = isEnabled ? trimmed : trimmed.slice(1);
  const hash = content.indexOf("#");
  const source = (hash > 0 ? content.slice(0, hash) : content).trim();
  const words = source.split(/\s+/);
  const isValid = TYPES.includes(words[0] ?? "");
  return {
    isValid,
    isEnabled,
    source: isValid ? words.join(" ") : source,
    comment: hash > 0 ? content.slice(hash + 1).trim() : "",
  };
}

function requireSource(text: string): SourceLine {
  const line = parseLine(text);
  if (line.isValid && line.isEnabled) return line;
  throw new SourceError(
    `Invalid repository string: ${text.trim().replace(/^#/, "")}`,
  );
}

function format({ isEnabled, source, comment }: SourceLine): string {
  return `${isEnabled ? "" : "# "}${source}${comment === "" ? "" : ` # ${comment}`}\n`;
}

/** A name made of the address, without options, scheme, user and password. */
function fileFor(source: string, filename: string | undefined): string {
  if (filename !== undefined) {
    return filename.includes("/") ? `${filename}.list` : `${SOURCES_FOLDER}/${filename}.list`;
  }
  const words = source.replace(/\[[^\]]+\]/g, "").replace(/\w+:\/\//g, "")
    .split(/\s+/)
    .filter((word) => word !== "" && !TYPES.includes(word));
  const [address = ""] = words;
  const name = address.slice(address.indexOf("@") + 1).split(/[^a-zA-Z0-9]+/)
    .filter((part) => part !== "").join("_");
  return `${SOURCES_FOLDER}/${name}.list`;
}
