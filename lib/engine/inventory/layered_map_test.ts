import assert from "node:assert/strict";
import fc from "fast-check";
import { LayeredMap } from "./layered_map.ts";

Deno.test("LayeredMap reads like a map into which all layers were put, the weakest first", () => {
  const layer = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.integer());
  fc.assert(fc.property(fc.array(layer, { maxLength: 4 }), (layers) => {
    const merged = new Map(layers.toReversed().flatMap((layer) => Object.entries(layer)));
    const layered = new LayeredMap(layers.map((layer) => new Map(Object.entries(layer))));
    assert.deepEqual([...layered], [...merged]);
    assert.deepEqual([...layered.keys()], [...merged.keys()]);
    assert.deepEqual([...layered.values()], [...merged.values()]);
    assert.equal(layered.size, merged.size);
    const visited: [string, number][] = [];
    layered.forEach((value, name) => visited.push([name, value]));
    assert.deepEqual(visited, [...merged]);
    for (const name of ["a", "b", "c", "d", "e"]) {
      assert.equal(layered.get(name), merged.get(name));
      assert.equal(layered.has(name), merged.has(name));
    }
  }));
});
