import { LOGIN_PASSWORDS } from "../../engine/executor/known_secrets.ts";
import type { Connector, Session, Waiting } from "../../engine/executor/sessions.ts";
import { TaskError } from "../../engine/executor/task_error.ts";
import { connect, type PluginSession } from "../../plugin/client.ts";
import type { PluginManager } from "../../plugin/manager.ts";
import type { ConnectRequest } from "../../wire/connection.ts";

/**
 * @param options `askpass`: the program that ssh asks for passwords, made when it is needed.
 * @returns A connector that opens sessions by connection plugins.
 */
export function pluginConnector(
  plugins: PluginManager,
  { askpass }: { readonly askpass: () => string },
): Connector {
  return {
    async connect(connection, request, options) {
      if (!plugins.has(`connect.${connection}`)) {
        throw new TaskError(`the connection plugin '${connection}' was not found`);
      }
      const full = connection === "ssh" && hasPassword(request)
        ? { ...request, settings: [...request.settings, { key: ASKPASS, value: askpass() }] }
        : request;
      const reply = await connect(plugins, { connection, request: full }, options);
      return reply.kind === "failed" ? reply : sessionOf(reply);
    },
  };
}

/** What the ssh plugin calls it. */
const ASKPASS = "shep_ssh_askpass";

function hasPassword({ settings }: ConnectRequest): boolean {
  return settings.some(({ key, value }) => LOGIN_PASSWORDS.has(key) && value !== "");
}

/** Milliseconds that a session has to end, with what runs in it: more than a connection takes. */
const CLOSING_GRACE_MS = 11_000;

function sessionOf(session: PluginSession): Session {
  return {
    user: session.user,
    home: session.home,
    ...(session.said !== undefined && { said: session.said }),
    exec: (request, options: Waiting) => session.exec(request, options),
    put: (request, options: Waiting) => session.put(request, options),
    get: (request, options: Waiting) => session.get(request, options),
    close: () => session.close({ deadlineMs: CLOSING_GRACE_MS }),
  };
}
