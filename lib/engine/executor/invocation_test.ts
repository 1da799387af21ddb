import assert from "node:assert/strict";
import { type Dict, dict } from "../../base/value.ts";
import { tellInvocation } from "./invocation.ts";

function told(module: string, given: Parameters<typeof tellInvocation>[2], result: Dict) {
  tellInvocation({ result }, module, given);
  const invocation = result.get("invocation");
  return invocation instanceof Map ? invocation.get("module_args") : undefined;
}

Deno.test("tellInvocation() tells given arguments first, by their names, then all others", () => {
  const args = dict({ path: "/a", mode: 420, state: null });
  const rendered = dict({ dest: "/a", mode: 420 });
  const result = dict({ state: "directory" });
  assert.deepEqual(
    told("file", { rendered, args, secrets: [] }, result),
    dict({ dest: "/a", mode: 420, path: "/a", state: "directory" }),
  );
});

Deno.test("tellInvocation() tells no values of no_log options, and no texts with one", () => {
  const args = dict({ name: "me", password: "geheim", urls: ["http://me:geheim@h/"], uid: 12345 });
  assert.deepEqual(
    told("user", { rendered: args, args, secrets: ["geheim", "12345"] }, new Map()),
    dict({
      name: "me",
      password: "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER",
      urls: ["http://me:********@h/"],
      uid: "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER",
    }),
  );
});

Deno.test("tellInvocation() says nothing of a job that was only started, nor of raw", () => {
  const given = { rendered: new Map(), args: dict({ _raw_params: "true" }), secrets: [] };
  assert.equal(told("command", given, dict({ ansible_job_id: "j1", finished: 0 })), undefined);
  assert.equal(told("raw", given, new Map()), undefined);
});
