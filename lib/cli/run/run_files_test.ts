import assert from "node:assert/strict";
import { ShepShell } from "../testing/shep_shell.ts";

const RUN = "shep run site.yml -i localhost, --check --diff";

Deno.test("shep run --report and --junit write private files of the run", async () => {
  using shell = new ShepShell("testdata/prediction");
  const { code, stderr } = await shell.run(`${RUN} --report out/run.html --junit out/run.xml`);
  assert.equal(code, 0, stderr);
  const listed = await shell.run("stat -c '%a %n' out/*; ls -A out | wc -l");
  assert.equal(listed.stdout, "600 out/run.html\n600 out/run.xml\n2\n");
  const page = Deno.readTextFileSync(`${shell.folder}/out/run.html`);
  assert.match(page, /<h2>Cannot be predicted \(\d+\)<\/h2>/);
  assert.match(page, /depends on &#34;look, skipped&#34; at [^<]*site\.yml:/);
  const xml = Deno.readTextFileSync(`${shell.folder}/out/run.xml`);
  assert.match(xml, /<testsuites [^>]*failures="0" errors="0"/);
});

Deno.test("shep run refuses a report that cannot be written before anything is done", async () => {
  using shell = new ShepShell("testdata/prediction");
  const { code, stdout, stderr } = await shell.run(`${RUN} --report site.yml/run.html`);
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /Cannot write \$WORK\/site\.yml\/run\.html: /);
});
