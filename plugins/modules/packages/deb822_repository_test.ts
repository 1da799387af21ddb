import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { deb822Repository } from "./deb822_repository.ts";
import spec from "./deb822_repository.json" with { type: "json" };

const PATH = "/etc/apt/sources.list.d/my-repo-1.sources";
const KEY_PATH = "/etc/apt/keyrings/my-repo-1.asc";
const KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nx\n";
const ARGS = {
  name: "My_Repo 1!",
  uris: "https://deb.example.org",
  suites: ["stable", "testing"],
  components: "main",
  enabled: true,
  date_max_future: 5,
};
const TEXT = `Components: main
Date-Max-Future: 5
Enabled: yes
X-Repolib-Name: My_Repo 1!
Suites: stable testing
Types: deb
URIs: https://deb.example.org
`;

/** Files are there with mode 0644. */
async function run(args: Record<string, Value>, files: Record<string, string> = {}, check = false) {
  const target = new FakeTarget({
    checkMode: check,
    commands: (text) => {
      const path = text.split(" ").at(-1) ?? "";
      const content = files[path];
      if (text.startsWith("stat")) {
        return content === undefined
          ? { exitCode: 1 }
          : `81a4|${content.length}|0|0|1|5|6|root|root|7|8|${path}\n`;
      }
      if (text.startsWith("cat")) return content ?? { exitCode: 1 };
      if (text.startsWith("curl")) return KEY;
      if (text.startsWith("test -f")) return { exitCode: text.endsWith("/key.asc") ? 0 : 1 };
      return /^(rm|mkdir|chmod)/.test(text) ? "" : undefined;
    },
  });
  const outcome = await runModule({
    ...{ run: deb822Repository, spec, target, checkMode: check, diff: true },
    args,
  });
  const written = target.written.map(({ path, content, mode }) => [
    path,
    typeof content === "string" ? content : new TextDecoder().decode(content as Uint8Array),
    mode,
  ]);
  return { ...outcome, written, applied: target.applied };
}

Deno.test("deb822Repository() writes a source whose name is made of its title", async () => {
  const { changed, result, written, diff } = await run(ARGS);
  deepEqual([changed, result], [true, { repo: TEXT, dest: PATH, key_filename: null }]);
  deepEqual(written, [[PATH, TEXT, "0644"]]);
  deepEqual(diff, [{ before: "", after: TEXT, afterHeader: PATH }]);
  const again = await run(ARGS, { [PATH]: TEXT });
  deepEqual([again.changed, again.written, again.applied], [false, [], []]);
  const other = await run({ ...ARGS, mode: "0600" }, { [PATH]: TEXT });
  deepEqual([other.changed, other.applied], [true, [`chmod 0600 ${PATH}`]]);
  deepEqual((await run(ARGS, {}, true)).written, []);
});

Deno.test("deb822Repository() takes keys by address, by file and as they are", async () => {
  const fetched = await run({ ...ARGS, signed_by: "https://deb.example.org/key" });
  deepEqual(fetched.written.map(([path]) => path), [KEY_PATH, PATH]);
  deepEqual(fetched.applied, ["mkdir -p -m 0755 /etc/apt/keyrings"]);
  equal(fetched.result["key_filename"], KEY_PATH);
  const known = await run({ ...ARGS, signed_by: "https://deb.example.org/key" }, {
    [KEY_PATH]: KEY,
  });
  deepEqual(known.written.map(([path]) => path), [PATH]);
  const repo = async (key: string) =>
    String((await run({ ...ARGS, signed_by: key })).result["repo"]);
  equal(/^Signed-By:.*$/m.exec(await repo("/etc/key.asc"))?.[0], "Signed-By: /etc/key.asc");
  equal(
    /^Signed-By:(\n .*)+/m.exec(await repo("-----BEGIN\n\nx"))?.[0],
    "Signed-By:\n -----BEGIN\n .\n x",
  );
});

Deno.test("deb822Repository() removes the source with its key", async () => {
  const args = { name: ARGS.name, state: "absent" };
  const { changed, applied, result } = await run(args, { [PATH]: TEXT, [KEY_PATH]: KEY });
  deepEqual([changed, applied], [true, [`rm -f -- ${PATH} ${KEY_PATH}`]]);
  deepEqual(result, { repo: null, dest: PATH, key_filename: KEY_PATH });
  equal((await run(args)).changed, false);
});
