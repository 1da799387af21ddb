import type { Value } from "../../base/value.ts";
import { nodeCrypto } from "../../base/node_crypto.ts";
import { typeError } from "./errors.ts";
import { MersenneTwister } from "./mersenne_twister.ts";
import { numeric } from "./numbers.ts";
import { pythonType } from "./python_type.ts";

/**
 * @returns The generator that Python's `random.Random(seed)` is, for a text or an int.
 * @throws {PythonError} If the seed is anything else.
 */
export function seededRandom(seed: Value): MersenneTwister {
  if (typeof seed === "string") {
    const text = new TextEncoder().encode(seed);
    const digest = nodeCrypto().createHash("sha512").update(text).digest("hex");
    const hex = Array.from(text, (byte) => byte.toString(16).padStart(2, "0")).join("") + digest;
    return new MersenneTwister(words(BigInt(`0x${hex}`)));
  }
  const number = numeric(seed);
  if (number?.kind !== "int") {
    throw typeError(
      `The seed of a random choice must be a text or an int, not ${pythonType(seed)}`,
    );
  }
  return new MersenneTwister(words(number.value < 0n ? -number.value : number.value));
}

function words(value: bigint): number[] {
  const result: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) result.push(Number(rest & 0xffff_ffffn));
  return result.length === 0 ? [0] : result;
}
