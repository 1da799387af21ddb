import assert from "node:assert/strict";
import Ajv from "ajv";
import draft04 from "json-schema-draft-04" with { type: "json" };
import sarifSchema from "sarif-schema" with { type: "json" };
import type { Finding } from "../../base/diagnostic.ts";
import { formatFindings } from "./format_findings.ts";

const FINDINGS: readonly Finding[] = [
  {
    rule: "yaml-mode",
    severity: "warning",
    message: "mode: 644 is <wrong> & 100% so",
    hint: 'Write "0644"',
    position: { file: "/project/a site.yml", line: 3, column: 7 },
  },
  {
    rule: "unused-handler",
    severity: "info",
    message: "Nothing notifies the handler 'a'\u0007",
    position: { file: "/elsewhere/x,y:z.yml", line: 1, column: 1 },
  },
];

Deno.test("formatFindings() writes GitHub's workflow commands", () => {
  assert.equal(
    formatFindings(FINDINGS, "github", "/project"),
    "::warning file=a site.yml,line=3,col=7,title=yaml-mode::mode: 644 is <wrong> & 100%25 so" +
      '%0AWrite "0644"\n' +
      "::notice file=/elsewhere/x%2Cy%3Az.yml,line=1,col=1,title=unused-handler::" +
      "Nothing notifies the handler 'a'\u0007\n",
  );
  assert.equal(formatFindings([], "github", "/project"), "");
});

Deno.test("formatFindings() writes JSON with the rule, the place and the hint of each", () => {
  const { diagnostics } = JSON.parse(formatFindings(FINDINGS, "json", "/project"));
  assert.deepEqual(diagnostics[0], {
    ...FINDINGS[0],
    position: { file: "a site.yml", line: 3, column: 7 },
  });
  assert.deepEqual(diagnostics[1], FINDINGS[1]);
});

/** Checks a log with the schema of SARIF 2.1.0, and that its results name their rules. */
function requireSarif(text: string) {
  const log = JSON.parse(text);
  const ajv = new Ajv({ schemaId: "id", meta: false, format: false });
  ajv.addMetaSchema(draft04);
  assert.equal(ajv.validate(sarifSchema, log), true, ajv.errorsText());
  for (const { tool, results } of log.runs) {
    for (const { ruleId, ruleIndex, locations } of results) {
      assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
      for (const { physicalLocation: { artifactLocation } } of locations) {
        assert(URL.canParse(artifactLocation.uri, "file:///"));
      }
    }
  }
  return log;
}

Deno.test("formatFindings() writes what SARIF 2.1.0 demands", () => {
  const [run] = requireSarif(formatFindings(FINDINGS, "sarif", "/project")).runs;
  assert.deepEqual(run.results.map(({ level }: { level: string }) => level), ["warning", "note"]);
  assert.deepEqual(
    run.results.map((one: { locations: readonly { physicalLocation: unknown }[] }) =>
      one.locations[0]?.physicalLocation
    ),
    [
      {
        artifactLocation: { uri: "a%20site.yml" },
        region: { startLine: 3, startColumn: 7 },
      },
      {
        artifactLocation: { uri: "file:///elsewhere/x%2Cy%3Az.yml" },
        region: { startLine: 1, startColumn: 1 },
      },
    ],
  );
  assert.deepEqual(requireSarif(formatFindings([], "sarif", "/project")).runs[0].results, []);
});

Deno.test("formatFindings() writes JUnit's XML, in which notes fail nothing", () => {
  assert.equal(
    formatFindings(FINDINGS, "junit", "/project"),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0">
  <testsuite name="a site.yml" tests="1" failures="1" errors="0">
    <testcase classname="a site.yml" name="yaml-mode at 3:7"><failure type="warning" ` +
      `message="mode: 644 is &lt;wrong&gt; &amp; 100% so">a site.yml:3:7: warning[yaml-mode]: ` +
      `mode: 644 is &lt;wrong&gt; &amp; 100% so&#10;Write &quot;0644&quot;</failure></testcase>
  </testsuite>
  <testsuite name="/elsewhere/x,y:z.yml" tests="1" failures="0" errors="0">
    <testcase classname="/elsewhere/x,y:z.yml" name="unused-handler at 1:1"><system-out>` +
      `/elsewhere/x,y:z.yml:1:1: info[unused-handler]: Nothing notifies the handler 'a'?` +
      `</system-out></testcase>
  </testsuite>
</testsuites>
`,
  );
  assert.match(formatFindings([], "junit", "/project"), /<testcase classname="playbooks"/);
});
