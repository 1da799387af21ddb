import { FilterError } from "../errors.ts";
import { pythonType } from "../python_type.ts";
import type { LookupPlugin } from "./lookup.ts";

/** `config`: the values of Ansible's settings by their names. */
export const config: LookupPlugin = ({ terms, options }, { setting, warn }) => {
  const missing = options.get("on_missing") ?? "error";
  if (typeof missing !== "string" || !["error", "warn", "skip"].includes(missing)) {
    throw new FilterError(
      `"on_missing" must be a string and one of "error", "warn" or "skip", not ${missing}`,
    );
  }
  if (options.has("plugin_type") || options.has("plugin_name")) {
    throw new FilterError(
      "Cannot look up settings of plugins: lookup config knows the settings of the engine alone",
    );
  }
  return terms.flatMap((term) => {
    if (typeof term !== "string") {
      throw new FilterError(
        `Invalid setting identifier, "${term}" is not a string, its a <class '${
          pythonType(term)
        }'>`,
      );
    }
    const value = setting(term);
    if (value !== undefined) return [value];
    if (missing === "error") throw new FilterError(`Unable to find setting ${term}`);
    if (missing === "warn") warn(`Skipping, did not find setting ${term}`);
    return [];
  });
};
