import assert from "node:assert/strict";
import { parseRequest } from "./parse_request.ts";

const parse = (text: string) => parseRequest(new TextEncoder().encode(text));
const request = (command: unknown) =>
  parse(JSON.stringify({ request_id: 7, api_version: 1, command, more: true }));

const COMMANDS: readonly object[] = [
  { type: "get_state" },
  { type: "list_entries", at_time: null },
  { type: "list_entries", at_time: "2026-11-22T15:00:00+01:00" },
  { type: "launch", entry_id: "x" },
  { type: "stop_current", mode: "force" },
  { type: "reload_config" },
  { type: "subscribe_events", extended: true },
  { type: "unsubscribe_events" },
  { type: "get_health" },
  { type: "extend_current", by: { secs: 900, nanos: 0 } },
  { type: "get_volume" },
  { type: "set_volume", percent: 40 },
  { type: "toggle_mute" },
  { type: "set_mute", muted: true },
  { type: "ping" },
  { type: "explain", entry_id: "x", at_time: null },
  { type: "get_usage", from: "2026-11-01", to: "2026-11-22" },
  { type: "read_audit", after: 5, limit: 10 },
  { type: "verify_audit" },
  { type: "accept_clock" },
];

Deno.test("parseRequest() reads every command, and leaves out what it does not know", () => {
  for (const command of COMMANDS) {
    const parsed = request({ ...command, unknown: [1] });
    assert.deepEqual(parsed, { kind: "request", id: 7, command }, JSON.stringify(command));
  }
});

const REFUSED: readonly [string, string, number | null][] = [
  ["", "A request must be one line of JSON", null],
  ["{", "A request must be one line of JSON", null],
  ["[]", "A request must be an object", null],
  ["null", "A request must be an object", null],
  ['{"request_id":1.5}', '"request_id" must be an integer from 0 to 9007199254740991', null],
  [
    '{"request_id":9007199254740993}',
    '"request_id" must be an integer from 0 to 9007199254740991',
    null,
  ],
  ['{"request_id":1}', '"api_version" must be an integer', 1],
  [
    '{"request_id":1,"api_version":2,"command":{"type":"ping"}}',
    "Cannot serve version 2 of the API: this is version 1",
    1,
  ],
  ['{"request_id":1,"api_version":1}', "The command must be an object", 1],
  ['{"request_id":1,"api_version":1,"command":{"type":"fly"}}', 'There is no command "fly"', 1],
  ['{"request_id":1,"api_version":1,"command":{"type":"launch"}}', '"entry_id" must be a text', 1],
];

Deno.test("parseRequest() says what is wrong, with the request's id if it could be read", () => {
  for (const [line, message, id] of REFUSED) {
    assert.deepEqual(parse(line), {
      kind: "refused",
      id,
      error: { code: "invalid_request", message },
    });
  }
});

Deno.test("parseRequest() refuses fields that a command can't do with", () => {
  const commands: readonly [object, RegExp][] = [
    [{ type: "stop_current", mode: "soon" }, /"mode" must be/],
    [{ type: "set_volume", percent: 101 }, /from 0 to 100/],
    [{ type: "set_volume", percent: -1 }, /from 0 to 100/],
    [{ type: "set_mute", muted: "yes" }, /true or false/],
    [{ type: "extend_current", by: 900 }, /"by" must be an object/],
    [{ type: "extend_current", by: { secs: 1e400, nanos: 0 } }, /"secs" must be an integer/],
    [{ type: "extend_current", by: { secs: 1, nanos: 1e9 } }, /"nanos" must be an integer/],
    [{ type: "list_entries", at_time: "2026-11-22T15:00:00" }, /"at_time" must be a time/],
    [{ type: "list_entries", at_time: "2026-13-22T15:00:00Z" }, /"at_time" must be a time/],
    [{ type: "get_usage", from: "yesterday" }, /"from" must be a date/],
    [{ type: "read_audit", after: -1 }, /"after" must be an integer/],
  ];
  for (const [command, message] of commands) {
    const parsed = request(command);
    assert(parsed.kind === "refused", JSON.stringify(command));
    assert.match(parsed.error.message, message);
  }
});

Deno.test("parseRequest() refuses bytes that are no text", () => {
  const parsed = parseRequest(new Uint8Array([0xff, 0xfe, 0x00]));
  assert(parsed.kind === "refused");
  assert.equal(parsed.error.message, "A request must be UTF-8");
});
