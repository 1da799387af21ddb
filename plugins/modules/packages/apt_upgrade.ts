import { ModuleFailure, type ModuleResult, type Target } from "../../../lib/plugin/sdk.ts";
import { aptCommand, packageDiff, runApt, wordIf } from "./apt_command.ts";
import { NOTHING_DONE } from "./apt_install.ts";
import type { AptOptions } from "./apt_options.ts";

/**
 * Upgrades all that is installed, with apt-get also where aptitude is there.
 *
 * @param mode `yes` and `safe` install new packages but remove none, `full` and `dist` do both.
 */
export async function upgradeAll(
  target: Target,
  options: AptOptions,
  mode: string,
): Promise<ModuleResult> {
  const isFull = mode === "full" || mode === "dist";
  const verb = isFull ? "dist-upgrade" : "upgrade --with-new-pkgs";
  const autoremove = wordIf(options.autoremove, "--auto-remove");
  const { defaultRelease: release } = options;
  const command = aptCommand(options, [
    wordIf(options.force, "--force-yes"),
    wordIf(options.failOnAutoremove, "--no-remove"),
    wordIf(options.allowUnauthenticated, "--allow-unauthenticated"),
    wordIf(options.allowDowngrade, "--allow-downgrades"),
    wordIf(options.checkMode, "--simulate"),
    verb,
    autoremove,
    ...(release === undefined ? [] : [{ argv: ["-t", release], text: `-t '${release}'` }]),
  ]);
  const [outcome] = await runApt(target, command, { options });
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  if (exitCode !== 0) {
    throw new ModuleFailure(
      `'/usr/bin/apt-get ${verb} ${autoremove}' failed: ${stderr}`,
      {
        result: { stdout, rc: exitCode },
      },
    );
  }
  const changed = !stdout.includes(NOTHING_DONE);
  return {
    changed,
    result: { msg: stdout, stdout, stderr },
    ...(changed && options.diff ? { diff: [{ prepared: packageDiff(stdout) }] } : {}),
  };
}
