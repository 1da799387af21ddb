import { equal } from "node:assert/strict";
import { isInstalled } from "../../connections/testing/needs.ts";
import type { ApplyCommand, Target } from "../../../lib/plugin/sdk.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { TerminalDialogue } from "./terminal_dialogue.ts";

Deno.test({
  name: "TerminalDialogue.step() does not wait for a command that has just ended (needs script)",
  ignore: !isInstalled("script"),
  async fn() {
    await using local = await openLocalTarget();
    const folders: string[] = [];
    const target: Target = {
      probe: (...commands) => local.probe(...commands),
      applyAll: (...commands) => local.applyAll(...commands),
      get: (path) => local.get(path),
      put: (file) => local.put(file),
      facts: () => local.facts(),
      source: (query) => local.source(query),
      async apply(...commands: readonly ApplyCommand[]) {
        const outcomes = await local.apply(...commands);
        if (folders.length === 0) folders.push(outcomes[0]?.stdout.trim() ?? "");
        return outcomes;
      },
    };
    const command = { words: ["true"], cwd: undefined, echo: "on" } as const;
    const dialogue = await TerminalDialogue.open(target, command);
    while ((await dialogue.step("", 1000)).state === "running");
    // As it is in between: nobody reads any more, and nobody has said so yet.
    await Deno.remove(`${folders[0]}/ended`);
    equal((await dialogue.step("answer\n", 0)).state, "running");
    await dialogue.close();
  },
});
