/** What a text is about, which decides its colour. */
export type Tone =
  | "ok"
  | "changed"
  | "skipped"
  | "failed"
  | "unreachable"
  | "unknown"
  | "warning"
  | "deprecation"
  | "detail"
  | "added"
  | "removed"
  | "location";

/** Gives texts their colours. */
export type Palette = (tone: Tone, text: string) => string;

/** Leaves texts as they are. */
export const plain: Palette = (_tone, text) => text;

/** Ansible's colours as ECMA-48 sequences; each line by itself, so that pagers show them all. */
export const colored: Palette = (tone, text) => {
  const start = `\x1b[${CODES[tone]}m`;
  return text.split("\n").map((line) => `${start}${line}\x1b[0m`).join("\n");
};

const CODES: Readonly<Record<Tone, string>> = {
  ok: "0;32",
  changed: "0;33",
  skipped: "0;36",
  failed: "0;31",
  unreachable: "1;31",
  unknown: "0;34",
  warning: "1;35",
  deprecation: "0;35",
  detail: "1;30",
  added: "0;32",
  removed: "0;31",
  location: "0;36",
};
