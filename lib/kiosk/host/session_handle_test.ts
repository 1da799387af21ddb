import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { hostHandle } from "../core/id.ts";
import { handleOf, placeOf, type SessionPlace } from "./session_handle.ts";

const PLACES: readonly SessionPlace[] = [
  { bootId: "b", leader: { pid: 12, start: 3456 } },
  { bootId: "b", leader: { pid: 12, start: 3456 }, cgroup: "/sys/fs/cgroup/shep-x" },
];

for (const place of PLACES) {
  const name = place.cgroup === undefined ? "without" : "with";
  Deno.test(`placeOf() reads what handleOf() wrote ${name} a control group`, () => {
    deepStrictEqual(placeOf(handleOf(place)), place);
  });
}

for (const text of ["x", "1", "null", "[]", "{}", '{"bootId":"b","pid":"1","start":2}']) {
  Deno.test(`placeOf() knows nothing of ${text}`, () => {
    strictEqual(placeOf(hostHandle(text)), undefined);
  });
}
