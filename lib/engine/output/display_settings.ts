/** What the configuration says about how results are shown to people. */
export interface DisplaySettings {
  /** `display_skipped_hosts` */
  readonly showsSkipped: boolean;
  /** `display_ok_hosts` */
  readonly showsOk: boolean;
  /** `display_failed_stderr`: whether failures go to the standard error. */
  readonly failuresTo: "out" | "err";
  /** `check_mode_markers` */
  readonly marksCheckMode: boolean;
  /** `show_per_host_start` */
  readonly showsStarts: boolean;
  /** `show_custom_stats`: what set_stats said. */
  readonly showsCustomStats: boolean;
  /** `show_task_path_on_failure` */
  readonly showsFailedPath: boolean;
  /** `callback_result_format` */
  readonly format: "json" | "yaml";
  /** `callback_format_pretty`; as the format has it if left out. */
  readonly isPretty?: boolean;
}

/** Ansible's defaults. */
export const DEFAULT_DISPLAY: DisplaySettings = {
  showsSkipped: true,
  showsOk: true,
  failuresTo: "out",
  marksCheckMode: false,
  showsStarts: false,
  showsCustomStats: false,
  showsFailedPath: false,
  format: "json",
};
