import type { LookupPlugin } from "./lookup.ts";
import { config } from "./config.ts";
import { file, fileglob, firstFound, template, unvault } from "./file_lookups.ts";
import {
  cartesian,
  dictLookup,
  flattened,
  indexedItems,
  items,
  list,
  nested,
  randomChoice,
  sequence,
  subelements,
  together,
} from "./list_lookups.ts";
import { password } from "./password.ts";
import { csvfile, ini } from "./table_lookups.ts";
import { url } from "./url.ts";
import { env, inventoryHostnames, lines, pipe, varnames, vars } from "./variable_lookups.ts";

/** All lookups, by the name that `lookup()` and `with_<name>` use. */
export const LOOKUPS: Readonly<Record<string, LookupPlugin>> = {
  cartesian,
  config,
  csvfile,
  dict: dictLookup,
  env,
  file,
  fileglob,
  first_found: firstFound,
  flattened,
  indexed_items: indexedItems,
  ini,
  inventory_hostnames: inventoryHostnames,
  items,
  lines,
  list,
  nested,
  password,
  pipe,
  random_choice: randomChoice,
  sequence,
  subelements,
  template,
  together,
  unvault,
  url,
  varnames,
  vars,
};

/** @returns The lookup `name`, also by its full name `ansible.builtin.name`. */
export function findLookup(name: string): LookupPlugin | undefined {
  const short = name.replace(/^(?:ansible\.builtin|ansible\.legacy|community\.general)\./, "");
  return Object.hasOwn(LOOKUPS, short) ? LOOKUPS[short] : undefined;
}
