import type { Value } from "../../base/value.ts";
import { typeError, valueError } from "./errors.ts";
import { TemplateObject } from "./object.ts";

/** Python's `range` object: integers from `start` to before `stop`. */
export class PythonRange extends TemplateObject {
  readonly typeName = "range";
  constructor(readonly start: number, readonly stop: number, readonly step: number) {
    super();
    if (step === 0) throw valueError("range() arg 3 must not be zero");
  }
  override repr(): string {
    const step = this.step === 1 ? "" : `, ${this.step}`;
    return `range(${this.start}, ${this.stop}${step})`;
  }
  override length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }
  override item(key: Value): Value | undefined {
    if (typeof key !== "number") return undefined;
    const index = key < 0 ? key + this.length() : key;
    return index >= 0 && index < this.length() ? this.start + index * this.step : undefined;
  }
  override iterate(): Value[] {
    const length = this.length();
    if (length > 10_000_000) throw typeError("range() result is too large");
    return Array.from({ length }, (_, i) => this.start + i * this.step);
  }
  /** @returns The items at the indexes from `start` to before `stop`, in steps of `step`. */
  part(start: number, stop: number, step: number): PythonRange {
    const value = (index: number) => this.start + index * this.step;
    return new PythonRange(value(start), value(stop), this.step * step);
  }
  override equals(other: Value): boolean {
    return other instanceof PythonRange && other.repr() === this.repr();
  }
}
