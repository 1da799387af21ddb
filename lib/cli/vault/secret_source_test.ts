import assert from "node:assert/strict";
import { FakeEnvironment } from "../../system/fake_environment.ts";
import { readConfig } from "../config/config.ts";
import { secretSource, secretSources } from "./secret_source.ts";

Deno.test("secretSources() puts the configuration's ids first, then ids, files and the question", () => {
  const { config } = readConfig({
    file: {
      path: "/p/ansible.cfg",
      text: "[defaults]\nvault_identity_list = a@x, y\nvault_password_file = z\n",
    },
    surroundings: new FakeEnvironment({ workingFolder: "/p" }),
  });
  const sources = secretSources(config, {
    vaultIds: ["b@prompt"],
    vaultPasswordFiles: ["w"],
    askVaultPass: true,
  });
  assert.deepEqual(sources, [
    { kind: "file", label: "a", path: "x" },
    { kind: "file", label: undefined, path: "y" },
    { kind: "prompt", label: "b", question: "named" },
    { kind: "file", label: "default", path: "w" },
    { kind: "file", label: "default", path: "/p/z" },
    { kind: "prompt", label: "default", question: "plain" },
  ]);
});

Deno.test("secretSource() takes what stands before the first at sign for the label", () => {
  assert.deepEqual(secretSource("a@b@c", "d"), { kind: "file", label: "a", path: "b@c" });
  assert.deepEqual(secretSource("prompt", "d"), {
    kind: "prompt",
    label: "d",
    question: "named",
  });
});
