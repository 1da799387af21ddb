/** What a setting's text is turned into. */
export type SettingType =
  | "bool"
  | "int"
  | "text"
  /** Texts between commas. */
  | "list"
  /** A path from the folder of the file that says it. */
  | "path"
  /** Such paths between commas. */
  | "paths"
  /** Such paths between colons. */
  | "search-path";

/** What a setting is once it is read; `null` if it is not set and has no default. */
export type SettingValue = boolean | number | string | readonly string[] | null;

/** What comes of a setting. */
export type Effect =
  /** It does what it does in Ansible; `as` says which option or variable it stands for. */
  | { readonly kind: "used"; readonly as: string }
  /** It makes no difference here. */
  | { readonly kind: "needless"; readonly why: string }
  /** What it asks for is not done, which is told whenever it is set. */
  | { readonly kind: "ignored"; readonly why: string }
  /** Of its values some are refused, as they would change what playbooks do. */
  | {
    readonly kind: "limited";
    readonly values: readonly SettingValue[];
    readonly as: string;
    readonly why: string;
  };

/** A setting of Ansible, as data. */
export interface Setting {
  readonly type: SettingType;
  readonly default: SettingValue;
  /** Section and key; of several that are set the last one wins. */
  readonly ini: readonly (readonly [section: string, key: string])[];
  /** Environment variables, which win over the file; of several that are set the last one wins. */
  readonly env: readonly string[];
  /** The only values there are. */
  readonly choices?: readonly string[];
  readonly effect: Effect;
  /** Whether nobody may see what it is. */
  readonly isSecret?: boolean;
}
