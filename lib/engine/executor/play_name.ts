import type { LoadedPlay } from "../playbook/model.ts";
import { toText } from "../template/text.ts";
import type { LayeredScope } from "./scope.ts";

/** @returns What a play is called: as it was written if its template fails. */
export function playName({ name, hosts }: LoadedPlay, scope: LayeredScope): string {
  const written = name ?? hosts;
  try {
    return toText(scope.evaluate(written));
  } catch {
    return written;
  }
}
