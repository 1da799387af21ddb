import { equal } from "node:assert/strict";
import { FakeEnvironment } from "../../system/fake_environment.ts";
import { clientSocket } from "./daemon_paths.ts";

const SYSTEM = "/run/shepherdd/shepherdd.sock";
const OWN = "/run/user/7/shepherdd/shepherdd.sock";
const KID = { user: { id: 7, name: "kid" }, variables: { XDG_RUNTIME_DIR: "/run/user/7" } };
const ROOT = { ...KID, user: { id: 0, name: "root" } };

/** Who looks for a daemon, the sockets that there are, and the one that is taken. */
const CASES: readonly [ConstructorParameters<typeof FakeEnvironment>[0], string[], string][] = [
  [KID, [OWN, SYSTEM], OWN],
  [KID, [SYSTEM], SYSTEM],
  [KID, [], OWN],
  [ROOT, [OWN], SYSTEM],
  [{ ...KID, variables: {} }, [], SYSTEM],
  [{ ...KID, variables: { SHEPHERD_SOCKET: "/x" } }, ["/x", SYSTEM], "/x"],
];

Deno.test("clientSocket() is that of the user's daemon, else of the computer's", () => {
  for (const [who, there, expected] of CASES) {
    equal(clientSocket(new FakeEnvironment(who), (path) => there.includes(path)), expected);
  }
});
