import { deepStrictEqual, throws } from "node:assert/strict";
import type { EntryKind } from "../core/policy.ts";
import { type Recipe, recipeOf } from "./recipe.ts";

const RECIPES: Readonly<Record<string, { readonly kind: EntryKind; readonly recipe: Recipe }>> = {
  "a program": {
    kind: { type: "process", command: "mpv", args: ["a b", "$HOME"], env: { A: "1" }, cwd: "/srv" },
    recipe: { argv: ["mpv", "a b", "$HOME"], env: { A: "1" }, workingFolder: "/srv" },
  },
  "the main program of a snap": {
    kind: { type: "snap", snapName: "tux", args: ["-f"], env: { A: "1" } },
    recipe: { argv: ["snap", "run", "tux", "-f"], env: { A: "1" } },
  },
  "another program of a snap": {
    kind: { type: "snap", snapName: "tux", command: "edit", args: [], env: {} },
    recipe: { argv: ["snap", "run", "tux.edit"], env: {} },
  },
  "a program of a snap by its whole name": {
    kind: { type: "snap", snapName: "tux", command: "tux.edit", args: [], env: {} },
    recipe: { argv: ["snap", "run", "tux.edit"], env: {} },
  },
  "a flatpak": {
    kind: { type: "flatpak", appId: "org.kde.gcompris", args: ["-f"], env: {} },
    recipe: { argv: ["flatpak", "run", "org.kde.gcompris", "-f"], env: {} },
  },
  "a virtual machine": {
    kind: {
      type: "vm",
      driver: "qemu-system-i386",
      args: { m: 64, drive: ["file=a.img", "file=b.img"], snapshot: true, daemonize: false },
    },
    recipe: {
      argv: "qemu-system-i386 --m 64 --drive file=a.img --drive file=b.img --snapshot".split(" "),
      env: {},
    },
  },
  "media without a player": {
    kind: { type: "media", libraryId: "/srv/films/a.mkv", args: {} },
    recipe: { argv: ["xdg-open", "/srv/films/a.mkv"], env: {} },
  },
  "media with a player": {
    kind: { type: "media", libraryId: "a.mkv", args: { player: "mpv", volume: 40 } },
    recipe: { argv: ["mpv", "--volume", "40", "a.mkv"], env: {} },
  },
};

for (const [name, { kind, recipe }] of Object.entries(RECIPES)) {
  Deno.test(`recipeOf() knows how to start ${name}`, () => deepStrictEqual(recipeOf(kind), recipe));
}

const REFUSED: Readonly<Record<string, { readonly kind: EntryKind; readonly error: RegExp }>> = {
  "a type of its own": {
    kind: { type: "custom", typeName: "console", payload: 1 },
    error: /^Error: Nothing here starts entries of type console$/,
  },
  "options without a player": {
    kind: { type: "media", libraryId: "a", args: { volume: 1 } },
    error: /"volume" is for players/,
  },
  "a player that is no program": {
    kind: { type: "media", libraryId: "a", args: { player: 1 } },
    error: /"player" must be the name of a program/,
  },
  "a table as an option": {
    kind: { type: "vm", driver: "bochs", args: { q: { a: 1 } } },
    error: /"q" is a table/,
  },
};

for (const [name, { kind, error }] of Object.entries(REFUSED)) {
  Deno.test(`recipeOf() refuses ${name}`, () => throws(() => recipeOf(kind), error));
}
