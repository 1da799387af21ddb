import type { Value } from "../../base/value.ts";
import { toText } from "../template/text.ts";
import { TaskError } from "./task_error.ts";

/**
 * Splits the hosts of a play into the batches that `serial` asks for: a number, a percentage of all
 * hosts (at least one), or a list of these whose last entry repeats.
 *
 * @throws {TaskError} If `serial` is none of these.
 */
export function batches(hosts: readonly string[], serial: Value): readonly (readonly string[])[] {
  const sizes = (Array.isArray(serial) ? serial : [serial]).map((size) =>
    sizeOf(size, hosts.length)
  );
  const result: (readonly string[])[] = [];
  let from = 0;
  for (let i = 0; from < hosts.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 0;
    const to = size === 0 ? hosts.length : from + size;
    result.push(hosts.slice(from, to));
    from = to;
  }
  return result;
}

/** @returns How many hosts `written` means; 0 = all of them. */
function sizeOf(written: Value, total: number): number {
  if (written === null) return 0;
  if (typeof written === "boolean") return Number(written);
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(toText(written));
  if (match === null) {
    throw new TaskError(
      `Cannot use serial: expected a number or a percentage, found ${toText(written)}`,
    );
  }
  const number = Number(match[1]);
  if (match[2] === "%") return Math.max(1, Math.floor(total * number / 100));
  return Math.max(0, Math.floor(number));
}
