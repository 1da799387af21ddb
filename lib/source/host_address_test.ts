import assert from "node:assert/strict";
import { parseHostAddress } from "./host_address.ts";

const { addresses }: {
  readonly addresses: Readonly<Record<string, { host: string; port: number | null } | null>>;
} = JSON.parse(
  Deno.readTextFileSync(new URL("../../testdata/inventory/names_expected.json", import.meta.url)),
);

for (const [text, expected] of Object.entries(addresses)) {
  Deno.test(`parseHostAddress() agrees with Ansible on ${JSON.stringify(text)}`, () => {
    const address = parseHostAddress(text);
    const found = address === undefined ? null : { host: address.host, port: address.port ?? null };
    assert.deepEqual(found, expected);
  });
}
