import type { Value } from "../../../base/value.ts";
import { parseKeyValue } from "../../../source/key_value.ts";
import { FilterError } from "../errors.ts";
import { passwordHash } from "../password_hash.ts";
import { seededRandom } from "../seeded_random.ts";
import type { LookupContext, LookupPlugin } from "./lookup.ts";
import { asTexts } from "./option.ts";

/**
 * `password`: passwords that are made up once and kept in files of the controller, also in check
 * mode: `secrets/db length=30 chars=ascii_letters,digits`.
 */
export const password: LookupPlugin = ({ terms, options, scope }, context) =>
  terms.map((term) => {
    const { path, settings } = readTerm(String(term), options);
    const folder = scope.get("playbook_dir");
    const absolute = path.startsWith("/") || folder === undefined ? path : `${folder}/${path}`;
    return settle(absolute, settings, context);
  });

interface PasswordSettings {
  readonly length: number;
  readonly encrypt: string | undefined;
  readonly ident: string | undefined;
  readonly seed: string | undefined;
  readonly characters: string;
}

const PARAMETERS = ["length", "encrypt", "chars", "ident", "seed"];

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const WHITE_SPACE = " \t\n\r\v\f";

/** Names of sets of characters, as Python's module `string` has them. */
const CHARACTER_SETS: ReadonlyMap<string, string> = new Map([
  ["ascii_letters", LOWER + LOWER.toUpperCase()],
  ["ascii_lowercase", LOWER],
  ["ascii_uppercase", LOWER.toUpperCase()],
  ["digits", DIGITS],
  ["hexdigits", `${DIGITS}abcdefABCDEF`],
  ["octdigits", "01234567"],
  ["printable", DIGITS + LOWER + LOWER.toUpperCase() + PUNCTUATION + WHITE_SPACE],
  ["punctuation", PUNCTUATION],
  ["whitespace", WHITE_SPACE],
]);

function readTerm(
  term: string,
  options: ReadonlyMap<string, Value>,
): { readonly path: string; readonly settings: PasswordSettings } {
  const space = term.indexOf(" ");
  const head = space < 0 ? term : term.slice(0, space);
  const written = parseKeyValue(space < 0 ? "" : term.slice(space + 1), "options");
  const path = written.freeForm === undefined ? head : `${head} ${written.freeForm}`;
  if (!term.startsWith(path)) {
    throw new FilterError("Unrecognized value after key=value parameters given to password lookup");
  }
  const unknown = [...written.options.keys()].filter((name) => !PARAMETERS.includes(name));
  if (unknown.length > 0) {
    throw new FilterError(
      `Unrecognized parameter(s) given to password lookup: ${unknown.join(", ")}`,
    );
  }
  const option = (name: string) => written.options.get(name) ?? options.get(name) ?? undefined;
  const text = (name: string) => option(name) === undefined ? undefined : String(option(name));
  const length = Number(text("length") ?? "20");
  if (!Number.isInteger(length)) {
    throw new FilterError(`invalid literal for int() with base 10: '${text("length")}'`);
  }
  return {
    path,
    settings: {
      length,
      encrypt: text("encrypt") || undefined,
      ident: text("ident") || undefined,
      seed: text("seed"),
      characters: characters(option("chars")),
    },
  };
}

/** Two commas beside each other stand for one that is meant. */
function characters(value: Value | undefined): string {
  const specs = typeof value === "string"
    ? [
      ...(value.includes(",,") ? [","] : []),
      ...value.replaceAll(",,", ",").split(",").filter((spec) => spec !== ""),
    ]
    : value === undefined
    ? ["ascii_letters", "digits", ".,:-_"]
    : asTexts(value);
  return specs.map((spec) => CHARACTER_SETS.get(spec) ?? spec).join("").replace(/["']/g, "");
}

const NOWHERE = "/dev/null";

function settle(path: string, settings: PasswordSettings, context: LookupContext): string {
  const content = path === NOWHERE ? undefined : context.files.readText(path)?.trimEnd();
  const known = content === undefined ? undefined : parseContent(content);
  const plain = known?.password ?? generated(settings, context);
  const { encrypt } = settings;
  if (encrypt === undefined) {
    if (known === undefined) keep(path, plain, context);
    return plain;
  }
  const salt = known?.salt ?? randomText(SALT, SALT_SIZES.get(encrypt) ?? 8, context.below);
  const ident = settings.ident ?? (encrypt === "bcrypt" ? "2b" : undefined);
  const text = `${plain} salt=${salt}${ident === undefined ? "" : ` ident=${ident}`}`;
  const isKept = known?.salt !== undefined && (settings.ident !== undefined || text === content);
  if (!isKept) keep(path, text, context);
  return passwordHash(
    { password: plain, type: encrypt, salt, size: undefined, rounds: undefined, ident },
    context.below,
  );
}

const SALT = `${LOWER}${LOWER.toUpperCase()}${DIGITS}./`;
const SALT_SIZES = new Map([
  ["md5_crypt", 8],
  ["bcrypt", 22],
  ["sha256_crypt", 16],
  ["sha512_crypt", 16],
]);

function parseContent(
  content: string,
): { readonly password: string; readonly salt: string | undefined } {
  const at = content.lastIndexOf(" salt=");
  if (at < 0) return { password: content, salt: undefined };
  const rest = content.slice(at + " salt=".length);
  const ident = rest.lastIndexOf(" ident=");
  const salt = ident < 0 ? rest : rest.slice(0, ident);
  return { password: content.slice(0, at), salt: salt === "" ? undefined : salt };
}

function generated({ length, seed, characters }: PasswordSettings, context: LookupContext): string {
  if (characters === "") throw new FilterError("Cannot choose from an empty sequence");
  if (seed === undefined) return randomText(characters, length, context.below);
  const random = seededRandom(seed);
  return randomText(characters, length, (limit) => random.below(limit));
}

function randomText(from: string, length: number, below: (limit: number) => number): string {
  const letters = [...from];
  return Array.from({ length }, () => letters[below(letters.length)] ?? "").join("");
}

function keep(path: string, text: string, { writeSecret }: LookupContext): void {
  if (path === NOWHERE) return;
  try {
    writeSecret(path, `${text}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FilterError(`Cannot write the password to ${path}: ${reason}`, { cause: error });
  }
}
