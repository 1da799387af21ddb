import assert from "node:assert/strict";
import { float, int, Unsafe, type Value, Vaulted } from "../base/value.ts";
import { dumpYaml, type YamlDumpOptions } from "./yaml_dump.ts";

/** As `dump_values.json` writes values: `same` is the N-th list or dict so far. */
type Written =
  | null
  | boolean
  | number
  | string
  | readonly Written[]
  | { readonly same: number }
  | { readonly int: string }
  | { readonly float: string }
  | { readonly unsafe: string }
  | { readonly vault: string }
  | { readonly dict: readonly (readonly [Written, Written])[] };

/** The layouts of `LAYOUTS` in testdata/source/generate.py. */
const LAYOUTS: readonly YamlDumpOptions[] = [
  { allowUnicode: true },
  { flow: "leaves" },
  { allowUnicode: true, indent: 4 },
  { flow: "everywhere", width: 40 },
  { sortKeys: false, width: 1000 },
];

const cases: readonly { readonly value: Written; readonly texts: readonly string[] }[] = JSON.parse(
  Deno.readTextFileSync(
    new URL("../../testdata/source/dump_expected.json", import.meta.url),
  ),
);

for (const { value, texts } of cases) {
  Deno.test(`dumpYaml() agrees with yaml.dump on ${JSON.stringify(value).slice(0, 100)}`, () => {
    texts.forEach((text, index) => {
      assert.equal(dumpYaml(decode(value), LAYOUTS[index]), text);
    });
  });
}

function decode(written: Written): Value {
  const made: Value[] = [];
  const build = (item: Written): Value => {
    if (item === null || typeof item !== "object") return item;
    if (isList(item)) {
      const list: Value[] = [];
      made.push(list);
      for (const child of item) list.push(build(child));
      return list;
    }
    if ("same" in item) return made[item.same] ?? null;
    if ("int" in item) return int(BigInt(item.int));
    if ("float" in item) return float(Number(item.float.replace("inf", "Infinity")));
    if ("unsafe" in item) return new Unsafe(item.unsafe);
    if ("vault" in item) return new Vaulted(item.vault);
    const dict = new Map<Value, Value>();
    made.push(dict);
    for (const [key, child] of item.dict) dict.set(build(key), build(child));
    return dict;
  };
  return build(written);
}

function isList(value: Written): value is readonly Written[] {
  return Array.isArray(value);
}
