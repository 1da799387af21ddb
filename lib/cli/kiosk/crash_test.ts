import assert from "node:assert/strict";
import { type KioskClient, KioskError } from "../../kiosk/ipc/client.ts";
import { processesOf, RealDaemon } from "./testing/real_daemon.ts";

/** Kills daemons again and again while sessions start and stop. */

const KILLS = 200;
/** Side by side, each in its own folder: most of the time is waited for. */
const DAEMONS = 8;

/** Milliseconds that a kill may cost in usage. */
const LOSS = 1000;

const POLICY = `
config_version = 1

[service]
roles = { admin_uids = [$UID] }

[[entries]]
id = "sleeper"
label = "Sleeper"
kind = { type = "process", command = "sleep", args = ["999"] }
limits = { max_run_seconds = 0, grace_seconds = 1 }
warnings = []
`;

Deno.test(`shep daemon run outlives ${KILLS} kills and loses a second at most each time`, async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: DAEMONS }, async (_, n) => {
    // To give up permissions takes a second start of the runtime each time: one shows that it works.
    const words = n === 0 ? [] : ["--unconfined"];
    await using daemon = await RealDaemon.start({ policy: POLICY, words });
    await killOften(daemon, KILLS / DAEMONS);
    using client = await daemon.connect();
    const audit = await client.ask({ type: "verify_audit" }, "audit_verified");
    assert.equal(audit.problem, null);
  }));
  for (const one of outcomes) if (one.status === "rejected") throw one.reason;
});

async function killOften(daemon: RealDaemon, kills: number): Promise<void> {
  let booked = 0;
  for (let kill = 0; kill < kills; kill++) {
    const storm = new Storm(await daemon.connect());
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 20 + Math.random() * 280);
    const raging = storm.rage();
    await promise;
    await daemon.signal("SIGKILL");
    await raging;
    await daemon.restart();
    using client = await daemon.connect();
    const { least, most } = await storm.settle(client);
    const { usage } = await client.ask({ type: "get_usage" }, "usage");
    const total = usage.reduce((sum, { used }) => sum + used.secs * 1000 + used.nanos / 1e6, 0);
    const gained = total - booked;
    booked = total;
    assert.ok(least - gained <= LOSS, `Kill ${kill}: ${least} ms ran at least, ${gained} booked`);
    // A millisecond for each of the numbers that were rounded.
    assert.ok(gained <= most + 20, `Kill ${kill}: ${most} ms ran at most, ${gained} booked`);
  }
}

/** Sessions that come and go, and how long they ran at least and at most, as a client can tell. */
class Storm {
  readonly #client: KioskClient;
  #least = 0;
  #most = 0;
  /** When the session that may run was asked for, and when that was confirmed. */
  #open: { readonly asked: number; readonly confirmed?: number; readonly id?: string } | undefined;
  /** When it was told to end, if it was. */
  #told: number | undefined;

  constructor(client: KioskClient) {
    this.#client = client;
  }

  /** Starts and stops until the connection ends. */
  async rage(): Promise<void> {
    using client = this.#client;
    try {
      while (true) {
        await this.#launch(client);
        if (Math.random() < 0.5) await client.ask({ type: "get_state" }, "state");
        await this.#stop(client);
      }
    } catch (error) {
      assert.match(String(error), /connection|Broken pipe/i);
    }
  }

  /** Ends what is left after a restart. @returns How long all ran. */
  async settle(client: KioskClient): Promise<{ readonly least: number; readonly most: number }> {
    const { current_session } = await client.ask({ type: "get_state" }, "state");
    const wasOpen = this.#open;
    const wasTold = this.#told;
    const isOver = current_session === null || !await this.#stopRest(client);
    if (!isOver) {
      assert.ok(wasOpen, "A session that was stopped runs again");
    } else if (wasOpen) {
      // What was confirmed runs on, unless it was told to end.
      assert.ok(wasOpen.confirmed === undefined || wasTold !== undefined);
      if (wasOpen.id !== undefined) assert.deepEqual(processesOf(wasOpen.id), []);
      this.#end(performance.now());
    }
    return { least: this.#least, most: this.#most };
  }

  async #launch(client: KioskClient): Promise<void> {
    const asked = performance.now();
    this.#told = undefined;
    this.#open = { asked };
    const { session_id } = await client.ask(
      { type: "launch", entry_id: "sleeper" },
      "launch_approved",
    );
    this.#open = { asked, confirmed: performance.now(), id: session_id };
  }

  async #stop(client: KioskClient): Promise<void> {
    this.#told ??= performance.now();
    await client.ask({ type: "stop_current", mode: "force" }, "stopped");
    this.#end(performance.now());
  }

  /** @returns Whether there was something to stop: what had not quite started may be gone by now. */
  async #stopRest(client: KioskClient): Promise<boolean> {
    try {
      await this.#stop(client);
      return true;
    } catch (error) {
      if (error instanceof KioskError && error.code === "no_active_session") return false;
      throw error;
    }
  }

  #end(at: number): void {
    if (!this.#open) return;
    const { asked, confirmed } = this.#open;
    if (confirmed !== undefined) this.#least += (this.#told ?? confirmed) - confirmed;
    this.#most += at - asked;
    this.#open = undefined;
  }
}
