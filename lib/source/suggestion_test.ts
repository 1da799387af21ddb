import assert from "node:assert/strict";
import { suggestion } from "./suggestion.ts";

Deno.test("suggestion() finds the nearest word when a letter is missing, extra or swapped", () => {
  const keywords = ["hosts", "tasks", "gather_facts", "become"];
  assert.equal(suggestion("host", keywords), "hosts");
  assert.equal(suggestion("takss", keywords), "tasks");
  assert.equal(suggestion("gather_fact", keywords), "gather_facts");
  assert.equal(suggestion("Become", keywords), "become");
});

Deno.test("suggestion() finds nothing when no word is near", () => {
  assert.equal(suggestion("zzz", ["hosts", "tasks"]), undefined);
  assert.equal(suggestion("a", []), undefined);
});

Deno.test("suggestion() takes the first when two words are equally near", () => {
  assert.equal(suggestion("cat", ["car", "cab"]), "car");
});

Deno.test("suggestion() does not offer the word itself", () => {
  assert.equal(suggestion("tasks", ["tasks"]), undefined);
});
