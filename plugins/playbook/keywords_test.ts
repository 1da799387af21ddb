import { deepEqual, equal } from "node:assert/strict";
import tables from "../../testdata/playbook/keywords.json" with { type: "json" };
import {
  BLOCK_KEYWORDS,
  HANDLER_KEYWORDS,
  IMPORT_PLAYBOOK_KEYWORDS,
  INCLUDE_KEYWORDS,
  LOOP_CONTROL_KEYWORDS,
  PLAY_KEYWORDS,
  ROLE_KEYWORDS,
  ROLE_METADATA_KEYWORDS,
  shortName,
  TASK_KEYWORDS,
} from "./keywords.ts";

/** What releases after 2.14 have added. */
const NEWER = ["break_when"];

/** Inner names of the attributes, which nobody writes; `local_action` is no attribute of its own. */
const INNER = ["async_val", "vars_val", "loop_with", "local_action"];

Deno.test("the tables of keywords are those of ansible-core", () => {
  const pairs: readonly (readonly [ReadonlySet<string>, readonly string[]])[] = [
    [PLAY_KEYWORDS, tables.Play],
    [BLOCK_KEYWORDS, tables.Block],
    [TASK_KEYWORDS, tables.Task],
    [HANDLER_KEYWORDS, tables.Handler],
    [INCLUDE_KEYWORDS, tables.TaskInclude],
    [ROLE_KEYWORDS, tables.RoleInclude],
    [ROLE_METADATA_KEYWORDS, tables.RoleMetadata],
    [IMPORT_PLAYBOOK_KEYWORDS, tables.PlaybookInclude],
    [LOOP_CONTROL_KEYWORDS, tables.LoopControl],
  ];
  const written = (names: Iterable<string>) =>
    [...names].filter((name) => !INNER.includes(name) && !NEWER.includes(name)).sort();
  for (const [ours, theirs] of pairs) deepEqual(written(ours), written(theirs));
});

Deno.test("shortName() takes the built-in collections off and leaves others", () => {
  equal(shortName("ansible.builtin.copy"), "copy");
  equal(shortName("ansible.legacy.copy"), "copy");
  equal(shortName("community.general.ini_file"), "community.general.ini_file");
});
