import { Tuple, type Value } from "../../base/value.ts";
import { Builtin } from "./builtin.ts";
import type { RenderContext } from "./context.ts";
import { Cycler, Joiner } from "./cycler.ts";
import { localDateTime, utcDateTime } from "./date_time.ts";
import { dictSet } from "./dict_access.ts";
import { FilterError, typeError, UnknownLookupError } from "./errors.ts";
import { pairs } from "./methods/dict_methods.ts";
import { Namespace } from "./namespace.ts";
import { type Arguments, NativeFunction } from "./object.ts";
import { plainName } from "./plain_name.ts";
import { PythonRange } from "./python_range.ts";
import { truthy } from "./python_type.ts";
import { formatTime } from "./strftime.ts";
import { toText } from "./text.ts";
import { Undefined } from "./undefined.ts";
import { wantInt, wantText } from "./want.ts";

/** The functions that every template has. */
export const GLOBALS: Readonly<Record<string, Value>> = {
  cycler: native("cycler", Builtin.variadic("", (_, rest) => new Cycler(rest.positional))),
  dict: native(
    "dict",
    Builtin.variadic("mapping?", (_, rest, mapping) => dict(mapping, rest.named)),
  ),
  joiner: native("joiner", Builtin.of("sep?", (_, sep = ", ") => new Joiner(toText(sep)))),
  lipsum: native(
    "lipsum",
    Builtin.variadic("", () => {
      throw new FilterError("Cannot generate text: lipsum() is not supported");
    }),
  ),
  lookup: native("lookup", Builtin.variadic("name", (c, rest, name) => lookup(c, name, rest))),
  namespace: native(
    "namespace",
    Builtin.variadic(
      "mapping?",
      (_, rest, mapping) => new Namespace(dict(mapping, rest.named)),
    ),
  ),
  now: native("now", Builtin.of("utc? fmt?", (c, utc = false, fmt = "") => now(c, utc, fmt))),
  q: native("query", Builtin.variadic("name", query)),
  query: native("query", Builtin.variadic("name", query)),
  range: native(
    "range",
    Builtin.of(
      "start stop? step?",
      (_, start, stop, step = 1) =>
        stop === undefined
          ? new PythonRange(0, wantInt(start), 1)
          : new PythonRange(wantInt(start), wantInt(stop), wantInt(step)),
    ),
  ),
  undef: native(
    "undef",
    Builtin.of("hint?", (_, hint = "") =>
      new Undefined(
        hint === "" || hint === null || hint instanceof Undefined
          ? "Mandatory variable has not been overridden"
          : toText(hint),
      )),
  ),
};

/** Arguments of `lookup()` that Ansible itself understands. */
const OWN_OPTIONS: ReadonlySet<string> = new Set(["wantlist", "allow_unsafe", "errors"]);

function native(name: string, builtin: Builtin): NativeFunction {
  return new NativeFunction(name, (context, args) => builtin.call({ context, name, args }));
}

function dict(mapping: Value | undefined, named: ReadonlyMap<string, Value>): Map<Value, Value> {
  const result = new Map<Value, Value>();
  if (mapping !== undefined) {
    for (const [key, value] of pairs(mapping)) dictSet(result, key, value);
  }
  for (const [key, value] of named) result.set(key, value);
  return result;
}

function query(context: RenderContext, rest: Arguments, name: Value): Value {
  const named = new Map(rest.named).set("wantlist", true);
  return lookup(context, name, { positional: rest.positional, named });
}

/** As Ansible: a list if it is asked for, else texts joined by commas, or the only item. */
function lookup(context: RenderContext, name: Value, rest: Arguments): Value {
  const run = context.environment.options.lookup;
  const plugin = wantText(name);
  if (run === undefined) {
    throw new FilterError(
      `The lookup \`${plugin}\` was found, however lookups were disabled from templating`,
    );
  }
  const wantsList = truthy(rest.named.get("wantlist") ?? false);
  const options = new Map([...rest.named].filter(([key]) => !OWN_OPTIONS.has(key)));
  let found: readonly Value[];
  try {
    const scope = context.visible(new Map());
    found = run({
      name: plugin,
      terms: termsOf(plugin, rest.positional),
      asGiven: rest.positional,
      options,
      scope,
    });
  } catch (error) {
    const errors = rest.named.get("errors") ?? "strict";
    const isLenient = errors === "warn" || errors === "ignore";
    if (!isLenient || !(error instanceof FilterError) || error instanceof UnknownLookupError) {
      throw error;
    }
    if (errors === "warn") {
      context.environment.options.warn?.(
        `Lookup failed but the error is being ignored: ${error.message}`,
      );
    }
    return wantsList ? [] : null;
  }
  if (found.length > 0 && !truthy(rest.named.get("allow_unsafe") ?? false)) {
    context.options.state.taint.unsafe = true;
  }
  if (wantsList) return [...found];
  if (found.length > 0 && found.every((item) => typeof item === "string")) return found.join(",");
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : [...found];
}

/** Of lookups that look things up, a single list of terms is the terms. */
function termsOf(plugin: string, given: readonly Value[]): readonly Value[] {
  for (const term of given) if (term instanceof Undefined) term.fail();
  const [only] = given;
  if (given.length !== 1 || OF_LISTS.has(plainName(plugin))) return given;
  return Array.isArray(only) ? only : only instanceof Tuple ? only.items : given;
}

/** Lookups that rearrange the lists that they are given. */
const OF_LISTS: ReadonlySet<string> = new Set(
  "cartesian dict flattened indexed_items items list nested random_choice subelements together"
    .split(" "),
);

function now(context: RenderContext, utc: Value, format: Value): Value {
  const { clock, timeZone = "UTC" } = context.environment.options;
  if (clock === undefined) throw typeError("now() needs a clock, and this environment has none");
  const millis = clock.wallNow();
  const time = truthy(utc) ? utcDateTime(millis) : localDateTime(millis, timeZone);
  return truthy(format) ? formatTime(wantText(format), time) : time;
}
