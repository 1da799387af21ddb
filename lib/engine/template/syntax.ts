/** How templates are written: delimiters and what happens to white space around blocks. */
export interface Syntax {
  readonly blockStart: string;
  readonly blockEnd: string;
  readonly variableStart: string;
  readonly variableEnd: string;
  readonly commentStart: string;
  readonly commentEnd: string;
  /** Whether the first newline after a block is removed. */
  readonly trimBlocks: boolean;
  /** Whether space before a block at the start of a line is removed. */
  readonly lstripBlocks: boolean;
  /** Whether a single newline at the end of the template is kept. */
  readonly keepTrailingNewline: boolean;
  /** What every newline of the template becomes. */
  readonly newline: string;
}

/** Ansible's defaults: Jinja2's with `trim_blocks` on. */
export const ANSIBLE_SYNTAX: Syntax = {
  blockStart: "{%",
  blockEnd: "%}",
  variableStart: "{{",
  variableEnd: "}}",
  commentStart: "{#",
  commentEnd: "#}",
  trimBlocks: true,
  lstripBlocks: false,
  keepTrailingNewline: false,
  newline: "\n",
};
