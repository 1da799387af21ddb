import assert from "node:assert/strict";
import { exists } from "../../kiosk/host/testing/until.ts";
import { ShepShell } from "../testing/shep_shell.ts";

const ANALYZE = "/usr/bin/systemd-analyze";

Deno.test({
  name: "shep daemon unit is one that systemd takes (if systemd-analyze is there)",
  ignore: !exists(ANALYZE),
  async fn() {
    using shell = new ShepShell("testdata/kiosk/config");
    const verified = await shell.run(
      `shep daemon unit --program /bin/true > shepherdd.service && ` +
        `${ANALYZE} verify ./shepherdd.service`,
    );
    assert.deepEqual(verified, { code: 0, stdout: "", stderr: "" });
  },
});

Deno.test("shep daemon unit denies sessions nothing that they need", async () => {
  using shell = new ShepShell("testdata/kiosk/config");
  const { stdout } = await shell.run("shep daemon unit -c /etc/kiosk.toml --group kids");
  assert.match(
    stdout,
    /^ExecStart=\/usr\/local\/bin\/shep daemon run --config \/etc\/kiosk\.toml /m,
  );
  assert.match(stdout, /^Group=kids$/m);
  for (const word of INHERITED) assert.doesNotMatch(stdout, new RegExp(`^${word}=`, "m"));
});

Deno.test("shep daemon unit refuses what can't stand in a unit", async () => {
  using shell = new ShepShell("testdata/kiosk/config");
  for (const words of ["-c kiosk.toml", "--program '/a b'", "--group 'a%b'"]) {
    const { code, stderr } = await shell.run(`shep daemon unit ${words}`);
    assert.equal(code, 1, words);
    assert.match(stderr, /^ERROR! Cannot /, words);
  }
});

/** What all children of a service inherit, and snaps, browsers, games or sound do not survive. */
const INHERITED = [
  "NoNewPrivileges",
  "RestrictNamespaces",
  "SystemCallFilter",
  "SystemCallArchitectures",
  "RestrictAddressFamilies",
  "IPAddressDeny",
  "MemoryDenyWriteExecute",
  "PrivateTmp",
  "PrivateDevices",
  "PrivateNetwork",
  "ProtectHome",
  "ProtectClock",
  "ProtectControlGroups",
  "DeviceAllow",
];
