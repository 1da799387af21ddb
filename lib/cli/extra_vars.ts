import type { Files } from "../base/files.ts";
import { absolutePath } from "../base/posix_path.ts";
import { isDict, type Value } from "../base/value.ts";
import { parseKeyValue } from "../source/key_value.ts";
import { parseYamlValue } from "../source/yaml.ts";
import { CommandError } from "./command_error.ts";
import { EXIT } from "./exit_code.ts";

/** What reading `-e` touches. */
export interface ExtraVarsPorts {
  readonly files: Files;
  readonly workingFolder: string;
  /** @returns The text of a vault file decrypted; other text as it is. */
  readonly decryptVars: (text: string, path: string) => string;
}

/**
 * Reads what was given to `-e`, in that order; later ones win. Each is a file (`@vars.yml`), a
 * mapping in YAML or JSON (`{a: 1}`), or `key=value` words, whose values are texts.
 *
 * @throws {CommandError} If there is no such file, or it is not a mapping.
 * @throws {DiagnosticError} If one is neither YAML nor JSON.
 */
export function readExtraVars(
  given: readonly string[],
  ports: ExtraVarsPorts,
): ReadonlyMap<string, Value> {
  const result = new Map<string, Value>();
  for (const text of given) {
    for (const [key, value] of entriesOf(text, ports)) result.set(String(key), value);
  }
  return result;
}

function entriesOf(text: string, ports: ExtraVarsPorts): Iterable<readonly [Value, Value]> {
  if (text.startsWith("@")) return mappingOf(fileText(text.slice(1), ports), text);
  if (/^[[{]/.test(text)) return mappingOf({ text, file: "-e" }, text);
  if (/^[./]/.test(text)) {
    throw new CommandError(`Please prepend extra_vars filename '${text}' with '@'`, {
      exitCode: EXIT.options,
    });
  }
  try {
    return parseKeyValue(text, "options").options;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new CommandError(`Cannot read extra variables '${text}': ${cause.message}`, { cause });
  }
}

function fileText(path: string, ports: ExtraVarsPorts) {
  const file = absolutePath(path, ports.workingFolder);
  const text = ports.files.readText(file);
  if (text === undefined) {
    throw new CommandError(`Could not find or access '${file}' on the Ansible Controller`, {
      hint: `-e @${path} names a file, relative to the working folder`,
    });
  }
  return { text: ports.decryptVars(text, file), file: path };
}

function mappingOf(source: { readonly text: string; readonly file: string }, given: string) {
  const value = parseYamlValue(source.text, { file: source.file });
  if (value === null) return [];
  if (isDict(value)) return value;
  throw new CommandError(
    `Invalid extra vars data supplied. '${given}' could not be made into a dictionary`,
    { exitCode: EXIT.options },
  );
}
