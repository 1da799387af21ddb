/** All ways to write findings, the default first. */
export const FINDING_FORMATS = ["text", "json", "github", "sarif", "junit"] as const;

/** A way to write findings. */
export type FindingFormat = typeof FINDING_FORMATS[number];
