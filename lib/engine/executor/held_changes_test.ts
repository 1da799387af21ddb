import assert from "node:assert/strict";
import { dict, type Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { Unknown } from "../template/unknown.ts";
import { HeldChanges } from "./held_changes.ts";
import { loadedTask } from "./testing/loaded_task.ts";

function task(module: string, name: string, changedWhen?: Value): LoadedTask {
  return loadedTask({ module, name }, ["changed_when", changedWhen]);
}

type Plain = Readonly<Record<string, Value>>;

/** What was changed first, what is looked at then, what that says, and what is made of it. */
const CASES: readonly {
  readonly name: string;
  readonly first: readonly [module: string, args: Plain, result?: Plain];
  readonly then: readonly [module: string, args: Plain, result?: Plain];
  readonly is: "unknown" | "as it is";
}[] = [
  {
    name: "a file that is made",
    first: ["copy", { dest: "/a/b" }],
    then: ["stat", { path: "/a/b" }],
    is: "unknown",
  },
  {
    name: "another file",
    first: ["copy", { dest: "/a/b" }],
    then: ["stat", { path: "/a/bc" }],
    is: "as it is",
  },
  {
    name: "a file in a folder that was given, where the result says which",
    first: ["copy", { dest: "/a/" }, { dest: "/a/b" }],
    then: ["slurp", { src: "/a/c" }],
    is: "as it is",
  },
  {
    name: "what git would have brought",
    first: ["git", { dest: "/srv/" }],
    then: ["slurp", { src: "/srv/x" }],
    is: "unknown",
  },
  {
    name: "what is in a folder that is made",
    first: ["file", { path: "/a", state: "directory" }],
    then: ["stat", { path: "/a/b" }],
    is: "as it is",
  },
  {
    name: "what is in a folder that is removed",
    first: ["file", { path: "/a", state: "absent" }],
    then: ["stat", { path: "/a/b" }],
    is: "unknown",
  },
  {
    name: "a folder in which something is made",
    first: ["copy", { dest: "/a/b" }],
    then: ["find", { paths: ["/a"] }],
    is: "unknown",
  },
  {
    name: "what a command says it creates",
    first: ["command", { creates: "/a" }],
    then: ["stat", { path: "/a" }],
    is: "unknown",
  },
  {
    name: "a failure about a file that is made",
    first: ["copy", { dest: "/a" }],
    then: ["lineinfile", { path: "/a" }, { failed: true }],
    is: "unknown",
  },
  {
    name: "a failure to copy a file that is made",
    first: ["get_url", { dest: "/a" }],
    then: ["copy", { src: "/a", dest: "/b", remote_src: true }, { failed: true }],
    is: "unknown",
  },
  {
    name: "a file of the controller at the same path",
    first: ["get_url", { dest: "/a" }],
    then: ["copy", { src: "/a", dest: "/b" }, { failed: true }],
    is: "as it is",
  },
  {
    name: "a failure where a package would have been installed",
    first: ["apt", { package: ["nginx"] }],
    then: ["service", { name: "nginx" }, { failed: true }],
    is: "unknown",
  },
  {
    name: "a failure where a file was changed",
    first: ["copy", { dest: "/a" }],
    then: ["service", { name: "nginx" }, { failed: true }],
    is: "as it is",
  },
  {
    name: "what does not fail where a user would have been made",
    first: ["user", { name: "alice" }],
    then: ["stat", { path: "/home/alice" }],
    is: "as it is",
  },
  {
    name: "a line in a file that is changed",
    first: ["template", { dest: "/a" }],
    then: ["lineinfile", { path: "/a" }, { changed: true }],
    is: "unknown",
  },
  {
    name: "another line in a file that gets one",
    first: ["lineinfile", { path: "/a", line: "one", regexp: "^on" }],
    then: ["lineinfile", { path: "/a", line: "two", regexp: "^tw" }, { changed: true }],
    is: "as it is",
  },
  {
    name: "a line that another is taken for",
    first: ["lineinfile", { path: "/a", line: "one" }],
    then: ["lineinfile", { path: "/a", line: "two", regexp: "^o" }, { changed: true }],
    is: "unknown",
  },
  {
    name: "the same option of an INI file",
    first: ["ini_file", { path: "/a", section: "s", option: "o", value: "1" }],
    then: ["ini_file", { path: "/a", section: "s", option: "o", value: "2" }, { changed: true }],
    is: "unknown",
  },
  {
    name: "another option of an INI file",
    first: ["ini_file", { path: "/a", section: "s", option: "o" }],
    then: ["ini_file", { path: "/a", section: "s", option: "p" }, { changed: true }],
    is: "as it is",
  },
  {
    name: "a block with another marker",
    first: ["blockinfile", { path: "/a", marker: "# {mark} 1" }],
    then: ["blockinfile", { path: "/a", marker: "# {mark} 2" }, { changed: true }],
    is: "as it is",
  },
  {
    name: "a folder made for one in it",
    first: ["file", { path: "/a/b/c", state: "directory" }],
    then: ["file", { path: "/a/b", state: "directory" }, { changed: true }],
    is: "unknown",
  },
  {
    name: "a folder that is there, above one that is made",
    first: ["file", { path: "/a/b/c", state: "directory" }],
    then: ["file", { path: "/a", state: "directory" }],
    is: "as it is",
  },
  {
    name: "what a folder that is made is filled with",
    first: ["file", { path: "/a", state: "directory" }],
    then: ["copy", { src: "b/", dest: "/a/" }, { changed: true, dest: "/a/" }],
    is: "as it is",
  },
  {
    name: "whether a command has created its file",
    first: ["copy", { dest: "/a" }],
    then: ["command", { creates: "/a" }, { changed: true }],
    is: "unknown",
  },
];

for (
  const { name, first: [maker, given, made = {}], then: [module, args, found = {}], is } of CASES
) {
  Deno.test(`HeldChanges of a host: ${name} is ${is}`, () => {
    const changes = new HeldChanges();
    const done = { result: dict({ changed: true, ...made }), diffs: [] };
    assert.equal(changes.settle(task(maker, "first"), dict(given), done), done);
    changes.note(task(maker, "first"), dict(given), done.result);
    const seen = { result: dict({ changed: false, ...found }), diffs: [] };
    const { registered } = changes.settle(task(module, "then"), dict(args), seen);
    assert.equal(registered instanceof Unknown, is === "unknown");
  });
}

Deno.test("HeldChanges of a host takes no note of what changes nothing", () => {
  const changes = new HeldChanges();
  const idle = { result: dict({ changed: false }), diffs: [] };
  changes.note(task("copy", "first"), dict({ dest: "/a" }), idle.result);
  assert.equal(changes.settle(task("stat", "then"), dict({ path: "/a" }), idle), idle);
});

Deno.test("HeldChanges of a host expect nothing of commands that only look", () => {
  const changes = new HeldChanges();
  const held = dict({ skipped: true });
  changes.note(task("command", "look", false), dict({}), held);
  const failed = { result: dict({ failed: true }), diffs: [] };
  assert.equal(changes.settle(task("service", "then"), dict({}), failed), failed);
  changes.note(task("command", "install"), dict({}), held);
  assert.notEqual(changes.settle(task("service", "then"), dict({}), failed), failed);
});
