import type { Connector, Session, Waiting } from "../../engine/executor/sessions.ts";
import { connect, type PluginSession } from "../../plugin/client.ts";
import type { PluginManager } from "../../plugin/manager.ts";

/** @returns A connector that opens sessions by connection plugins. */
export function pluginConnector(plugins: PluginManager): Connector {
  return {
    async connect(connection, request, options) {
      if (!plugins.has(`connect.${connection}`)) {
        const message = `the connection plugin '${connection}' was not found`;
        return { failure: "unreachable", message };
      }
      const reply = await connect(plugins, { connection, request }, options);
      return reply.kind === "failed" ? reply : sessionOf(reply);
    },
  };
}

/** A session whose command does not end is not waited for: its plugin is about to be ended. */
const GRACE_MS = 1000;

function sessionOf(session: PluginSession): Session {
  return {
    user: session.user,
    home: session.home,
    exec: (request, options: Waiting) => session.exec(request, options),
    put: (request, options: Waiting) => session.put(request, options),
    get: (request, options: Waiting) => session.get(request, options),
    close: () => session.close({ deadlineMs: GRACE_MS }),
  };
}
