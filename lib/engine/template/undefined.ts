import type { Value } from "../../base/value.ts";
import { UndefinedError } from "./errors.ts";
import type { RenderContext } from "./context.ts";
import { type Arguments, TemplateObject } from "./object.ts";

/**
 * A value that is not there. Asking it for attributes and items gives itself, so
 * `a.b.c | default('x')` works; any other use throws with the reason of the first failure.
 */
export class Undefined extends TemplateObject {
  readonly typeName = "AnsibleUndefined";
  /**
   * @param reason What to say when it is used, such as `'x' is undefined`.
   * @param variable The name of the variable or attribute, if it has one.
   */
  constructor(readonly reason: string, readonly variable?: string) {
    super();
  }

  /** @throws {UndefinedError} Always. */
  fail(): never {
    throw new UndefinedError(this.reason);
  }

  override get text(): string {
    return this.fail();
  }
  override repr(): string {
    const name = this.variable === undefined ? "None" : `'${this.variable}'`;
    return `AnsibleUndefined(hint=None, obj=missing, name=${name})`;
  }
  override attribute(): Value {
    return this;
  }
  override item(): Value {
    return this;
  }
  override iterate(): readonly Value[] {
    return this.fail();
  }
  override length(): number {
    return this.fail();
  }
  override contains(_key: Value): boolean {
    return this.fail();
  }
  override truthy(): boolean {
    return this.fail();
  }
  override equals(_other: Value): boolean {
    return this.fail();
  }
  override compare(): never {
    return this.fail();
  }
  override arithmetic(): never {
    return this.fail();
  }
  override checkHashable(): void {
    this.fail();
  }
  override get callable(): boolean {
    return true;
  }
  override call(_context: RenderContext, _args: Arguments): never {
    return this.fail();
  }
}

/** What an inline-if without `else` gives: it prints as nothing and is an empty list. */
export class NothingUndefined extends Undefined {
  override get text(): string {
    return "";
  }
  override repr(): string {
    return "Undefined";
  }
  override attribute(): never {
    return this.fail();
  }
  override item(): never {
    return this.fail();
  }
  override iterate(): readonly Value[] {
    return [];
  }
  override length(): number {
    return 0;
  }
  override contains(): boolean {
    return false;
  }
  override truthy(): boolean {
    return false;
  }
  override equals(other: Value): boolean {
    return other instanceof NothingUndefined;
  }
  override checkHashable(): void {}
}

/** @returns The undefined variable `name`. */
export function undefinedVariable(name: string): Undefined {
  return new Undefined(`'${name}' is undefined`, name);
}
