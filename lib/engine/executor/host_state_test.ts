import { deepEqual } from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import { finalItem } from "../template/final_texts.ts";
import { FinalText } from "../template/object.ts";
import { HostState } from "./host_state.ts";

Deno.test("HostState takes back what was bound since, and what texts were not to be read back", () => {
  const host = new HostState("a");
  const isFinal = (name: string, value: Value) =>
    finalItem(host.assigned, name, value) instanceof FinalText;
  host.assign("final", new FinalText("[1]"));
  host.assign("plain", "[2]");
  const takeBack = host.savepoint();
  host.assign("final", "[3]");
  host.assign("plain", new FinalText("[4]"));
  host.assign("new", "x");
  takeBack();
  deepEqual([...host.assigned], [["final", "[1]"], ["plain", "[2]"]]);
  deepEqual([isFinal("final", "[1]"), isFinal("plain", "[2]")], [true, false]);
});
