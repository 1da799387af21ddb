import assert from "node:assert/strict";
import { withEntry, withoutEntry } from "./fstab.ts";
import { parseMountinfo } from "./mounts.ts";

const TEXT = `# /srv is on its own disk
UUID=1 / ext4 defaults 0 1

/dev/b  /srv/a\\040b\txfs noatime
one none swap sw 0 0
two none swap sw 0 0
/dev/c /srv c is no entry of six fields at all
`;
const ENTRY = { opts: "defaults", dump: "0", passno: "0" };

Deno.test("withEntry() leaves lines that say the same as they are", () => {
  const entry = { ...ENTRY, src: "/dev/b", path: "/srv/a b", fstype: "xfs", opts: "noatime" };
  assert.equal(withEntry(TEXT, entry), TEXT);
  assert.equal(
    withEntry(TEXT, { ...ENTRY, src: "two", path: "none", fstype: "swap", opts: "sw" }),
    TEXT,
  );
});

Deno.test("withEntry() replaces the line of a path", () => {
  const entry = { ...ENTRY, src: "/dev/x y", path: "/srv/a b", fstype: "xfs", opts: "a\\b&c" };
  const line = "/dev/x\\040y /srv/a\\040b xfs a\\134b\\046c 0 0";
  assert.equal(withEntry(TEXT, entry), TEXT.replace(/\/dev\/b .*/, () => line));
});

Deno.test("withEntry() adds a line at the end, on a line of its own", () => {
  const entry = { ...ENTRY, src: "proc", path: "/proc", fstype: "proc" };
  const line = "proc /proc proc defaults 0 0\n";
  assert.equal(withEntry("", entry), line);
  assert.equal(withEntry("x", entry), `x\n${line}`);
  const swap = { ...ENTRY, src: "three", path: "none", fstype: "swap" };
  assert.equal(withEntry(TEXT, swap), `${TEXT}three none swap defaults 0 0\n`);
});

Deno.test("withoutEntry() removes the lines of a path, and of swap those of the device", () => {
  const line = /^\/dev\/b.*\n/m;
  assert.equal(withoutEntry(TEXT, { path: "/srv/a b" }), TEXT.replace(line, ""));
  assert.equal(withoutEntry(TEXT, { path: "none", src: "one" }), TEXT.replace(/^one.*\n/m, ""));
  assert.equal(withoutEntry(TEXT, { path: "/srv" }), TEXT);
});

Deno.test("parseMountinfo() finds folders and what is mounted there", () => {
  const text = "22 1 0:20 / / rw - ext4 /dev/a rw\n" +
    "23 22 0:21 /x /srv/a\\040b rw,noatime shared:7 master:1 - tmpfs my\\040fs rw,size=1k\n";
  assert.deepEqual(parseMountinfo(text), [
    { path: "/", source: "/dev/a" },
    { path: "/srv/a b", source: "my fs" },
  ]);
});
