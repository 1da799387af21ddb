import { deepEqual, equal } from "node:assert/strict";
import { environment } from "./environment.ts";
import { FakeEnvironment } from "./fake_environment.ts";

function output(program: string, ...args: string[]): string {
  const { stdout } = new Deno.Command(program, { args }).outputSync();
  return new TextDecoder().decode(stdout).trimEnd();
}

Deno.test("environment says who runs it as id(1) does", () => {
  equal(environment.userId(), Number(output("id", "-u")));
  equal(environment.userName(), output("id", "-un"));
});

Deno.test("environment.homeFolder() falls back on the password file", async () => {
  const program = `import { environment } from "${import.meta.resolve("./environment.ts")}";` +
    "console.log(environment.homeFolder());";
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", program],
    clearEnv: true,
    env: { DENO_NO_UPDATE_CHECK: "1", DENO_DIR: Deno.env.get("DENO_DIR") ?? "" },
  }).output();
  equal(
    new TextDecoder().decode(stdout).trimEnd(),
    output("sh", "-c", 'getent passwd "$(id -u)" | cut -d: -f6'),
  );
});

Deno.test("environment shows variables and the working folder", () => {
  equal(environment.variable("SHEP_NOT_SET_ANYWHERE"), undefined);
  equal(environment.variable("PATH"), environment.variables()["PATH"]);
  equal(environment.workingFolder(), Deno.cwd());
});

Deno.test("FakeEnvironment shows what it was given and nothing else", () => {
  const fake = new FakeEnvironment({
    variables: { LANG: "C" },
    user: { id: 7, name: "ann" },
    workingFolder: "/here",
  });
  deepEqual(fake.variables(), { LANG: "C" });
  equal(fake.variable("PATH"), undefined);
  equal(fake.homeFolder(), "/home/ann");
  equal(new FakeEnvironment({ variables: { HOME: "/h" } }).homeFolder(), "/h");
  equal(fake.userId(), 7);
  equal(fake.userName(), "ann");
  equal(fake.workingFolder(), "/here");
});
