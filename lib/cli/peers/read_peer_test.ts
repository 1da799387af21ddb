import assert from "node:assert/strict";
import cases from "../../../testdata/peers/words.json" with { type: "json" };
import { isPeerName } from "./peer_names.ts";
import { readPeer } from "./read_peer.ts";

Deno.test("readPeer() tells of a wrong command line what the real program tells", () => {
  for (const { program, words, stderr } of cases) {
    if (!isPeerName(program)) throw new Error(`No peer has the name ${program}`);
    const line = readPeer(program, words, 80);
    const shown = [program, ...words].join(" ");
    if (stderr !== undefined) {
      assert.equal(line.kind === "misused" && line.exitCode, 2, shown);
      const text = line.kind === "misused" ? line.text : "";
      // Of ansible-inventory, --limit is of a later release.
      const words = (text: string) => text.replace("[-l SUBSET]", "").split(/\s+/);
      if (program === "ansible-inventory") assert.deepEqual(words(text), words(stderr), shown);
      else assert.equal(text, stderr, shown);
    }
  }
});

Deno.test("readPeer() says what Ansible's own check of options says", () => {
  const line = readPeer("ansible-playbook", ["-f", "0", "site.yml"], 80);
  assert.equal(line.kind, "misused");
  if (line.kind !== "misused") return;
  assert.match(line.text, /: error: The number of processes \(--forks\) must be >= 1\n$/);
});

Deno.test("readPeer() answers --version with the release whose playbooks run, and --help", () => {
  const version = readPeer("ansible", ["--version"], 80);
  assert.match(version.kind === "answer" ? version.text : "", /^ansible \[core 2\.\d+\.\d+\]\n/);
  const help = readPeer("ansible-vault", ["view", "--help"], 80);
  assert.match(help.kind === "answer" ? help.text : "", /^usage: ansible-vault view \[-h\]/);
});
