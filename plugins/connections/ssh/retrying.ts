import type { Random } from "../../../lib/base/random.ts";
import type { ConnectReply } from "../../../lib/plugin/sdk.ts";
import { Settings } from "../settings.ts";
import type { ShellConnection } from "../shell_connection.ts";

/**
 * @returns `connection`, whose attempts to connect are repeated as `ansible_ssh_retries` says, and a
 * few times anyway where a server is only busy. Nothing has run on the host yet, so this is safe; a
 * refused password or key is not tried again, as that can lock an account.
 */
export function retrying(connection: ShellConnection): ShellConnection {
  return {
    ...connection,
    async connect(request, context) {
      const retries = Number(new Settings(request).text("ansible_ssh_retries") ?? 0);
      for (let attempt = 0;; attempt++) {
        const reply = await connection.connect(request, context);
        if (attempt >= Math.max(retries, isBusy(reply) ? BUSY_RETRIES : 0)) return reply;
        if (reply.kind === "open" || reply.failure !== "unreachable") return reply;
        const pauseMs = isBusy(reply)
          ? busyPauseMs(attempt, context.random)
          : Math.min(2 ** attempt - 1, 30) * 1000;
        context.log("info", `${request.host}: ${reply.message}; tried again in ${pauseMs} ms`);
        await context.clock.sleep(pauseMs, { signal: context.signal });
      }
    },
  };
}

/**
 * A server that has too many logins under way closes some connections before it has said a word. With
 * these pauses it has a minute.
 */
const BUSY_RETRIES = 10;

/** Those who were refused together do not come back together. */
function busyPauseMs(attempt: number, random: Random): number {
  const [byte = 0] = random.bytes(1);
  return Math.round(Math.min(2 ** attempt, 8) * 1000 * (1 + byte / 256) / 2);
}

/** Where a jump host says what is wrong, ssh ends like that, too. */
function isBusy(reply: ConnectReply): boolean {
  return reply.kind === "failed" && !JUMP_FAILED.test(reply.message) &&
    /kex_exchange_identification|MaxStartups/.test(reply.message);
}

const JUMP_FAILED =
  /refused|resolve|No route|unreachable|timed out|verification failed|open failed/;
