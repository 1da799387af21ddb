import { deepEqual } from "node:assert/strict";
import { takeLaunch } from "./launch.ts";

function take(before: Record<string, string>) {
  const variables = new Map(Object.entries(before));
  const launch = takeLaunch({
    get: (name) => variables.get(name),
    set: (name, value) => void variables.set(name, value),
    delete: (name) => void variables.delete(name),
  });
  return { launch, after: Object.fromEntries(variables) };
}

Deno.test("takeLaunch() leaves the environment alone when there was no launcher", () => {
  const before = { DENO_DIR: "/d", HOME: "/h" };
  deepEqual(take(before), { launch: { calledAs: undefined }, after: before });
});

Deno.test("takeLaunch() takes out what the launcher has set", () => {
  deepEqual(
    take({ SHEP_LAUNCHED_AS: "shep", DENO_DIR: "/c", DENO_NO_UPDATE_CHECK: "1", HOME: "/h" }),
    { launch: { calledAs: "shep" }, after: { HOME: "/h" } },
  );
});

Deno.test("takeLaunch() puts back what the user had set", () => {
  deepEqual(
    take({
      SHEP_LAUNCHED_AS: "ansible-playbook",
      DENO_DIR: "/c",
      SHEP_OUTER_DENO_DIR: "/d",
      DENO_NO_UPDATE_CHECK: "1",
      SHEP_OUTER_DENO_NO_UPDATE_CHECK: "",
    }),
    {
      launch: { calledAs: "ansible-playbook" },
      after: { DENO_DIR: "/d", DENO_NO_UPDATE_CHECK: "" },
    },
  );
});
