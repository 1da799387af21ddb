import type { Masker } from "../../base/mask.ts";
import type { Value } from "../../base/value.ts";
import type {
  EventSink,
  MessageLevel,
  PlayRef,
  ResultEvent,
  RunEvent,
  TaskRef,
} from "../executor/event.ts";
import { toText } from "../template/text.ts";
import { banner } from "./banner.ts";
import { customStatsLines } from "./custom_stats.ts";
import { diffText } from "./diff_text.ts";
import { DEFAULT_DISPLAY, type DisplaySettings } from "./display_settings.ts";
import { messageText } from "./message_text.ts";
import type { Palette, Tone } from "./palette.ts";
import { recapLines } from "./recap.ts";
import { resultText, showsResult } from "./result_text.ts";
import type { Writer } from "./writer.ts";

/** What an output for people needs to know about where it writes. */
export interface DefaultOutputOptions {
  readonly writer: Writer;
  readonly masker: Masker;
  /** For the standard output, and for the standard error. */
  readonly palette: { readonly out: Palette; readonly err: Palette };
  /** Columns that banners and warnings take up. */
  readonly columns: number;
  /** How often `-v` was given. */
  readonly verbosity: number;
  /** Ansible's defaults if left out. */
  readonly display?: DisplaySettings;
}

/** @returns A sink that writes what Ansible's default callback writes, byte for byte. */
export function defaultOutput(options: DefaultOutputOptions): EventSink {
  const printer = new DefaultPrinter(options);
  return (event) => printer.print(event);
}

class DefaultPrinter {
  readonly #options: DefaultOutputOptions;
  readonly #display: DisplaySettings;
  /** Messages that have been shown: each is shown once. */
  readonly #told = new Set<string>();
  #play: PlayRef | undefined;
  #lastBanner: TaskRef | undefined;

  constructor(options: DefaultOutputOptions) {
    this.#options = options;
    this.#display = options.display ?? DEFAULT_DISPLAY;
  }

  print(event: RunEvent): void {
    switch (event.kind) {
      case "playbook_start":
        if (event.isCheck === true && this.#display.marksCheckMode) this.#banner("DRY RUN");
        return this.#playbook(event.file, event.plays);
      case "play_start":
        return this.#playBanner(event.play);
      case "no_hosts_matched":
        return this.#line("skipped", "skipping: no hosts matched");
      case "no_hosts_remaining":
        return this.#banner("NO MORE HOSTS LEFT");
      case "task_start":
        return this.#taskStart(event.task, event.hosts);
      case "item_result":
        return this.#item(event.result, event.label);
      case "task_result":
        return this.#result(event.result);
      case "retry":
        return this.#retry(event.result, event.retriesLeft);
      case "included": {
        this.#bannerIfOther(event.task);
        const label = event.label === undefined ? "" : ` => (item=${event.label})`;
        return this.#line(
          "skipped",
          `included: ${event.file} for ${event.hosts.join(", ")}${label}`,
        );
      }
      case "notice":
        return this.#write(`${event.text}\n`);
      case "message":
        return this.#message(event.level, event.text);
      case "recap":
        return this.#recap(event);
      case "async":
        return this.#line("detail", asyncText(event));
      default:
        return event satisfies never;
    }
  }

  #playBanner(play: PlayRef): void {
    this.#play = play;
    const mark = play.isCheck ? this.#mark() : "";
    this.#banner(`${play.name === "" ? "PLAY" : `PLAY [${play.name}]`}${mark}`);
  }

  /** Where results may be hidden, so may be the banner: it waits for the first that is shown. */
  #taskStart(task: TaskRef, hosts: readonly string[]): void {
    const { showsOk, showsSkipped, showsStarts } = this.#display;
    if (!isFree(this.#play) && showsOk && showsSkipped) this.#taskBanner(task);
    if (!showsStarts) return;
    const kind = task.isHandler ? "HANDLER" : "TASK";
    for (const host of hosts) this.#line("ok", ` [started ${kind}: ${task.name} on ${host}]`);
  }

  #recap({ stats, custom }: Extract<RunEvent, { kind: "recap" }>): void {
    this.#banner("PLAY RECAP");
    this.#write(`${recapLines(stats, this.#options.palette.out)}\n`);
    const hasCustom = custom !== undefined && (custom.hosts.size > 0 || custom.run.size > 0);
    if (this.#display.showsCustomStats && hasCustom) {
      this.#banner("CUSTOM STATS: ");
      const { run, hosts } = custom;
      const masked = {
        run: this.#options.masker.dict(run),
        hosts: new Map([...hosts].map(([host, of]) => [host, this.#options.masker.dict(of)])),
      };
      for (const line of customStatsLines(masked, this.#display)) this.#write(`${line}\n`);
    }
    if (this.#play?.isCheck && this.#display.marksCheckMode) this.#banner("DRY RUN");
  }

  #mark(): string {
    return this.#display.marksCheckMode ? " [CHECK MODE]" : "";
  }

  #playbook(file: string, plays: number | undefined): void {
    if (this.#options.verbosity < 2) return;
    this.#banner(`PLAYBOOK: ${file.replace(/^.*\//, "")}`);
    if (plays !== undefined) this.#write(`${plays} plays in ${file}\n`);
  }

  #taskBanner(task: TaskRef): void {
    this.#lastBanner = task;
    const mark = task.isCheck ?? this.#play?.isCheck ? this.#mark() : "";
    this.#banner(`${task.isHandler ? "RUNNING HANDLER" : "TASK"} [${task.name}]${mark}`);
    if (this.#options.verbosity >= 2 && task.position !== undefined) {
      this.#line("detail", `task path: ${task.position.file}:${task.position.line}`);
    }
  }

  /** A strategy that runs hosts freely tells results of several tasks in turn. */
  #bannerIfOther(task: TaskRef): void {
    if (this.#lastBanner === task) return;
    if (!isFree(this.#play) || !isSameInFile(this.#lastBanner, task)) this.#taskBanner(task);
  }

  #isHidden({ outcome }: ResultEvent): boolean {
    return outcome === "ok" && !this.#display.showsOk ||
      outcome === "skipped" && !this.#display.showsSkipped;
  }

  #item(event: ResultEvent, label: string): void {
    if (this.#isHidden(event)) return;
    this.#bannerIfOther(event.task);
    this.#before(event);
    const host = hostLabel(event);
    if (event.outcome === "failed" || event.outcome === "unreachable") {
      this.#failure(event, `failed: [${host}] (item=${label}) => ${this.#json(event)}`);
      return;
    }
    if (event.outcome === "unknown") {
      this.#line("unknown", `unknown: [${host}] => (item=${label}) => ${reasonOf(event)}`);
      return;
    }
    const line = event.outcome === "skipped"
      ? `skipping: [${event.host}] => (item=${label}) `
      : `${event.outcome}: [${host}] => (item=${label})`;
    this.#line(event.outcome, line + this.#shown(event));
  }

  #result(event: ResultEvent): void {
    if (this.#isHidden(event)) return;
    this.#bannerIfOther(event.task);
    this.#before(event);
    const host = hostLabel(event);
    const isTold = event.isLoop && event.result.has("results");
    switch (event.outcome) {
      case "failed":
        if (!isTold) this.#failure(event, `fatal: [${host}]: FAILED! => ${this.#json(event)}`);
        break;
      case "unreachable":
        this.#line("unreachable", `fatal: [${host}]: UNREACHABLE! => ${this.#json(event)}`);
        break;
      case "skipped":
        this.#line("skipped", `skipping: [${event.host}]${this.#shown(event)}`);
        return;
      case "unknown":
        if (!isTold) this.#line("unknown", `unknown: [${host}] => ${reasonOf(event)}`);
        return;
      case "ok":
      case "changed":
        if (isTold) return;
        this.#line(event.outcome, `${event.outcome}: [${host}]${this.#shown(event)}`);
        return;
      default:
        return event.outcome satisfies never;
    }
    if (event.isIgnored) this.#line("skipped", "...ignoring");
  }

  #failure({ task }: ResultEvent, text: string): void {
    const { position } = task;
    const showsPath = this.#display.showsFailedPath && this.#options.verbosity < 2;
    if (showsPath && position !== undefined) {
      this.#line("detail", `task path: ${position.file}:${position.line}`);
    }
    if (this.#display.failuresTo === "out") return this.#line("failed", text);
    const { writer, masker, palette } = this.#options;
    writer.err(`${masker.text(palette.err("failed", text))}\n`);
  }

  #retry(event: ResultEvent, retriesLeft: number): void {
    const line = `FAILED - RETRYING: [${hostLabel(event)}]: ${event.task.name} ` +
      `(${retriesLeft} retries left).`;
    const result = this.#options.verbosity > 2 ? `Result was: ${this.#json(event)}` : "";
    this.#line("detail", line + result);
  }

  /** What is shown before the line of a result. */
  #before(event: ResultEvent): void {
    const diff = diffText(event.diffs, this.#options.palette.out);
    if (diff !== "") this.#write(diff.endsWith("\n") ? diff : `${diff}\n`);
    const exception = event.result.get("exception");
    if (typeof exception === "string") this.#line("failed", this.#exception(exception));
    if (event.isLoop) return;
    for (const text of textsOf(event.result.get("warnings"))) this.#message("warning", text);
    for (const text of textsOf(event.result.get("deprecations"))) {
      this.#message("deprecation", text);
    }
  }

  #exception(text: string): string {
    if (this.#options.verbosity > 2) return `The full traceback is:\n${text}`;
    return "An exception occurred during task execution. To see the full traceback, use -vvv. " +
      `The error was: ${text.trim().split("\n").at(-1)}`;
  }

  #shown(event: ResultEvent): string {
    return showsResult(event, this.#options.verbosity) ? ` => ${this.#json(event)}` : "";
  }

  #json(event: ResultEvent): string {
    const result = new Map(this.#options.masker.dict(event.result));
    // Its items have been told one by one.
    if (event.isLoop) result.delete("results");
    return resultText({ ...event, result }, this.#options.verbosity, this.#display);
  }

  #message(level: MessageLevel, text: string): void {
    const shown = messageText(level, this.#options.masker.text(text), this.#options.columns);
    if (this.#told.has(shown)) return;
    this.#told.add(shown);
    const tone = level === "error" || level === "fatal" ? "failed" : level;
    this.#options.writer.err(`${this.#options.palette.err(tone, shown.slice(0, -1))}\n`);
  }

  #banner(title: string): void {
    this.#write(banner(title, this.#options.columns));
  }

  #line(tone: Tone, text: string): void {
    this.#write(`${this.#options.palette.out(tone, text)}\n`);
  }

  #write(text: string): void {
    this.#options.writer.out(this.#options.masker.text(text));
  }
}

function asyncText({ state, host, jid }: Extract<RunEvent, { kind: "async" }>): string {
  const about = `ASYNC ${state.toUpperCase()} on ${host}: jid=${jid}`;
  return state === "poll" ? `${about} started=1 finished=0` : about;
}

/** Hosts that run freely begin the same task each for itself. */
function isSameInFile(one: TaskRef | undefined, other: TaskRef): boolean {
  return one?.position !== undefined && one.position === other.position &&
    one.isHandler === other.isHandler;
}

function isFree(play: PlayRef | undefined): boolean {
  return play?.strategy === "free" || play?.strategy === "host_pinned";
}

function hostLabel({ host, delegate, delegatedVars }: ResultEvent): string {
  if (delegate === undefined) return host;
  const address = toText(delegatedVars?.get("ansible_host") ?? delegate);
  return `${host} -> ${delegate}${address === delegate ? "" : `(${address})`}`;
}

function reasonOf({ result }: ResultEvent): string {
  return toText(result.get("msg") ?? result.get("censored") ?? null);
}

function textsOf(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
