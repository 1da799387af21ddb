import type { Answer, Command } from "../../kiosk/api.ts";
import { type AnswerTo, KioskClient, KioskError } from "../../kiosk/ipc/client.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { clientSocket } from "./daemon_paths.ts";

/** What all commands to the daemon are asked for. */
export interface ClientArguments {
  readonly socket: string | undefined;
  readonly format: "text" | "json";
}

/**
 * Does something with a connection to the daemon.
 *
 * @throws {CommandError} If there is none, or it refuses.
 */
export async function withDaemon<T>(
  app: App,
  { socket }: Pick<ClientArguments, "socket">,
  act: (client: KioskClient) => Promise<T>,
): Promise<T> {
  const path = socket ?? clientSocket(app.system.environment);
  using client = await connect(path);
  try {
    return await act(client);
  } catch (error) {
    if (error instanceof KioskError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

/** Gives one command, and shows its answer: as `show` says, or as JSON. */
export async function ask<T extends Answer["type"]>(
  app: App,
  options: ClientArguments,
  { command, type, show }: {
    readonly command: Command;
    readonly type: T;
    readonly show: (answer: AnswerTo<T>) => string;
  },
): Promise<AnswerTo<T>> {
  const answer = await withDaemon(app, options, (client) => client.ask(command, type));
  app.out(options.format === "json" ? `${JSON.stringify(answer, null, 2)}\n` : show(answer));
  return answer;
}

async function connect(path: string): Promise<KioskClient> {
  try {
    return await KioskClient.connect(path);
  } catch (error) {
    throw new CommandError(`Cannot reach the daemon at ${path}: ${reason(error)}`, {
      cause: error,
      hint: "Start it with shep daemon run, or name its socket with --socket",
    });
  }
}

function reason(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such socket";
  if (error instanceof Deno.errors.ConnectionRefused) return "nobody listens there";
  if (error instanceof Deno.errors.PermissionDenied) return "this user may not connect";
  return error instanceof Error ? error.message : String(error);
}
