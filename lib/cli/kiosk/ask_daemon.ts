import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { ask, type ClientArguments, withDaemon } from "./daemon_client.ts";
import { durationOf, momentOf } from "./time_arguments.ts";
import {
  budgetsText,
  entriesText,
  eventText,
  fieldsText,
  lengthText,
  reasonText,
  stateText,
  timeText,
} from "./view_text.ts";

/** The commands of `shep kiosk`; each returns its exit code. */

/** `shep kiosk state` */
export async function showState(app: App, options: ClientArguments): Promise<number> {
  await ask(app, options, { command: { type: "get_state" }, type: "state", show: stateText });
  return EXIT.ok;
}

/** `shep kiosk entries` */
export async function showEntries(
  app: App,
  options: ClientArguments & { readonly at: string | undefined },
): Promise<number> {
  await ask(app, options, {
    command: { type: "list_entries", at_time: momentOf(app, options.at) },
    type: "entries",
    show: ({ entries }) => entriesText(entries),
  });
  return EXIT.ok;
}

/** `shep kiosk explain` */
export async function explainEntry(
  app: App,
  options: ClientArguments & { readonly entry: string; readonly at: string | undefined },
): Promise<number> {
  await ask(app, options, {
    command: { type: "explain", entry_id: options.entry, at_time: momentOf(app, options.at) },
    type: "explanation",
    show: ({ lines }) => lines.map((line) => `${line}\n`).join(""),
  });
  return EXIT.ok;
}

/** `shep kiosk launch` */
export async function launchEntry(
  app: App,
  options: ClientArguments & { readonly entry: string },
): Promise<number> {
  const answer = await withDaemon(
    app,
    options,
    (client) => client.request({ type: "launch", entry_id: options.entry }),
  );
  if (options.format === "json") app.out(`${JSON.stringify(answer, null, 2)}\n`);
  if (answer.type === "launch_approved") {
    const end = answer.deadline === null ? "" : `, until ${timeText(answer.deadline)}`;
    if (options.format === "text") app.out(`${options.entry} has started${end}\n`);
    return EXIT.ok;
  }
  if (answer.type !== "launch_denied") throw new Error(`The daemon answered ${answer.type}`);
  const reasons = answer.reasons.map(reasonText).join("; ");
  throw new CommandError(`Cannot start ${options.entry}: ${reasons}`);
}

/** `shep kiosk stop` */
export async function stopSession(
  app: App,
  options: ClientArguments & { readonly force: boolean },
): Promise<number> {
  await ask(app, options, {
    command: { type: "stop_current", mode: options.force ? "force" : "graceful" },
    type: "stopped",
    show: () => "It has ended\n",
  });
  return EXIT.ok;
}

/** `shep kiosk extend` */
export async function extendSession(
  app: App,
  options: ClientArguments & { readonly by: string },
): Promise<number> {
  await ask(app, options, {
    command: { type: "extend_current", by: durationOf(options.by) },
    type: "extended",
    show: ({ new_deadline, beyond }) => {
      if (new_deadline === null) return "It has no end to be extended\n";
      const limits = beyond.length === 0 ? "" : `, beyond its ${beyond.join(" and ")}`;
      return `It may run until ${timeText(new_deadline)}${limits}\n`;
    },
  });
  return EXIT.ok;
}

/** `shep kiosk reload` */
export async function reloadPolicy(app: App, options: ClientArguments): Promise<number> {
  await ask(app, options, {
    command: { type: "reload_config" },
    type: "config_reloaded",
    show: ({ entry_count }) => `The policy was read again: ${entry_count} entries\n`,
  });
  return EXIT.ok;
}

/** `shep kiosk events`: until the daemon stops or the reader has seen enough. */
export async function followEvents(
  app: App,
  options: ClientArguments & { readonly audit: boolean },
): Promise<number> {
  await withDaemon(app, options, async (client) => {
    const { audit } = options;
    await client.ask({ type: "subscribe_events", extended: true, audit }, "subscribed");
    for await (const event of client.events()) {
      app.out(options.format === "json" ? `${JSON.stringify(event)}\n` : eventText(event));
    }
  });
  return EXIT.ok;
}

/** `shep kiosk usage` */
export async function showUsage(
  app: App,
  options: ClientArguments & { readonly from: string | undefined; readonly to: string | undefined },
): Promise<number> {
  const { from, to } = options;
  await ask(app, options, {
    command: {
      type: "get_usage",
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
    type: "usage",
    show: ({ usage, budgets }) => {
      const lines = usage.map(({ day, entry_id, used }) =>
        `${day}  ${entry_id}  ${lengthText(used)}\n`
      );
      const shown = lines.length === 0 ? "Nothing was used\n" : lines.join("");
      return `${shown}${budgets.length === 0 ? "" : `Budgets:\n${budgetsText(budgets)}`}`;
    },
  });
  return EXIT.ok;
}

/** `shep kiosk audit` */
export async function showAudit(
  app: App,
  options: ClientArguments & { readonly after: number | undefined },
): Promise<number> {
  await ask(app, options, {
    command: { type: "read_audit", after: options.after ?? 0 },
    type: "audit",
    show: ({ records }) =>
      records.map(({ sequence, at, fact: { type, ...facts } }) =>
        `${sequence}  ${timeText(at)}  ${type}${fieldsText(facts)}\n`
      ).join(""),
  });
  return EXIT.ok;
}

/** `shep kiosk audit verify` */
export async function verifyAudit(
  app: App,
  options: ClientArguments & { readonly after: number | undefined },
): Promise<number> {
  if (options.after !== undefined) {
    throw new CommandError(`Cannot verify a part of the audit log: --after ${options.after}`);
  }
  const { intact } = await ask(app, options, {
    command: { type: "verify_audit" },
    type: "audit_verified",
    show: ({ records, head, problem }) =>
      problem === null
        ? `The audit log is intact: ${records} records, the last with hash ${head}\n`
        : `The audit log was changed, at record ${records}: ${problem}\n`,
  });
  return intact ? EXIT.ok : EXIT.error;
}

/** `shep kiosk health` */
export async function showHealth(app: App, options: ClientArguments): Promise<number> {
  const { ready } = await ask(app, options, {
    command: { type: "get_health" },
    type: "health",
    show: ({ ready, problems, presence }) =>
      [
        `The daemon is ${ready ? "ready" : "not ready"}`,
        ...problems.map((problem) => `  ${problem}`),
        ...(presence?.locked ? ["The screen is locked"] : []),
        ...(presence?.idle ? ["Nobody is at the computer"] : []),
        "",
      ].join("\n"),
  });
  return ready ? EXIT.ok : EXIT.error;
}

/** `shep kiosk accept-clock` */
export async function acceptClock(app: App, options: ClientArguments): Promise<number> {
  await ask(app, options, {
    command: { type: "accept_clock" },
    type: "clock_accepted",
    show: ({ time }) => `The daemon believes that it is ${timeText(time)}\n`,
  });
  return EXIT.ok;
}
