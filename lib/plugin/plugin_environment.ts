import type { Environment } from "../system/environment.ts";
import type { Permissions } from "./permissions.ts";
import { MAGIC_NAME, MAGIC_VALUE } from "./transport/plugin_end.ts";

/** What a program needs to find its way; nothing here is a secret. */
const PASSED_ON = ["PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "DENO_DIR"];

/** @returns The whole environment of a plugin that runs as a process of its own. */
export function pluginEnvironment(
  environment: Environment,
  permissions: Permissions,
): Readonly<Record<string, string>> {
  const all = environment.variables();
  const names = permissions.env === true ? Object.keys(all) : [...PASSED_ON, ...permissions.env];
  const result: Record<string, string> = {};
  for (const name of names) {
    const value = all[name];
    if (value !== undefined) result[name] = value;
  }
  return {
    ...result,
    [MAGIC_NAME]: MAGIC_VALUE,
    DENO_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
    // Files that appear in the folder of a trusted plugin would make it another one.
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

/** @returns The flags of `deno run` for a plugin: what is granted, and the cookie of its host. */
export function withCookie(permissions: Permissions): Permissions {
  return permissions.env === true
    ? permissions
    : { ...permissions, env: [MAGIC_NAME, ...permissions.env] };
}
