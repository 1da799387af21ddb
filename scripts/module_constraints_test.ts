import { deepEqual, notDeepEqual } from "node:assert/strict";
import type { ArgumentSpec, ModuleSpec } from "../lib/engine/playbook/argument_spec.ts";
import { parseModuleSpec } from "../lib/engine/playbook/parse_module_spec.ts";
import { ACTION_SPECS } from "../lib/engine/executor/actions/specs.ts";
import { REGISTRY } from "../plugins/registry.ts";
import { PROJECT_ROOT } from "./project_root.ts";

/** What scripts/gen_module_constraints.py wrote of a module, or of one option. */
interface Constraints {
  readonly mutually_exclusive?: Groups;
  readonly required_together?: Groups;
  readonly required_one_of?: Groups;
  readonly required_if?: readonly (readonly [string, unknown, readonly string[], boolean?])[];
  readonly required_by?: Readonly<Record<string, string | readonly string[]>>;
  readonly options?: Readonly<Record<string, Constraints>>;
}

/** Groups of options, or just one. */
type Groups = readonly (readonly string[])[] | readonly string[];

const REFERENCE: Readonly<Record<string, Constraints>> = JSON.parse(
  Deno.readTextFileSync(`${PROJECT_ROOT}/testdata/modules/constraints.json`),
);

/** Kinds of constraints that differ, by module, each with the reason. */
const MEANT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dnf: { mutually_exclusive: "the option best was added after the reference" },
  service: {
    required_one_of: "goes on to the module of the manager, which needs other options",
  },
  unarchive: { mutually_exclusive: "what runs on the controller adds to it" },
};

const entries: readonly { readonly specs: Readonly<Record<string, unknown>> }[] = REGISTRY;
const specs: readonly ModuleSpec[] = [
  ...ACTION_SPECS,
  ...entries.flatMap((entry) => Object.values(entry.specs)),
].map(parseModuleSpec);

for (const { module, arguments: ours } of specs) {
  const reference = REFERENCE[module];
  if (reference === undefined) continue;
  Deno.test(`what must hold between the options of ${module} is the reference's`, () => {
    const meant = Object.keys(MEANT[module] ?? {});
    const own = byKind(oursAsLines(ours, ""));
    const theirs = byKind(theirsAsLines(reference, ""));
    for (const kind of new Set([...Object.keys(own), ...Object.keys(theirs), ...meant])) {
      const compared = [own[kind]?.toSorted(), theirs[kind]?.toSorted()] as const;
      if (meant.includes(kind)) notDeepEqual(...compared);
      else deepEqual(...compared);
    }
  });
}

function byKind(lines: readonly string[]): Readonly<Record<string, readonly string[] | undefined>> {
  return Object.groupBy(lines, (line) => line.slice(0, line.indexOf(":")));
}

function oursAsLines(spec: ArgumentSpec, path: string): readonly string[] {
  return [
    ...spec.mutuallyExclusive.map((names) => line(path, "mutually_exclusive", names)),
    ...spec.requiredTogether.map((names) => line(path, "required_together", names)),
    ...spec.requiredOneOf.map((names) => line(path, "required_one_of", names)),
    ...spec.requiredIf.map(({ option, value, required, needs }) =>
      line(path, "required_if", required, `${option}=${value} ${needs}`)
    ),
    ...spec.requiredBy.map(({ option, required }) => line(path, "required_by", required, option)),
    ...[...spec.options].flatMap(([name, { suboptions }]) =>
      suboptions === undefined ? [] : oursAsLines(suboptions, `${path}${name}.`)
    ),
  ];
}

function theirsAsLines(spec: Constraints, path: string): readonly string[] {
  return [
    ...groups(spec.mutually_exclusive).map((names) => line(path, "mutually_exclusive", names)),
    ...groups(spec.required_together).map((names) => line(path, "required_together", names)),
    ...groups(spec.required_one_of).map((names) => line(path, "required_one_of", names)),
    ...(spec.required_if ?? []).map(([option, value, required, any]) =>
      line(path, "required_if", required, `${option}=${value} ${any === true ? "any" : "all"}`)
    ),
    ...Object.entries(spec.required_by ?? {}).map(([option, required]) =>
      line(path, "required_by", [required].flat(), option)
    ),
    ...Object.entries(spec.options ?? {}).flatMap(([name, inner]) =>
      theirsAsLines(inner, `${path}${name}.`)
    ),
  ];
}

function groups(written: Groups = []): readonly (readonly string[])[] {
  const isList = (item: Groups[number]): item is readonly string[] => typeof item !== "string";
  const lists = written.filter(isList);
  return lists.length > 0 || written.length === 0 ? lists : [written.map(String)];
}

function line(path: string, kind: string, names: readonly string[], about = ""): string {
  return `${path}${kind}: ${about} ${[...names].sort().join(",")}`;
}
