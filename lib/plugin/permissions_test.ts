import { deepEqual, equal, throws } from "node:assert/strict";
import {
  describePermissions,
  grantPermissions,
  type Permissions,
  type Policy,
  toFlags,
  toWorkerPermissions,
} from "./permissions.ts";

const NONE: Permissions = {
  read: [],
  write: [],
  net: [],
  run: [],
  env: [],
  sys: [],
  ffi: [],
  import: [],
};
const PLACES = { project: ["/p"], inventory: ["/i/a", "/i/b"] };

function grant(asked: Partial<Permissions>, policy: Policy = {}): Partial<Permissions> {
  const granted = grantPermissions({ ...NONE, ...asked }, { policy, places: PLACES });
  return Object.fromEntries(
    Object.entries(granted).filter(([, value]) => value === true || value.length > 0),
  );
}

Deno.test("grantPermissions() fills in the places", () => {
  deepEqual(grant({ read: ["$project", "$inventory/x", "$projects", "/etc"] }), {
    read: ["/p", "/i/a/x", "/i/b/x", "$projects", "/etc"],
  });
});

Deno.test("grantPermissions() grants what a plugin asks for where the policy says nothing", () => {
  deepEqual(grant({ run: ["ssh"], net: true }), { run: ["ssh"], net: true });
});

Deno.test("grantPermissions() never grants more than the policy", () => {
  deepEqual(grant({ net: true }, { net: ["example.com"] }), { net: ["example.com"] });
  deepEqual(grant({ net: true }, { net: [] }), {});
  deepEqual(grant({ net: ["a.com", "b.com:443"] }, { net: ["b.com", "a.com:80"] }), {
    net: ["a.com:80", "b.com:443"],
  });
  deepEqual(grant({ run: ["sh", "ssh"] }, { run: ["ssh", "rm"] }), { run: ["ssh"] });
  deepEqual(grant({ env: ["A"] }, { env: true }), { env: ["A"] });
});

Deno.test("grantPermissions() never grants more than is asked for", () => {
  deepEqual(grant({}, { read: true, run: true }), {});
  deepEqual(grant({ read: ["/p/x"] }, { read: ["/"] }), { read: ["/p/x"] });
});

Deno.test("grantPermissions() meets paths where one is below the other, not beside it", () => {
  deepEqual(grant({ read: ["$project"] }, { read: ["$project/files", "/p2", "/pp"] }), {
    read: ["/p/files"],
  });
  deepEqual(grant({ write: ["/a/../etc"] }, { write: ["/a"] }), {});
});

Deno.test("toWorkerPermissions() names every kind, so that none is inherited", () => {
  deepEqual(toWorkerPermissions(NONE), {
    read: false,
    write: false,
    net: false,
    run: false,
    env: false,
    sys: false,
    ffi: false,
    import: false,
  });
  const some = toWorkerPermissions({ ...NONE, read: ["/p"], net: true, sys: ["hostname"] });
  deepEqual([some.read, some.net, some.sys], [["/p"], true, ["hostname"]]);
});

Deno.test("toFlags() denies the imports that Deno allows by default", () => {
  deepEqual(toFlags(NONE), ["--deny-import"]);
  deepEqual(toFlags({ ...NONE, read: ["/a", "/b"], run: true, import: ["x.com"] }), [
    "--allow-read=/a,/b",
    "--allow-run",
    "--allow-import=x.com",
  ]);
});

Deno.test("toFlags() refuses a path with a comma, which would be two", () => {
  throws(
    () => toFlags({ ...NONE, read: ["/a,/etc"] }),
    new TypeError("Cannot grant read access to /a,/etc: it has a comma"),
  );
});

Deno.test("describePermissions() says none or what is granted", () => {
  equal(describePermissions(NONE), "none");
  equal(
    describePermissions({ ...NONE, read: ["/p"], run: ["sh", "ssh"], net: true }),
    "read /p, net anything, run sh ssh",
  );
});
