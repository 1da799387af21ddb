import assert from "node:assert/strict";
import type { Value } from "../../../lib/plugin/sdk.ts";
import { TemporaryFolder } from "../../../lib/system/temporary_folder.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { xml } from "./xml.ts";
import spec from "./xml.json" with { type: "json" };

async function run(args: Readonly<Record<string, Value>>, checkMode = false) {
  await using target = await openLocalTarget({ checkMode });
  return await runModule({ run: xml, spec, args, target, checkMode, diff: true });
}

const HEAD = "<?xml version='1.0' encoding='UTF-8'?>\n";

Deno.test("xml() writes what it changes, into the file that is there", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/a.xml`;
  Deno.writeTextFileSync(path, "<a>\n  <b k='1'/>\n</a>\n", { mode: 0o600 });
  Deno.symlinkSync("a.xml", `${folder.path}/link.xml`);
  const args = { path: `${folder.path}/link.xml`, xpath: "/a/b", value: "é", backup: true };
  const planned = await run(args, true);
  assert.equal(planned.changed, true);
  assert.equal(planned.diff[0]?.after, `${HEAD}<a>\n  <b k="1">é</b>\n</a>\n`);
  assert.equal(Deno.readTextFileSync(path), "<a>\n  <b k='1'/>\n</a>\n");
  const { changed, result } = await run(args);
  assert.equal(changed, true);
  assert.equal(Deno.readTextFileSync(path), `${HEAD}<a>\n  <b k="1">é</b>\n</a>`);
  assert.equal(Deno.readTextFileSync(String(result["backup_file"])), "<a>\n  <b k='1'/>\n</a>\n");
  assert.equal(Deno.lstatSync(`${folder.path}/link.xml`).isSymlink, true);
  assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  assert.equal((await run(args)).changed, false);
});

Deno.test("xml() reads files in the encoding that they declare", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/a.xml`;
  const declared = "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<a>\xe9</a>";
  const utf16 = new Uint16Array([0xfeff, ...[..."<a>é</a>"].map((char) => char.charCodeAt(0))]);
  const cases = [
    Uint8Array.from(declared, (char) => char.charCodeAt(0)),
    new Uint8Array(utf16.buffer),
    new TextEncoder().encode("\uFEFF<a>é</a>"),
  ];
  for (const bytes of cases) {
    Deno.writeFileSync(path, bytes);
    const { result } = await run({ path, xpath: "/a", content: "text" });
    assert.deepEqual(result["matches"], [new Map([["a", "é"]])]);
  }
});

Deno.test("xml() takes texts instead of files, and keeps CDATA and blanks", async () => {
  const xmlstring = "<a> <b><![CDATA[<&]]></b>\t<c>\r\n</c></a>";
  const set = (args: Record<string, Value>) => run({ xmlstring, xpath: "/a/d", ...args });
  const added = await set({ value: "]]>\r" });
  assert.equal(
    added.result["xmlstring"],
    `${HEAD}<a> <b><![CDATA[<&]]></b>\t<c>\n</c><d>]]&gt;&#13;</d></a>`,
  );
  const stripped = await set({ strip_cdata_tags: true, pretty_print: true });
  const lines = ["<a>", "  <b>&lt;&amp;</b>", "  <c>\n</c>", "  <d/>", "</a>", ""];
  assert.equal(stripped.result["xmlstring"], `${HEAD}${lines.join("\n")}`);
});

Deno.test("xml() refuses what it cannot do", async () => {
  using folder = new TemporaryFolder();
  const cases: readonly [Record<string, Value>, RegExp][] = [
    [{ path: folder.path }, /^The target XML source '.*' does not exist\.$/],
    [{ xmlstring: "<a" }, /^Error while parsing document: xml_string \(.+\)$/],
    [{ xmlstring: "<a>&own;</a>" }, /^Error while parsing document: .*own/],
    [{ xmlstring: "<a/>", value: 1 }, /^Argument must be bytes or unicode, got 'int'$/],
    [{ xmlstring: "<a/>", value: "\x01" }, /^All strings must be XML compatible/],
    [{ xmlstring: "<a/>", value: "1", attribute: "p:k" }, /^Undefined namespace prefix: p$/],
    [{ xmlstring: "<a/>", xpath: "/r/n:k", count: true }, /^Undefined namespace prefix$/],
    [{ xmlstring: "<a/>", xpath: "/r/n:k", state: "absent" }, /Undefined namespace prefix/],
    [{ xmlstring: "<a/>", add_children: ["x:y"] }, /^Invalid tag name 'x:y'$/],
    [{ xmlstring: "<a/>", add_children: ["<y>"], input_type: "xml" }, /^Error while parsing child/],
    [{ xmlstring: "<a/>", add_children: ["y"], insertbefore: true }, /^Cannot put elements beside/],
  ];
  for (const [args, expected] of cases) {
    const { failed, msg = "" } = await run({ xpath: "/a", ...args });
    assert.equal(failed, true, JSON.stringify(args));
    assert.match(msg, expected);
  }
});
