import assert from "node:assert/strict";
import { PEER_NAMES } from "../../lib/cli/peers/peer_names.ts";
import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { build } from "../build.ts";
import { PROJECT_ROOT } from "../project_root.ts";

/**
 * The built program on a machine without Deno: its PATH holds what a small Debian has and no deno,
 * node or npx; its working folder holds what is to be run and nothing of the project.
 */

/** Programs that must not be found. */
const HIDDEN = /^(deno|node|nodejs|npm|npx|shep.*|ansible.*)$/;

class BareMachine implements Disposable {
  readonly #folder = new TemporaryFolder();
  readonly work = `${this.#folder.path}/work`;
  readonly #bin = `${this.#folder.path}/bin`;

  async install(): Promise<void> {
    Deno.mkdirSync(this.#bin);
    Deno.mkdirSync(this.work);
    for (const folder of ["/usr/bin", "/bin"]) {
      for (const { name } of Deno.readDirSync(folder)) {
        if (HIDDEN.test(name)) continue;
        try {
          Deno.symlinkSync(`${folder}/${name}`, `${this.#bin}/${name}`);
        } catch (error) {
          if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
        }
      }
    }
    const output = `${this.#folder.path}/shep`;
    await build({ output, form: "self-extracting" }, PROJECT_ROOT);
    Deno.symlinkSync(output, `${this.#bin}/shep`);
    for (const name of PEER_NAMES) Deno.symlinkSync(output, `${this.#bin}/${name}`);
  }

  async run(line: string): Promise<{ code: number; stdout: string; stderr: string }> {
    const { code, stdout, stderr } = await new Deno.Command("/bin/sh", {
      args: ["-c", line],
      cwd: this.work,
      clearEnv: true,
      env: { PATH: this.#bin, HOME: this.#folder.path, LANG: "C.UTF-8" },
      stdin: "null",
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }
}

async function expectOk(machine: BareMachine, line: string): Promise<string> {
  const { code, stdout, stderr } = await machine.run(line);
  assert.equal(code, 0, `${line}\n${stdout}${stderr}`);
  return stdout;
}

Deno.test("the built program does its work where there is no Deno", async (test) => {
  using machine = new BareMachine();
  await machine.install();
  await test.step("nothing of Deno can be found", async () => {
    assert.notEqual((await machine.run("command -v deno || command -v node")).code, 0);
  });
  await test.step("it says its version", async () => {
    assert.match(await expectOk(machine, "shep --version"), /^shep \d/);
  });
  await test.step("it reads a playbook that is beside it", async () => {
    await new Deno.Command("cp", {
      args: ["-r", `${PROJECT_ROOT}/testdata/demo/.`, machine.work],
    }).output();
    assert.match(await expectOk(machine, "shep inventory ls -i hosts.yml"), /web \(2 hosts\)/);
    const list = await expectOk(machine, "shep inventory ls -i hosts.yml --format json");
    assert.ok("_meta" in JSON.parse(list));
    assert.match(await expectOk(machine, "shep playbook show -f site.yml"), /^PLAYBOOK: site.yml/);
    assert.match(await expectOk(machine, "shep playbook validate -f site.yml"), /nothing is wrong/);
  });
  await test.step("it runs it, and then has nothing left to change", async () => {
    assert.match(await expectOk(machine, "shep run site.yml -i hosts.yml"), /changed=[1-9]/);
    const again = await expectOk(machine, "shep run site.yml -i hosts.yml");
    for (const line of again.split("\n").filter((line) => line.includes("unreachable="))) {
      assert.match(line, /changed=0 +unreachable=0 +failed=0/);
    }
  });
  await test.step("its plugins and modules are in it", async () => {
    assert.match(await expectOk(machine, "shep plugin ls"), /inventory/);
    assert.match(await expectOk(machine, "shep module doc copy"), /dest/);
    const echo = `shep plugin call echo --json '{"text": "hello"}'`;
    assert.match(await expectOk(machine, echo), /hello/);
    assert.match(await expectOk(machine, `${echo} --plugin-transport basic=process`), /hello/);
  });
  await test.step("its plugins run as executables of their own, with the same results", async () => {
    const lines = ["shep inventory ls -i hosts.yml -v", "shep playbook show -f site.yml"];
    const before = await Promise.all(lines.map((line) => expectOk(machine, line)));
    const transports: string[] = [];
    for (const plugin of ["inventory", "playbook", "local", "files"]) {
      const output = `${machine.work}/shep-plugin-${plugin}`;
      await build({ output, plugin, form: "self-extracting" }, PROJECT_ROOT);
      transports.push(`${plugin}=./shep-plugin-${plugin}`);
    }
    const choice = `--plugin-transport ${transports.join(",")}`;
    const after = await Promise.all(lines.map((line) => expectOk(machine, `${line} ${choice}`)));
    assert.deepEqual(after, before);
    const run = await expectOk(machine, `shep run site.yml -i hosts.yml ${choice}`);
    assert.match(run, /changed=0 +unreachable=0 +failed=0/);
  });
  await test.step("it takes the command line of the program it is called as", async () => {
    assert.match(await expectOk(machine, "ansible-playbook -i hosts.yml site.yml"), /PLAY RECAP/);
    assert.match(await expectOk(machine, "ansible --version"), /^ansible \[core /);
    const pinged = await expectOk(machine, "ansible -i hosts.yml all -m ping -o");
    assert.match(pinged, /\| SUCCESS => \{"changed": false,"ping": "pong"\}\n/);
    assert.match(await expectOk(machine, "ansible-inventory -i hosts.yml --graph"), /^@all:\n/);
    const made = "echo secret >password && echo text >file && ansible-vault encrypt file " +
      "--vault-password-file password && ansible-vault view file --vault-password-file password";
    assert.equal(await expectOk(machine, made), "text\n");
  });
});
