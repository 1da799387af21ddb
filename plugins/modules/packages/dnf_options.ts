import {
  bool,
  type Dict,
  int,
  type ModuleCall,
  optionalBool,
  optionalStr,
  str,
  strings,
} from "../../../lib/plugin/sdk.ts";

/** The arguments of `dnf` and `yum`. */
export interface DnfOptions {
  readonly checkMode: boolean;
  readonly names: readonly string[];
  readonly state: "present" | "latest" | "absent";
  readonly list: string | undefined;
  readonly isAutoremove: boolean;
  readonly isUpdateOnly: boolean;
  readonly isDownloadOnly: boolean;
  readonly mayDowngrade: boolean;
  readonly updateCache: boolean;
  readonly installRoot: string;
  readonly confFile: string | undefined;
  /** Seconds. */
  readonly lockTimeout: number;
  /** Options of the program for all that it is asked. */
  readonly common: readonly string[];
  /** Options for transactions alone. */
  readonly transaction: readonly string[];
  /** Options for what is carried out alone. */
  readonly download: readonly string[];
}

/** @returns The arguments of one call. */
export function readDnfOptions({ args, checkMode }: ModuleCall): DnfOptions {
  // Texts with commas come as one name in some playbooks.
  const names = strings(args, "name").flatMap((name) => name.split(","))
    .map((name) => name.trim()).filter((name) => name !== "");
  const state = optionalStr(args, "state");
  const isAutoremove = bool(args, "autoremove");
  return {
    checkMode,
    names,
    state: stateOf(state, isAutoremove && names.length === 0),
    list: optionalStr(args, "list") || undefined,
    isAutoremove,
    isUpdateOnly: bool(args, "update_only"),
    isDownloadOnly: bool(args, "download_only"),
    mayDowngrade: bool(args, "allow_downgrade"),
    updateCache: bool(args, "update_cache"),
    installRoot: str(args, "installroot"),
    confFile: optionalStr(args, "conf_file") || undefined,
    lockTimeout: int(args, "lock_timeout"),
    common: commonOptions(args),
    transaction: transactionOptions(args),
    download: bool(args, "download_only")
      ? ["--downloadonly", ...valued("--downloaddir", optionalStr(args, "download_dir"))]
      : [],
  };
}

function stateOf(state: string | undefined, isAutoremove: boolean): DnfOptions["state"] {
  if (isAutoremove || state === "absent" || state === "removed") return "absent";
  return state === "latest" ? "latest" : "present";
}

function valued(option: string, value: string | undefined): readonly string[] {
  return value ? [`${option}=${value}`] : [];
}

function commonOptions(args: Dict): readonly string[] {
  const root = str(args, "installroot");
  const isChecked = bool(args, "sslverify") && bool(args, "validate_certs");
  const each = (option: string, name: string) =>
    strings(args, name).flatMap((value) => valued(option, value));
  return [
    ...valued("--config", optionalStr(args, "conf_file")),
    ...(root === "/" ? [] : [`--installroot=${root}`]),
    ...valued("--releasever", optionalStr(args, "releasever")),
    ...each("--disablerepo", "disablerepo"),
    ...each("--enablerepo", "enablerepo"),
    ...each("--disableplugin", "disable_plugin"),
    ...each("--enableplugin", "enable_plugin"),
    ...each("--exclude", "exclude"),
    ...valued("--disableexcludes", optionalStr(args, "disable_excludes")),
    ...(isChecked ? [] : ["--setopt=sslverify=0"]),
    ...(bool(args, "cacheonly") ? ["--cacheonly"] : []),
    ...(bool(args, "update_cache") && !bool(args, "cacheonly") ? ["--refresh"] : []),
  ];
}

/** Without a word the system's configuration decides. */
function bestFlag(best: boolean | undefined, nobest: boolean | undefined): readonly string[] {
  if (best === true) return ["--best"];
  return best === false || nobest === true ? ["--nobest"] : [];
}

function transactionOptions(args: Dict): readonly string[] {
  const flag = (name: string, option: string) => optionalBool(args, name) ? [option] : [];
  const setting = (name: string, isOn: boolean) => `--setopt=${name}=${isOn ? 1 : 0}`;
  const isChecked = !bool(args, "disable_gpg_check");
  return [
    // As in Ansible all packages are checked, those in files, too.
    ...(isChecked
      ? [setting("gpgcheck", true), setting("localpkg_gpgcheck", true)]
      : ["--nogpgcheck"]),
    setting("clean_requirements_on_remove", bool(args, "autoremove")),
    setting("install_weak_deps", bool(args, "install_weak_deps")),
    ...(bool(args, "skip_broken") ? [setting("strict", false)] : []),
    ...flag("security", "--security"),
    ...flag("bugfix", "--bugfix"),
    ...bestFlag(optionalBool(args, "best"), optionalBool(args, "nobest")),
    ...flag("allowerasing", "--allowerasing"),
  ];
}
