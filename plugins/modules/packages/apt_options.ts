import {
  bool,
  int,
  type ModuleCall,
  optionalBool,
  optionalInt,
  optionalStr,
  str,
  strings,
} from "../../../lib/plugin/sdk.ts";

/** The arguments of `apt`. */
export interface AptOptions {
  readonly checkMode: boolean;
  readonly diff: boolean;
  readonly state: string;
  /** Without `*`. */
  readonly packages: readonly string[];
  /** Whether `*`, all that is installed, was among the packages. */
  readonly isAll: boolean;
  readonly deb: string | undefined;
  readonly upgrade: string | undefined;
  readonly updateCache: boolean;
  /** Seconds. */
  readonly cacheValidTime: number;
  readonly updateRetries: number;
  /** Seconds. */
  readonly updateRetryMaxDelay: number;
  readonly purge: boolean;
  readonly autoremove: boolean;
  readonly autoclean: boolean;
  readonly clean: boolean;
  readonly defaultRelease: string | undefined;
  readonly installRecommends: boolean | undefined;
  readonly force: boolean;
  readonly dpkgOptions: readonly string[];
  readonly failOnAutoremove: boolean;
  readonly onlyUpgrade: boolean;
  readonly policyRcD: number | undefined;
  readonly allowUnauthenticated: boolean;
  readonly allowDowngrade: boolean;
  readonly allowChangeHeld: boolean;
  /** Seconds. */
  readonly lockTimeout: number;
}

/** @returns The arguments of one call. */
export function readAptOptions(
  { args, checkMode, diff }: ModuleCall,
): AptOptions {
  const names = strings(args, "package");
  const upgrade = str(args, "upgrade");
  return {
    checkMode,
    diff,
    state: str(args, "state"),
    packages: names.filter((name) => name !== "*").map((name) => name.trim()),
    isAll: names.includes("*"),
    deb: optionalStr(args, "deb"),
    upgrade: upgrade === "no" ? undefined : upgrade,
    updateCache: optionalBool(args, "update_cache") ?? false,
    cacheValidTime: int(args, "cache_valid_time"),
    updateRetries: int(args, "update_cache_retries"),
    updateRetryMaxDelay: int(args, "update_cache_retry_max_delay"),
    purge: bool(args, "purge"),
    autoremove: bool(args, "autoremove"),
    autoclean: bool(args, "autoclean"),
    clean: bool(args, "clean"),
    // Roles pass an empty text where no release is wanted.
    defaultRelease: optionalStr(args, "default_release") || undefined,
    installRecommends: optionalBool(args, "install_recommends"),
    force: bool(args, "force"),
    dpkgOptions: str(args, "dpkg_options").split(","),
    failOnAutoremove: bool(args, "fail_on_autoremove"),
    onlyUpgrade: bool(args, "only_upgrade"),
    policyRcD: optionalInt(args, "policy_rc_d"),
    allowUnauthenticated: bool(args, "allow_unauthenticated"),
    allowDowngrade: bool(args, "allow_downgrade"),
    allowChangeHeld: bool(args, "allow_change_held_packages"),
    lockTimeout: int(args, "lock_timeout"),
  };
}
