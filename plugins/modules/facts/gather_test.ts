import { deepEqual, equal, ok } from "node:assert/strict";
import { dict } from "../../../lib/base/value.ts";
import { valueToJson } from "../../../lib/base/value_json.ts";
import { gather, probeGroups } from "./gather.ts";
import { selectCollectors } from "./subsets.ts";
import ansible from "../../../testdata/facts/this_machine.json" with { type: "json" };

const RECORDED = new URL("../../../testdata/facts/this_machine.txt", import.meta.url);

/** What time changes between two recordings; the types are compared all the same. */
const VOLATILE = /^(date_time|loadavg|memfree_mb|memory_mb|mounts|uptime_seconds)$/;

/** Of the call, and what the recording leaves out. */
const OTHER = ["gather_subset", "module_setup"];

const collectors = selectCollectors(["all", "!cmdline", "!env", "!local"]);
const facts = plain(
  gather(Deno.readTextFileSync(RECORDED), { collectors, warn: (message) => ok(false, message) }),
);
const expected: Record<string, unknown> = Object.fromEntries(
  Object.entries(ansible)
    .filter(([name]) => !OTHER.includes(name))
    .map(([name, value]) => [name.replace(/^ansible_/, ""), value]),
);

Deno.test("gather() has the same names as Ansible's setup on the same machine", () => {
  deepEqual(Object.keys(facts).sort(), Object.keys(expected).filter((n) => n !== "local").sort());
});

Deno.test("gather() has the same values as Ansible's setup on the same machine", () => {
  for (const [name, value] of Object.entries(expected)) {
    if (VOLATILE.test(name) || name === "local") continue;
    deepEqual(inOrder(name, facts[name]), inOrder(name, value), name);
  }
});

Deno.test("gather() has the same shapes as Ansible's setup where values change with time", () => {
  for (const [name, value] of Object.entries(expected)) {
    if (VOLATILE.test(name)) deepEqual(shape(facts[name]), shape(value), name);
  }
});

Deno.test("gather() returns only what the collectors are for", () => {
  const some = gather(Deno.readTextFileSync(RECORDED), {
    collectors: selectCollectors(["!all", "!min", "pkg_mgr"]),
    warn: (message) => ok(false, message),
  });
  equal(some["pkg_mgr"], "apt");
  equal(some["os_family"], "Debian");
  ok(!("memtotal_mb" in some) && !("python" in some) && !("system" in some));
});

Deno.test("probeGroups() asks only for what is needed", () => {
  equal(probeGroups(selectCollectors(["!all"])), "");
  equal(probeGroups(selectCollectors(["!all", "network"])), "network");
  equal(probeGroups(selectCollectors(["!all", "nvme"])), "network");
  equal(probeGroups(selectCollectors(["all", "!facter", "!ohai"])), "hardware network virtual");
});

function plain(values: ReturnType<typeof gather>): Record<string, unknown> {
  return JSON.parse(valueToJson(dict(values)));
}

/** Ansible's order is that of a set or of a folder. */
function inOrder(name: string, value: unknown): unknown {
  return /^(interfaces|virtualization_tech_.*)$/.test(name) && Array.isArray(value)
    ? [...value].sort()
    : value;
}

function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== "object" || value === null) return typeof value;
  const sorted = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(sorted.map(([key, item]) => [key, shape(item)]));
}
