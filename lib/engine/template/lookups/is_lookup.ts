import type { Environment } from "../environment.ts";
import { findLookup } from "./registry.ts";

/** @returns Whether there is a lookup of this name, of ours or in Python. */
export function isLookup(name: string, { options: { foreign } }: Environment): boolean {
  return (findLookup(name) ?? foreign?.overridingLookup(name) ?? foreign?.lookup(name)) !==
    undefined;
}
