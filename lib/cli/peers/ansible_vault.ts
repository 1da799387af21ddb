import { reprText } from "../../engine/template/text.ts";
import type { App } from "../app.ts";
import type { Grammar } from "./grammar.ts";
import { ABOUT, VERBOSITY } from "./options.ts";
import { answer, misused, type Peer } from "./peer.ts";
import { readWords } from "./read_words.ts";
import { runVault } from "./run_vault.ts";
import { VAULT_GRAMMARS, type VaultAction, type VaultKey } from "./vault_grammars.ts";

const PROGRAM: Grammar<"help" | "version" | "verbosity"> = {
  program: "ansible-vault",
  brief: "Encrypts files and texts",
  options: [...ABOUT, ...VERBOSITY],
  operands: {
    name: `{${Object.keys(VAULT_GRAMMARS).join(",")}} ...`,
    count: "one",
    does: "What to do; each has a --help of its own",
  },
};

/** `ansible-vault`. */
export const ansibleVault: Peer = (words, columns) => {
  const at = words.findIndex((word) => !word.startsWith("-"));
  const before = at === -1 ? words : words.slice(0, at);
  const read = readWords({ ...PROGRAM, operands: { ...PROGRAM.operands, count: "any" } }, before);
  if (read.kind === "help" || read.kind === "version") return answer(PROGRAM, read.kind, columns);
  if (read.kind === "misused" && !read.isUnrecognized) {
    return misused(PROGRAM, read.problem, columns);
  }
  const action = words[at];
  if (action === undefined) {
    return misused(PROGRAM, "the following arguments are required: action", columns);
  }
  if (!isAction(action)) {
    const choices = Object.keys(VAULT_GRAMMARS).map(reprText).join(", ");
    const problem = `argument action: invalid choice: ${reprText(action)} (choose from ${choices})`;
    return misused(PROGRAM, problem, columns);
  }
  const inner = readWords<VaultKey>(VAULT_GRAMMARS[action], words.slice(at + 1));
  if (inner.kind === "help" || inner.kind === "version") {
    return answer(VAULT_GRAMMARS[action], inner.kind, columns);
  }
  // What nobody wants is the program's to tell.
  const unwanted = [read, inner].flatMap((one) =>
    one.kind === "misused" && one.isUnrecognized ? [one.problem] : []
  );
  const [first, ...more] = unwanted;
  if (first !== undefined) {
    const rest = more.map((text) => text.replace(/^[^:]*:/, "")).join("");
    return misused(PROGRAM, first + rest, columns);
  }
  if (inner.kind === "misused") return misused(VAULT_GRAMMARS[action], inner.problem, columns);
  const { given } = inner;
  const run = (app: App) => runVault(app, action, given);
  return { kind: "invocation", invocation: { permissions: ["run", "write"], run } };
};

function isAction(word: string): word is VaultAction {
  return Object.hasOwn(VAULT_GRAMMARS, word);
}
