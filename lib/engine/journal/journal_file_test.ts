import assert from "node:assert/strict";
import { Masker } from "../../base/mask.ts";
import { dict } from "../../base/value.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { JournalError, JournalFile } from "./journal_file.ts";
import { KeptJournal } from "./kept_journal.ts";
import { Seal } from "./seal.ts";

const RUN = { playbooks: ["/site.yml"], inventory: ["hosts"], startedAt: 1000 };
const TASK = { digest: "d", name: "say swordfish", position: "site.yml:1:3" };

function kept(file: JournalFile, { masker = new Masker(), key = 1 } = {}): KeptJournal {
  const seal = new Seal(new Uint8Array(32).fill(key));
  return new KeptJournal({
    ...{ file, masker, seal },
    clock: { wallNow: () => 2000 },
    resumes: true,
    onOtherTask: "refuse",
  });
}

function end(text: string) {
  return { outcome: "ok", isIgnored: false, shown: dict({ msg: text }), kept: text } as const;
}

Deno.test("a journal keeps rounds, and secrets only sealed", () => {
  using place = new TemporaryFolder();
  const path = `${place.path}/j`;
  const masker = new Masker();
  masker.add("swordfish");
  using file = new JournalFile(path);
  file.startOver(RUN);
  const journal = kept(file, { masker });
  journal.begin({ host: "a", step: 1, item: "" }, TASK);
  journal.end({ host: "a", step: 1, item: "" }, { ...end("a swordfish"), label: "swordfish" });
  journal.begin({ host: "a", step: 2, item: "" }, TASK);
  assert.deepEqual(file.run(), RUN);
  assert.equal(journal.ended({ host: "a", step: 1, item: "" }), "a swordfish");
  assert.equal(journal.ended({ host: "a", step: 2, item: "" }), undefined);
  assert.equal(journal.taskAt("a", 1)?.digest, "d");
  const about = { host: "a", task: "say ********", position: "site.yml:1:3", isIgnored: false };
  assert.deepEqual(file.rounds(), [
    {
      ...about,
      ...{ item: "********", outcome: "ok", result: '{"msg":"a ********"}' },
      ...{ beganAt: 2000, endedAt: 2000 },
    },
    { ...about, beganAt: 2000 },
  ]);
  const known = new Masker();
  kept(file, { masker: known }).restoreSecrets();
  assert.equal(known.text("a swordfish"), "a ********");
});

Deno.test("forgetAfter() leaves what came before, and gathered facts", () => {
  using place = new TemporaryFolder();
  using file = new JournalFile(`${place.path}/j`);
  const journal = kept(file);
  for (const step of [-1, 1, 2, 3]) {
    journal.begin({ host: "a", step, item: "" }, TASK);
    journal.end({ host: "a", step, item: "" }, end(String(step)));
  }
  journal.forgetAfter("a", 1);
  const left = [-1, 1, 2, 3].map((step) => journal.ended({ host: "a", step, item: "" }));
  assert.deepEqual(left, ["-1", "1", undefined, undefined]);
});

Deno.test("a journal with another key cannot be gone on with", () => {
  using place = new TemporaryFolder();
  using file = new JournalFile(`${place.path}/j`);
  const masker = new Masker();
  masker.add("swordfish");
  const journal = kept(file, { masker });
  journal.begin({ host: "a", step: 1, item: "" }, TASK);
  journal.end({ host: "a", step: 1, item: "" }, end("x"));
  const other = kept(file, { key: 2 });
  const says = /^Cannot read the journal .*: It was written with another key, or changed since$/;
  assert.throws(() => other.restoreSecrets(), { name: JournalError.name, message: says });
  assert.throws(() => other.ended({ host: "a", step: 1, item: "" }), { message: says });
});

Deno.test("a journal is open for one process alone, and nobody else can read it", () => {
  using place = new TemporaryFolder();
  const path = `${place.path}/j`;
  using file = new JournalFile(path);
  file.startOver(RUN);
  assert.throws(() => new JournalFile(path), { message: /A run is using it$/ });
  for (const { name } of Deno.readDirSync(place.path)) {
    assert.equal((Deno.statSync(`${place.path}/${name}`).mode ?? 0) & 0o777, 0o600, name);
  }
});
