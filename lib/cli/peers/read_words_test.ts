import assert from "node:assert/strict";
import cases from "../../../testdata/peers/words.json" with { type: "json" };
import { ANSIBLE } from "./ansible.ts";
import { ANSIBLE_INVENTORY } from "./ansible_inventory.ts";
import { ANSIBLE_PLAYBOOK } from "./ansible_playbook.ts";
import { VAULT_GRAMMARS } from "./vault_grammars.ts";
import type { Grammar } from "./grammar.ts";
import { readWords } from "./read_words.ts";
import { usageText } from "./usage_text.ts";

/** What argparse calls the options, where it is not the first long name with underscores. */
const NAMES: Readonly<Record<string, string>> = {
  ask_become_pass: "become_ask_pass",
  ask_vault_password: "ask_vault_pass",
  verbose: "verbosity",
  limit: "subset",
  list_hosts: "listhosts",
  list_tasks: "listtasks",
  list_tags: "listtags",
  syntax_check: "syntax",
  user: "remote_user",
  private_key: "private_key_file",
  playbook_dir: "basedir",
  background: "seconds",
  poll: "poll_interval",
  vault_id: "vault_ids",
  vault_password_file: "vault_password_files",
  args: "module_args",
  output: "output_file",
  vars: "show_vars",
  prompt: "encrypt_string_prompt",
  show_input: "show_string_input",
  name: "encrypt_string_names",
  stdin_name: "encrypt_string_stdin_name",
};

Deno.test("readWords() reads what argparse reads, and tells what it tells", () => {
  let count = 0;
  for (const { program, words, given, stderr } of cases) {
    const [grammar, rest] = grammarOf(program, words);
    if (grammar === undefined) continue;
    count++;
    const read = readWords(grammar, rest);
    const line = [program, ...words].join(" ");
    if (read.kind === "misused") {
      // Of ansible-inventory, --limit is of a later release.
      const known = grammar === ANSIBLE_INVENTORY
        ? { ...grammar, options: grammar.options.filter(({ key }) => key !== "limit") }
        : grammar;
      const shown = `${usageText(known, 80)}${grammar.program}: error: ${read.problem}\n`;
      // The program tells it then, not its action.
      if (read.isUnrecognized && program === "ansible-vault") continue;
      assert.equal(shown, stderr, line);
      continue;
    }
    assert.equal(read.kind, "given", line);
    if (read.kind !== "given") continue;
    assert.equal(stderr, undefined, line);
    const actual: Record<string, unknown> = {};
    for (const { key, names, kind } of grammar.options) {
      const long = (names.find((name) => name.startsWith("--")) ?? "").slice(2)
        .replaceAll("-", "_");
      const name = NAMES[long] ?? long;
      const value = {
        flag: () => read.given.flag(key) || undefined,
        count: () => read.given.count(key) || undefined,
        text: () => read.given.text(key),
        texts: () => read.given.texts(key).length > 0 ? read.given.texts(key) : undefined,
        number: () => read.given.number(key),
        help: () => undefined,
        version: () => undefined,
      }[kind]();
      if (value !== undefined) actual[name] = value;
    }
    const { args, action: _action, ...options } = given as Record<string, unknown>;
    assert.deepEqual(actual, options, line);
    assert.deepEqual(read.given.operands, [args ?? []].flat(), line);
  }
  assert.ok(count > 90, String(count));
});

function grammarOf(
  program: string,
  words: readonly string[],
): readonly [Grammar<string> | undefined, readonly string[]] {
  switch (program) {
    case "ansible":
      return [ANSIBLE, words];
    case "ansible-inventory":
      return [ANSIBLE_INVENTORY, words];
    case "ansible-playbook":
      return [ANSIBLE_PLAYBOOK, words];
    default: {
      const grammars: Readonly<Record<string, Grammar<string>>> = VAULT_GRAMMARS;
      return [grammars[words[0] ?? ""], words.slice(1)];
    }
  }
}
