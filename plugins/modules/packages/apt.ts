import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { updateAptCache } from "./apt_cache.ts";
import { APT_ENVIRONMENT } from "./apt_command.ts";
import { installDebs } from "./apt_deb.ts";
import { installPackages } from "./apt_install.ts";
import { type AptOptions, readAptOptions } from "./apt_options.ts";
import { cleanUp, removePackages } from "./apt_remove.ts";
import { upgradeAll } from "./apt_upgrade.ts";

/** Manages packages of Debian and its descendants. Behaves as Ansible 2.14's apt. */
export async function apt(
  call: ModuleCall,
  target: Target,
): Promise<ModuleResult> {
  const options = readAptOptions(call);
  const { packages, deb, upgrade, isAll } = options;
  const hasWork = packages.length > 0 || isAll || deb !== undefined ||
    upgrade !== undefined;
  if (options.clean) {
    const cleaned = await clean(target, options);
    if (!hasWork) return cleaned;
  }
  const cache = await updateAptCache(call, target, options);
  if (cache !== undefined && !hasWork) {
    const { isUpdated, time } = cache;
    return {
      changed: isUpdated,
      result: { cache_updated: isUpdated, cache_update_time: time },
    };
  }
  if (upgrade !== undefined) return await upgradeAll(target, options, upgrade);
  if (deb !== undefined) return await installDebs(target, options, deb);
  if (isAll && options.state === "latest") {
    if (packages.length > 0) {
      throw new ModuleFailure(
        "unable to install additional packages when upgrading all installed packages",
      );
    }
    return await upgradeAll(target, options, "yes");
  }
  const doubtful = packages.find((name) => name.split("=").length > 2);
  if (doubtful !== undefined) {
    throw new ModuleFailure(`invalid package spec: ${doubtful}`);
  }
  if (packages.length === 0) {
    if (options.autoclean) return await cleanUp(target, options, "autoclean");
    if (options.autoremove) return await cleanUp(target, options, "autoremove");
  }
  if (options.state === "absent") return await removePackages(target, options);
  return await installPackages(target, options, cache);
}

async function clean(
  target: Target,
  { checkMode }: AptOptions,
): Promise<ModuleResult> {
  if (checkMode) {
    return { changed: true, result: { msg: "", stdout: "", stderr: "" } };
  }
  const [outcome] = await target.apply({
    argv: ["apt-get", "clean"],
    env: APT_ENVIRONMENT,
  });
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  if (exitCode !== 0 || stderr !== "") {
    throw new ModuleFailure(
      `apt-get clean failed${stderr === "" ? "" : `: ${stderr}`}`,
      {
        result: { stdout, rc: exitCode },
      },
    );
  }
  return { changed: true, result: { msg: stdout, stdout, stderr } };
}
