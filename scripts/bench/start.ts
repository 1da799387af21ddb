import { TemporaryFolder } from "../../lib/system/temporary_folder.ts";
import { type Benchmark, hold } from "./bench_run.ts";
import type { Contender } from "./contest.ts";

/** Starts are short, so more rounds cost little. */
const ROUNDS_EACH = 7;

/** What it costs to start, against Deno that says hello. */
export const start: Benchmark = {
  name: "start",
  about: "starts of commands that do next to nothing",
  run: async (bench) => {
    const { shep, peers } = bench;
    using folder = new TemporaryFolder();
    Deno.writeTextFileSync(`${folder.path}/hello.js`, 'console.log("hello");\n');
    const contenders: readonly Contender[] = [
      { name: "deno, hello", argv: [Deno.execPath(), "run", "hello.js"] },
      { name: "shep --version", argv: [shep, "--version"] },
      { name: "shep --help", argv: [shep, "--help"] },
      { name: "shep config list", argv: [shep, "config", "list"] },
      ...peers.ansible === undefined
        ? []
        : [{ name: "ansible --version", argv: [peers.ansible.ansible, "--version"] }],
      ...peers.pyinfra === undefined
        ? []
        : [{ name: "pyinfra --version", argv: [peers.pyinfra, "--version"] }],
    ];
    const rounds = bench.rounds * ROUNDS_EACH;
    await hold({ ...bench, rounds }, "starts", { contenders, folder: folder.path });
  },
};
