import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** Generates a locale or gives one up. Behaves as community.general.locale_gen. */
export async function localeGen(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const name = str(call.args, "name");
  const isWanted = str(call.args, "state") === "present";
  const { isUbuntu, list, installed } = await read(target);
  if (!list.split("\n").some((line) => isEntry(line, name, isUbuntu))) {
    throw new ModuleFailure("The locale you've entered is not available on your system.");
  }
  const isThere = installed.split("\n").some((line) => normal(line) === normal(name));
  const changed = isThere !== isWanted;
  if (call.checkMode) return { changed };
  if (changed) await (isUbuntu ? applyUbuntu : applyCommon)(target, { name, isWanted, list });
  return { changed, result: { name, msg: "OK" } };
}

const LIST = "/etc/locale.gen";
const SUPPORTED = "/usr/share/i18n/SUPPORTED";
/** Ubuntu's own list of locales. */
const UBUNTU_FOLDER = "/var/lib/locales/supported.d";

async function read(target: Target) {
  const [ubuntu, exists, common, supported, locales] = await target.probe(
    { argv: ["test", "-e", `${UBUNTU_FOLDER}/`] },
    { argv: ["test", "-e", LIST] },
    { argv: ["cat", LIST] },
    { argv: ["cat", SUPPORTED] },
    { argv: ["locale", "-a"] },
  );
  const isUbuntu = ubuntu?.exitCode === 0;
  if (!isUbuntu && exists?.exitCode !== 0) {
    throw new ModuleFailure(
      `${LIST} and ${UBUNTU_FOLDER}/local are missing. Is the package "locales" installed?`,
    );
  }
  const list = isUbuntu ? supported : common;
  if (list?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot read ${isUbuntu ? SUPPORTED : LIST}: ${list?.stderr.trim()}`);
  }
  return { isUbuntu, list: list.stdout, installed: locales?.stdout ?? "" };
}

function isEntry(line: string, name: string, isUbuntu: boolean): boolean {
  const pattern = isUbuntu ? /^(\S+_\S+) \S+\s*$/ : /^#?\s*(\S+_\S+) \S+\s*$/;
  return pattern.exec(line)?.[1] === name;
}

/** `locale -a` writes encodings in a short form. */
function normal(name: string): string {
  return name.replace(ENCODING, (short) => ENCODINGS.get(short) ?? short);
}

const ENCODINGS: ReadonlyMap<string, string> = new Map([
  [".utf8", ".UTF-8"],
  [".eucjp", ".EUC-JP"],
  [".iso885915", ".ISO-8859-15"],
  [".cp1251", ".CP1251"],
  [".koi8r", ".KOI8-R"],
  [".armscii8", ".ARMSCII-8"],
  [".euckr", ".EUC-KR"],
  [".gbk", ".GBK"],
  [".gb18030", ".GB18030"],
  [".euctw", ".EUC-TW"],
]);
const ENCODING = /\.(utf8|eucjp|iso885915|cp1251|koi8r|armscii8|euckr|gbk|gb18030|euctw)/;

interface LocaleChange {
  readonly name: string;
  readonly isWanted: boolean;
  readonly list: string;
}

async function applyCommon(
  target: Target,
  { name, isWanted, list }: LocaleChange,
): Promise<void> {
  const content = list.split("\n").map((line) => {
    if (!isEntry(line, name, false)) return line;
    const charset = line.trim().split(/\s+/).at(-1);
    return `${isWanted ? "" : "# "}${name} ${charset}`;
  }).join("\n");
  await target.put({ path: LIST, content, isInPlace: true });
  await generate(target, []);
}

async function applyUbuntu(target: Target, { name, isWanted }: LocaleChange): Promise<void> {
  if (isWanted) return await generate(target, [name]);
  const path = `${UBUNTU_FOLDER}/local`;
  const [local] = await target.probe({ argv: ["cat", path] });
  const lines = (local?.stdout ?? "").split("\n").filter((line) => line.split(" ")[0] !== name);
  await target.put({ path, content: lines.join("\n"), isInPlace: true });
  await generate(target, ["--purge"]);
}

async function generate(target: Target, args: readonly string[]): Promise<void> {
  const [outcome] = await target.apply({ argv: ["locale-gen", ...args] });
  if (outcome?.exitCode === 0) return;
  const code = outcome?.exitCode ?? -1;
  throw new ModuleFailure(
    `[Errno ${code}] locale.gen failed to execute, it returned ${code}`,
    { result: { exitValue: code } },
  );
}
