import type { Value } from "../../base/value.ts";
import type { Activation } from "./activation.ts";
import type { Expression } from "./ast.ts";
import { compileName } from "./compile_expression.ts";
import { PythonError, TemplateError, typeError } from "./errors.ts";
import { tryIterate } from "./iterate.ts";
import type { LexicalScope } from "./lexical_scope.ts";
import { Namespace } from "./namespace.ts";
import { pythonType } from "./python_type.ts";
import { Undefined } from "./undefined.ts";

/** Puts a value into an assignment target. */
export type Store = (activation: Activation, value: Value) => void;

/** @returns The closure that assigns to `target`, whose names are declared in `scope`. */
export function compileStore(scope: LexicalScope, target: Expression): Store {
  switch (target.kind) {
    case "name":
      return compileNameStore(scope, target.name);
    case "namespaceName": {
      const object = compileName(scope, target.name);
      const { attribute } = target;
      return (a, value) => {
        const namespace = object(a);
        if (!(namespace instanceof Namespace)) {
          throw new TemplateError("cannot assign attribute on non-namespace object");
        }
        namespace.set(attribute, value);
      };
    }
    case "tuple": {
      const stores = target.items.map((item) => compileStore(scope, item));
      return (a, value) => {
        const items = unpack(value, stores.length);
        for (let i = 0; i < stores.length; i++) stores[i]?.(a, items[i] ?? null);
      };
    }
    default:
      throw new Error(`Cannot assign to a ${target.kind}: the parser lets none through`);
  }
}

function compileNameStore(scope: LexicalScope, name: string): Store {
  const slot = scope.declare(name);
  if (!scope.options.toplevel) {
    return (a, value) => {
      a.slots[slot] = value;
    };
  }
  const exported = !name.startsWith("_");
  return (a, value) => {
    a.slots[slot] = value;
    a.context.vars.set(name, value);
    if (exported) a.context.exported.add(name);
  };
}

function unpack(value: Value, count: number): readonly Value[] {
  if (value instanceof Undefined) value.fail();
  const items = tryIterate(value);
  if (items === undefined) {
    throw typeError(`cannot unpack non-iterable ${pythonType(value)} object`);
  }
  if (items.length < count) {
    throw new PythonError(
      "ValueError",
      `not enough values to unpack (expected ${count}, got ${items.length})`,
    );
  }
  if (items.length > count) {
    throw new PythonError("ValueError", `too many values to unpack (expected ${count})`);
  }
  return items;
}
