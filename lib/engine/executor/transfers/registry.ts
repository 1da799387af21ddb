import { fetch } from "./fetch.ts";
import { synchronize } from "./synchronize.ts";
import type { Transfer } from "./transfer.ts";

/** The tasks that move files between target and controller, by module name. */
export const TRANSFERS: ReadonlyMap<string, Transfer> = new Map([
  ["fetch", fetch],
  ["synchronize", synchronize],
]);
