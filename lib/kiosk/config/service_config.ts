/** What the configuration says about the daemon itself. `~` is expanded; what is left out is absent. */
export interface ServiceConfig {
  readonly socketPath?: string;
  readonly dataDir?: string;
  readonly logDir?: string;
  readonly captureChildOutput: boolean;
  readonly childLogDir?: string;
  /** Bytes of output that are kept of a session. */
  readonly childLogLimit: number;
  readonly roles: RoleConfig;
  /** The compositor that the daemon starts, if it starts one. */
  readonly sway?: SwayConfig;
}

/** How Sway is started. */
export interface SwayConfig {
  /** Sway's own configuration, an absolute path. */
  readonly configFile: string;
  /** Whom it runs as; the daemon's own user if left out. */
  readonly user?: string;
  /** Where it keeps its sockets; the runtime folder of its user if left out. */
  readonly runtimeDir?: string;
  /** What is added to its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a client may do. */
export type Role = "admin" | "shell" | "observer";

/** Who has which role, by user id; root is always an admin, and the most powerful role counts. */
export interface RoleConfig {
  readonly adminUids: readonly number[];
  readonly shellUids: readonly number[];
  readonly observerUids: readonly number[];
  /** Of everyone who is not listed, the daemon's own user among them; nothing if left out. */
  readonly defaultRole?: "shell" | "observer";
}
