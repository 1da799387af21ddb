import assert from "node:assert/strict";
import { GIVE_BACK, NO_LEASE, TAKE } from "./lease_script.ts";

const SHELLS = ["dash", "bash", "busybox"].filter((name) =>
  new Deno.Command("sh", { args: ["-c", `command -v ${name}`] }).outputSync().success
);

/** A home folder for leases. */
class Target implements Disposable {
  readonly home = Deno.makeTempDirSync();
  readonly #shell: readonly string[];

  constructor(shell: string) {
    this.#shell = shell === "busybox" ? ["busybox", "sh"] : [shell];
  }

  /** Runs a script of this process, which is the shell of the session then. */
  run(
    script: string,
    ...args: readonly string[]
  ): { readonly code: number; readonly said: string } {
    return this.#run([...this.#shell, "-c", script, "sh", ...args]);
  }

  /** Runs a script of a shell that has ended by now. */
  runBefore(script: string, ...args: readonly string[]): number {
    const [program = "sh", ...more] = this.#shell;
    return this.#run([
      "sh",
      "-c",
      `"$@"; exit $?`,
      "sh",
      program,
      ...more,
      "-c",
      script,
      "sh",
      ...args,
    ])
      .code;
  }

  leases(): readonly string[] {
    try {
      return [...Deno.readDirSync(`${this.home}/.shep/leases`)].map(({ name }) => name);
    } catch {
      return [];
    }
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.home, { recursive: true });
  }

  #run([program = "", ...args]: readonly string[]) {
    const env = { HOME: this.home };
    const { code, stdout } = new Deno.Command(program, { args, env }).outputSync();
    return { code, said: new TextDecoder().decode(stdout) };
  }
}

for (const shell of SHELLS) {
  Deno.test(`a lease in ${shell} is held by one run, which may take it again`, () => {
    using target = new Target(shell);
    assert.equal(target.run(TAKE, "web1", "run1", "ann@here", "web 1").code, 0);
    assert.equal(target.run(TAKE, "web1", "run1", "ann@here", "web 1").code, 0);
    assert.equal(target.run(TAKE, "web2", "run2", "bob@there", "web 1").code, 0);
    const { code, said } = target.run(TAKE, "web1", "run2", "bob@there", "web 1");
    assert.equal(code, 1);
    assert.match(
      said,
      new RegExp(
        `^Another run is at work on web 1: that of ann@here, since \\d{4}-\\S+Z \\(\\d+ s ago\\), ` +
          `process ${Deno.pid} there\\. --no-lease does not mind\n$`,
      ),
    );
  });

  Deno.test(`a lease in ${shell} whose shell has ended is void`, () => {
    using target = new Target(shell);
    assert.equal(target.runBefore(TAKE, "web1", "run1", "ann@here", "web 1"), 0);
    assert.deepEqual(target.leases(), ["web1"]);
    assert.equal(target.run(TAKE, "web1", "run2", "bob@there", "web 1").code, 0);
    assert.equal(target.run(TAKE, "web1", "run1", "ann@here", "web 1").code, 1);
    assert.deepEqual(target.leases(), ["web1"]);
  });

  Deno.test(`a lease in ${shell} is given back by who has it, and then nothing is left`, () => {
    using target = new Target(shell);
    target.run(TAKE, "web1", "run1", "ann@here", "web 1");
    assert.equal(target.run(GIVE_BACK, "web1", "run2").code, 0);
    assert.deepEqual(target.leases(), ["web1"]);
    assert.equal(target.run(GIVE_BACK, "web1", "run1").code, 0);
    assert.deepEqual([...Deno.readDirSync(target.home)], []);
  });

  Deno.test(`a lease in ${shell} that another session of the run has taken is left to that`, () => {
    using target = new Target(shell);
    Deno.mkdirSync(`${target.home}/.shep/leases`, { recursive: true });
    const born = Deno.readTextFileSync("/proc/1/stat").replace(/^.*\) /, "").split(" ")[19];
    const text = `run1 1 ${born} 0 1970-01-01T00:00:00Z ann@here`;
    Deno.symlinkSync(text, `${target.home}/.shep/leases/web1`);
    target.run(GIVE_BACK, "web1", "run1");
    assert.deepEqual(target.leases(), ["web1"]);
  });

  Deno.test(`a process that has the number of one that ended holds no lease in ${shell}`, () => {
    using target = new Target(shell);
    Deno.mkdirSync(`${target.home}/.shep/leases`, { recursive: true });
    const link = `${target.home}/.shep/leases/web1`;
    new Deno.Command("ln", {
      args: ["-s", `run1 ${Deno.pid} 1 0 1970-01-01T00:00:00Z ann@here`, link],
    }).outputSync();
    assert.equal(target.run(TAKE, "web1", "run2", "bob@there", "web 1").code, 0);
  });

  Deno.test(`a home that is no folder can keep no lease in ${shell}`, () => {
    using target = new Target(shell);
    Deno.writeTextFileSync(`${target.home}/.shep`, "");
    const { code, said } = target.run(TAKE, "web1", "run1", "ann@here", "web 1");
    assert.deepEqual([code, said], [0, `${NO_LEASE}\n`]);
  });
}
