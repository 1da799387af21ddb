import { deepStrictEqual } from "node:assert/strict";
import { sessionNumber } from "../core/testing/policies.ts";
import { sessionEnvironment } from "./session_environment.ts";

const OUTER = {
  DBUS_SESSION_BUS_ADDRESS: "unix:path=/run/user/1000/bus",
  HOME: "/home/admin",
  LANG: "de_DE.UTF-8",
  LC_TIME: "C",
  LD_PRELOAD: "evil.so",
  LISTEN_FDS: "1",
  NOTIFY_SOCKET: "/run/systemd/notify",
  PATH: "/somewhere",
  SECRET: "s3cret",
  SWAYSOCK: "/run/sway.sock",
  USER: "admin",
  WAYLAND_DISPLAY: "wayland-1",
  XDG_CONFIG_HOME: "/home/admin/.config",
  XDG_CURRENT_DESKTOP: "sway",
  XDG_RUNTIME_DIR: "/run/user/1000",
};
const COMMON = {
  LANG: "de_DE.UTF-8",
  LC_TIME: "C",
  PATH: "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games",
  SHEP_SESSION_ID: "00000000-0000-4000-8000-000000000001",
  WAYLAND_DISPLAY: "wayland-1",
  XDG_CURRENT_DESKTOP: "sway",
};

Deno.test("sessionEnvironment() passes what is needed on, and nothing else", () => {
  deepStrictEqual(sessionEnvironment({ sessionId: sessionNumber(1), outer: OUTER }), {
    ...COMMON,
    DBUS_SESSION_BUS_ADDRESS: "unix:path=/run/user/1000/bus",
    HOME: "/home/admin",
    USER: "admin",
    XDG_CONFIG_HOME: "/home/admin/.config",
    XDG_RUNTIME_DIR: "/run/user/1000",
  });
});

Deno.test("sessionEnvironment() gives another user nothing that belongs to the daemon's", () => {
  const account = { name: "kid", uid: 1001, gid: 1002, home: "/home/kid", shell: "/bin/bash" };
  deepStrictEqual(sessionEnvironment({ sessionId: sessionNumber(1), outer: OUTER, account }), {
    ...COMMON,
    HOME: "/home/kid",
    LOGNAME: "kid",
    SHELL: "/bin/bash",
    USER: "kid",
    XDG_RUNTIME_DIR: "/run/user/1001",
  });
});
