import type { System } from "../system.ts";

/** @returns The folder of what is kept between runs, by the XDG Base Directory Specification. */
export function stateFolder({ environment }: Pick<System, "environment">): string {
  const state = environment.variable("XDG_STATE_HOME") ||
    `${environment.homeFolder()}/.local/state`;
  return `${state}/shep`;
}
