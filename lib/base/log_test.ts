import { deepEqual, equal } from "node:assert/strict";
import { isLogged, LOG_LEVELS, parseLogLevel } from "./log.ts";

Deno.test("isLogged() keeps the least level and all above it", () => {
  deepEqual(LOG_LEVELS.map((level) => isLogged(level, "warning")), [false, false, true, true]);
  deepEqual(LOG_LEVELS.map((level) => isLogged(level, "debug")), [true, true, true, true]);
});

Deno.test("parseLogLevel() reads a level in any case and refuses other words", () => {
  equal(parseLogLevel("Warning"), "warning");
  equal(parseLogLevel("debug"), "debug");
  equal(parseLogLevel("loud"), undefined);
  equal(parseLogLevel(""), undefined);
});
