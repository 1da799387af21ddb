import assert from "node:assert/strict";
import type { CommandType } from "../api.ts";
import type { Role, RoleConfig } from "../config/service_config.ts";
import { mayDo, roleOf } from "./role.ts";

const ROLES: RoleConfig = { adminUids: [10, 30], shellUids: [20, 30], observerUids: [20, 40] };

Deno.test("roleOf() makes root an admin, and nobody anything who is not listed", () => {
  const roles = [0, 10, 20, 30, 40, 50].map((uid) => roleOf(uid, ROLES));
  assert.deepEqual(roles, ["admin", "admin", "shell", "admin", "observer", undefined]);
});

Deno.test("roleOf() takes the most powerful of what is listed and the default", () => {
  assert.equal(roleOf(50, { ...ROLES, defaultRole: "observer" }), "observer");
  assert.equal(roleOf(40, { ...ROLES, defaultRole: "shell" }), "shell");
  assert.equal(roleOf(20, { ...ROLES, defaultRole: "observer" }), "shell");
});

Deno.test("mayDo() lets observers read, shells launch and stop, admins do all", () => {
  const cases: readonly [CommandType, readonly Role[]][] = [
    ["get_state", ["observer", "shell", "admin"]],
    ["subscribe_events", ["observer", "shell", "admin"]],
    ["launch", ["shell", "admin"]],
    ["stop_current", ["shell", "admin"]],
    ["set_volume", ["shell", "admin"]],
    ["extend_current", ["admin"]],
    ["reload_config", ["admin"]],
    ["accept_clock", ["admin"]],
    ["read_audit", ["admin"]],
  ];
  for (const [type, expected] of cases) {
    const allowed = (["observer", "shell", "admin"] as const).filter((role) => mayDo(role, type));
    assert.deepEqual(allowed, expected, type);
  }
});
