import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { rpmKey } from "./rpm_key.ts";
import spec from "./rpm_key.json" with { type: "json" };

const KEY = Deno.readTextFileSync(
  new URL("../../../testdata/modules/openpgp_key.asc", import.meta.url),
);
const FINGERPRINT = "56214548C31B452C67A984A1ED55AC76B265BF45";

async function run(args: Record<string, Value>, { trusts = false, checkMode = false } = {}) {
  const target = new FakeTarget({
    checkMode,
    files: { "/key": KEY },
    commands: (text) => {
      if (text.startsWith("rpm -q gpg-pubkey")) return trusts ? KEY : { exitCode: 1 };
      if (text === "command -v rpm") return "/usr/bin/rpm\n";
      if (text.startsWith("test -x")) return { exitCode: 1 };
      if (text === "curl -q -fsSL -k -- https://x.org/key") return KEY;
      if (text === "curl -q -fsSL -- https://x.org/page") return "<html>";
      if (text.startsWith("curl")) {
        return { exitCode: 22, stderr: "curl: (22) The requested URL returned error: 404" };
      }
      return text.startsWith("/usr/bin/rpm --") ? "" : undefined;
    },
  });
  const { changed, msg } = await runModule({ run: rpmKey, spec, args, target, checkMode });
  return { changed, msg, applied: target.applied };
}

Deno.test("rpmKey() imports a key that is not trusted yet", async () => {
  const applied = ["/usr/bin/rpm --import /dev/stdin"];
  deepEqual(await run({ key: "/key" }), { changed: true, msg: undefined, applied });
  const url = { key: "https://x.org/key", validate_certs: false, fingerprint: FINGERPRINT };
  deepEqual(await run(url), { changed: true, msg: undefined, applied });
  const untouched = { changed: false, msg: undefined, applied: [] };
  deepEqual(await run({ key: "/key" }, { trusts: true }), untouched);
  deepEqual((await run({ key: "/key" }, { checkMode: true })).applied, []);
});

Deno.test("rpmKey() erases a key by its id", async () => {
  const args = { key: "0xED55AC76B265BF45", state: "absent" };
  const { applied } = await run(args, { trusts: true });
  deepEqual(applied, ["/usr/bin/rpm --erase --allmatches gpg-pubkey-b265bf45"]);
  equal((await run(args)).changed, false);
});

Deno.test("rpmKey() says what is wrong with a key", async () => {
  const messages = [
    [{ key: "/none" }, "Not a valid key /none"],
    [{ key: "0123456789ABCDEF" }, "When importing a key, a valid file must be given"],
    [
      { key: "/key", fingerprint: "AB CD" },
      `The specified fingerprint, 'ABCD', does not match the key fingerprint '${FINGERPRINT}'`,
    ],
    [{ key: "https://x.org/page" }, "Not a public key: https://x.org/page"],
    [
      { key: "https://x.org/none" },
      "failed to fetch key at https://x.org/none , error was: HTTP Error 404",
    ],
  ] as const;
  for (const [args, message] of messages) equal((await run(args)).msg, message);
});
