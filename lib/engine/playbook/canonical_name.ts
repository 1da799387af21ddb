import { plainName } from "../template/plain_name.ts";
import { COLLECTION_MODULES } from "./collection_modules.ts";

/** @returns The module's name without its collection, where that is Ansible's or well known. */
export function canonicalName(module: string): string {
  return SHORT_NAMES.get(module) ?? plainName(module);
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map(
  [...COLLECTION_MODULES].map(([short, full]) => [full, short]),
);
