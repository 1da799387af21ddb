import { ModuleFailure, type ModuleResult, type Target } from "../../../lib/plugin/sdk.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { aptCommand, ENGLISH, quoted, runApt, wordIf } from "./apt_command.ts";
import { finished, trailing } from "./apt_install.ts";
import type { AptOptions } from "./apt_options.ts";
import { takeInventory } from "./apt_status.ts";
import { compareDebianVersions } from "./debian_version.ts";

/** Installs package files that are on the target, with what they depend on. */
export async function installDebs(
  target: Target,
  options: AptOptions,
  deb: string,
): Promise<ModuleResult> {
  if (options.state !== "present") {
    throw new ModuleFailure("deb only supports state=present");
  }
  if (deb.includes("://")) return await installFromUrl(target, options, deb);
  const files = (await expandPath(target, deb)).split(",");
  const described = await target.probe(...files.map((file) => ({
    argv: ["dpkg-deb", "-f", file, "Package", "Version", "Architecture"],
    env: ENGLISH,
  })));
  const packages = described.map(({ exitCode, stdout, stderr }) => {
    if (exitCode !== 0) throw unreadable(stderr);
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(stdout)?.[1] ?? "";
    return {
      name: `${field("Package")}:${field("Architecture")}`,
      version: field("Version"),
    };
  });
  const { packages: installed } = await takeInventory(
    target,
    packages.map(({ name }) => name),
  );
  const wanted = files.filter((_, i) => {
    const { name = "", version = "" } = packages[i] ?? {};
    const own = installed.get(name);
    if (!own?.isInstalled) return true;
    const order = compareDebianVersions(own.version, version);
    if (order > 0 && !options.force && !options.allowDowngrade) {
      throw new ModuleFailure("A later version is already installed");
    }
    return order !== 0;
  });
  if (wanted.length === 0) return { result: { stdout: "", stderr: "" } };
  return await install(target, options, wanted);
}

function unreadable(stderr: string): ModuleFailure {
  const missing = /archive '(.*)': No such file or directory/.exec(stderr)?.[1];
  const reason = missing === undefined
    ? stderr.trim()
    : `E:Could not open file ${missing} - open (2: No such file or directory)`;
  return new ModuleFailure(`Unable to install package: ${reason}`);
}

/** apt-get takes a name with a slash for a file. */
async function install(
  target: Target,
  options: AptOptions,
  files: readonly string[],
): Promise<ModuleResult> {
  const command = aptCommand(options, [
    wordIf(options.force, "--force-yes"),
    wordIf(options.failOnAutoremove, "--no-remove"),
    wordIf(options.checkMode, "--simulate"),
    "install",
    quoted(files.map((file) => file.startsWith("/") ? file : `./${file}`)),
    ...trailing(options),
  ]);
  const [outcome] = await runApt(target, command, { options });
  return {
    changed: true,
    ...finished(outcome, { text: command.text, options }),
  };
}

async function installFromUrl(
  target: Target,
  options: AptOptions,
  url: string,
): Promise<ModuleResult> {
  // What a file that is not there would change cannot be known: it would be fetched and installed.
  if (options.checkMode) return { changed: true };
  const [fetched] = await target.apply({ script: FETCH, argv: [url] });
  if (fetched?.exitCode !== 0) {
    throw new ModuleFailure(
      `Failure downloading ${url}, ${fetched?.stderr.trim()}`,
    );
  }
  const file = fetched.stdout.trim();
  try {
    return await installDebs(target, options, file);
  } finally {
    await target.apply({
      argv: ["rm", "-rf", "--", file.slice(0, file.lastIndexOf("/"))],
    });
  }
}

const FETCH = `
folder=$(mktemp -d) && chmod 755 "$folder" || exit
file=$folder/package.deb
if command -v curl >/dev/null; then curl -fsSL -o "$file" -- "$1"
elif command -v wget >/dev/null; then wget -q -O "$file" -- "$1"
else echo "neither curl nor wget is there" >&2; false
fi
code=$?
if [ $code != 0 ]; then rm -rf -- "$folder"; exit $code; fi
echo "$file"
`;
