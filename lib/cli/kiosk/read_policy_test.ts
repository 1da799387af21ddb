import assert from "node:assert/strict";
import { environment } from "../../system/environment.ts";
import { files } from "../../system/files.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { CommandError } from "../command_error.ts";
import { readPolicy } from "./read_policy.ts";

/** What may be where a policy should be, and what is said of it. */
const CASES: Readonly<Record<string, readonly [(path: string) => void, RegExp]>> = {
  "nothing": [() => {}, /: there is no such file$/],
  "a folder": [(path) => Deno.mkdirSync(path), /: it is a folder$/],
  "a device without an end": [
    (path) => Deno.symlinkSync("/dev/zero", path),
    /: it is no regular file$/,
  ],
  "a link to itself": [(path) => Deno.symlinkSync(path, path), /: /],
  "a file that is too long": [
    (path) => {
      Deno.writeTextFileSync(path, "");
      Deno.truncateSync(path, 2 ** 23);
    },
    /: it has more than 4 MiB$/,
  ],
};

for (const [what, [make, message]] of Object.entries(CASES)) {
  Deno.test(`readPolicy() says that it found ${what}`, () => {
    using folder = new TemporaryFolder();
    const path = `${folder.path}/kiosk.toml`;
    make(path);
    assert.throws(
      () => readPolicy({ system: { environment, files } }, path),
      (error) => error instanceof CommandError && message.test(error.message),
    );
  });
}

Deno.test("readPolicy() does not wait for somebody to write into a pipe", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/kiosk.toml`;
  await new Deno.Command("mkfifo", { args: [path] }).output();
  assert.throws(
    () => readPolicy({ system: { environment, files } }, path),
    /kiosk\.toml: it is no regular file$/,
  );
});
