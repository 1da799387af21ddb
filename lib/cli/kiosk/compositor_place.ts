import type { ServiceConfig, SwayConfig } from "../../kiosk/config/service_config.ts";
import { userVariables } from "../../kiosk/host/session_environment.ts";
import type { OwnSwayOptions } from "../../kiosk/host/sway/own_sway.ts";
import { findUser, type UserAccount } from "../../kiosk/host/user_account.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/** Which compositor a daemon works with, and where. */
export type CompositorPlace =
  | { readonly kind: "none" }
  /** One that somebody else has started. */
  | { readonly kind: "running"; readonly socketPath: string }
  /** One that the daemon starts. */
  | { readonly kind: "own"; readonly sway: SwayPlace };

type SwayPlace = Omit<
  OwnSwayOptions,
  "clock" | "shellAppId" | "sessionOf" | "noteFile" | "signal"
>;

/**
 * @param given The socket that the command line names, if it does.
 * @throws {CommandError} If what the configuration says of it can't be.
 */
export async function compositorPlace(
  app: App,
  given: string | undefined,
  { sway }: ServiceConfig,
): Promise<CompositorPlace> {
  if (given !== undefined && sway !== undefined) {
    const message = "Either --sway-socket or [service.sway] can be given: one Sway is there, the " +
      "other is started";
    throw new CommandError(message);
  }
  if (given !== undefined) return { kind: "running", socketPath: given };
  return sway === undefined ? { kind: "none" } : { kind: "own", sway: await swayPlace(app, sway) };
}

async function swayPlace(app: App, config: SwayConfig): Promise<SwayPlace> {
  const { environment } = app.system;
  const account = await accountOf(app, config);
  const isOther = account.uid !== environment.userId();
  const usual = `/run/user/${account.uid}`;
  const own = isOther ? usual : environment.variable("XDG_RUNTIME_DIR") || usual;
  const runtime = config.runtimeDir ?? own;
  requireFolder(runtime, account);
  return {
    configFile: config.configFile,
    runtime,
    socketPath: `${runtime}/shepherdd-sway.sock`,
    environment: {
      ...locale(environment.variables()),
      ...userVariables(account),
      ...config.environment,
    },
    ...(isOther ? { account } : {}),
  };
}

async function accountOf(app: App, { user }: SwayConfig): Promise<UserAccount> {
  const { environment, processes } = app.system;
  const isRoot = environment.userId() === 0;
  if (user === undefined && isRoot) {
    throw new CommandError("Cannot start Sway as root: it refuses that", {
      hint: "Name whom it runs as: user in [service.sway]",
    });
  }
  const account = await findUser(processes, user ?? environment.userName()).catch((cause) => {
    throw new CommandError(`Cannot start Sway: ${cause.message}`, { cause });
  });
  if (account.uid === 0) throw new CommandError("Cannot start Sway as root: it refuses that");
  if (isRoot || account.uid === environment.userId()) return account;
  throw new CommandError(`Cannot start Sway as ${account.name}: only root can`);
}

function requireFolder(path: string, { name }: UserAccount): void {
  try {
    if (Deno.statSync(path).isDirectory) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new CommandError(`Cannot start Sway: ${name} has no runtime folder ${path}`, {
    hint: `There is one from the start with loginctl enable-linger ${name}`,
  });
}

function locale(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => /^(LANG|LANGUAGE|TZ|LC_[A-Z]+)$/.test(name)),
  );
}
