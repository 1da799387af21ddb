import type { Finding } from "../base/diagnostic.ts";
import type { Files } from "../base/files.ts";
import { Masker } from "../base/mask.ts";
import { messageText } from "../engine/output/message_text.ts";
import { colored, plain } from "../engine/output/palette.ts";
import type { RegistryEntry } from "../plugin/built_in.ts";
import { SharedWorker } from "../plugin/transport/shared_worker.ts";
import { formatDiagnostic, type FramePalette, PLAIN_PALETTE } from "../source/code_frame.ts";
import { hasVaultHeader } from "../source/vault_header.ts";
import { hasColor } from "../system/terminal.ts";
import type { Load } from "./loaded_modules.ts";
import type { System } from "./system.ts";

/** What the program's start puts in. */
export type AppOptions =
  & Pick<App, "system" | "start" | "load">
  & Partial<Pick<App, "masker">>;

/** What commands work with: the system, and ways to tell the person something. */
export class App {
  readonly system: System;
  /** The module that was started: plugins lie beside it, as sources or as bundles. */
  readonly start: URL;
  readonly load: Load;
  /** Runs `plugins/shared_worker.ts`. */
  readonly sharedWorker: SharedWorker;
  /** What must not be told, whatever goes wrong. */
  readonly masker: Masker;
  readonly #told = new Set<string>();
  #colors: "always" | "never" | undefined;

  constructor({ system, start, load, masker = new Masker() }: AppOptions) {
    this.system = system;
    this.start = start;
    this.load = load;
    const extension = start.pathname.endsWith(".js") ? "js" : "ts";
    this.sharedWorker = new SharedWorker(new URL(`plugins/shared_worker.${extension}`, start));
    this.masker = masker;
  }

  /** @returns The same program with other files before it. */
  withFiles(files: Files): App {
    const { system, start, load, masker } = this;
    const app = new App({ system: { ...system, files }, start, load, masker });
    app.#colors = this.#colors;
    return app;
  }

  /** @returns The list of built-in plugins. */
  async registry(): Promise<readonly RegistryEntry[]> {
    const path = "plugins/registry.ts";
    return (await this.load<{ readonly REGISTRY: readonly RegistryEntry[] }>(path)).REGISTRY;
  }

  /** Columns that messages take up, as Ansible reckons them. */
  get columns(): number {
    return Math.max(79, this.system.terminal.width() - 1);
  }

  /** Writes `text` to the standard output. */
  out(text: string): void {
    this.system.terminal.write("stdout", text);
  }

  /** Writes `text` to the standard error, without secrets. */
  err(text: string): void {
    this.system.terminal.write("stderr", this.masker.text(text));
  }

  /** Shows a warning, but each only once. */
  warn(text: string): void {
    const shown = messageText("warning", text, this.columns);
    if (this.#told.has(shown)) return;
    this.#told.add(shown);
    const palette = this.hasColor("stderr") ? colored : plain;
    this.err(`${palette("warning", shown.trimEnd())}\n`);
  }

  /** Shows all findings, each with the place in its file. */
  report(diagnostics: readonly Finding[]): void {
    const palette = this.hasColor("stderr") ? COLORED_FRAMES : PLAIN_PALETTE;
    const texts = new Map<string, string | undefined>();
    const folder = `${this.system.environment.workingFolder()}/`;
    for (const diagnostic of diagnostics) {
      const { position } = diagnostic;
      const { file } = position;
      if (!texts.has(file)) texts.set(file, this.#textOf(file));
      const near = file.startsWith(folder) ? file.slice(folder.length) : file;
      const shown = { ...diagnostic, position: { ...position, file: near } };
      this.err(`${formatDiagnostic(shown, texts.get(file), palette)}\n`);
    }
  }

  /** @returns Whether texts to `stream` have colours. */
  hasColor(stream: "stdout" | "stderr"): boolean {
    if (this.#colors !== undefined) return this.#colors === "always";
    return hasColor(stream, this.system.terminal, this.system.environment);
  }

  /** Takes what the configuration says about colours. */
  setColors(colors: "always" | "never"): void {
    this.#colors = colors;
  }

  /** A finding may be about something that is no file, such as an option's value. */
  #textOf(file: string): string | undefined {
    try {
      const text = this.system.files.readText(file);
      // What a vault looks like on the disk says nothing about what is in it.
      return text !== undefined && hasVaultHeader(text) ? undefined : text;
    } catch {
      return undefined;
    }
  }
}

const COLORED_FRAMES: FramePalette = {
  error: (text) => colored("failed", text),
  warning: (text) => colored("warning", text),
  info: (text) => colored("skipped", text),
  hint: (text) => colored("skipped", text),
  dim: (text) => colored("detail", text),
};
