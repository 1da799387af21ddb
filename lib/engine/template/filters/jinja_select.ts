import type { Value } from "../../../base/value.ts";
import { attributeGetter } from "../attribute_getter.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import type { RenderContext } from "../context.ts";
import { FilterError, TemplateError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import type { Arguments } from "../object.ts";
import { truthy } from "../python_type.ts";
import { toText } from "../text.ts";

/** Jinja2's filters that apply a filter or a test to every item. */
export const JINJA_SELECT_FILTERS: Builtins = {
  map: Builtin.variadic("value", (context, rest, value) => {
    // What is false, such as None or 0, is taken for empty.
    return truthy(value) ? iterate(value).map(mapper(context, rest)) : [];
  }),
  select: selector("items", "keep"),
  reject: selector("items", "drop"),
  selectattr: selector("attributes", "keep"),
  rejectattr: selector("attributes", "drop"),
};

function mapper(context: RenderContext, rest: Arguments): (item: Value) => Value {
  const { positional, named } = rest;
  const attribute = named.get("attribute");
  if (positional.length === 0 && attribute !== undefined) {
    for (const name of named.keys()) {
      if (name !== "attribute" && name !== "default") {
        throw new FilterError(`Unexpected keyword argument '${name}'`);
      }
    }
    return attributeGetter(attribute, named.get("default") ?? null);
  }
  const [first, ...args] = positional;
  if (first === undefined) throw new FilterError("map requires a filter argument");
  const name = toText(first);
  const filter = context.environment.filter(name);
  if (filter === undefined) throw new TemplateError(`Could not load "${name}": '${name}'`);
  const call = { context, name, args: { positional: args, named } };
  return (item) => filter.call({ ...call, first: item });
}

function selector(by: "items" | "attributes", kept: "keep" | "drop"): Builtin {
  return Builtin.variadic("value", (context, rest, value) => {
    if (!truthy(value)) return [];
    const items = iterate(value);
    const [attribute, ...others] = rest.positional;
    if (by === "attributes" && attribute === undefined) {
      throw new FilterError("Missing parameter for attribute name");
    }
    const read = by === "attributes" ? attributeGetter(attribute ?? null) : (item: Value) => item;
    const positional = by === "attributes" ? others : rest.positional;
    const test = tester(context, { positional, named: rest.named });
    return items.filter((item) => test(read(item)) === (kept === "keep"));
  });
}

function tester(context: RenderContext, rest: Arguments): (item: Value) => boolean {
  const [first, ...positional] = rest.positional;
  if (first === undefined) return truthy;
  const name = toText(first);
  const test = context.environment.test(name);
  if (test === undefined) throw new TemplateError(`Could not load "${name}": '${name}'`);
  const call = { context, name, args: { positional, named: rest.named } };
  return (item) => truthy(test.call({ ...call, first: item }));
}
