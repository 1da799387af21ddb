import { bool, type Dict, optionalInt, optionalStr, str } from "../../../lib/plugin/sdk.ts";

/** Words of a command of ufw, and how a result shows them. */
export interface UfwWord {
  readonly argv: readonly string[];
  readonly text: string;
}

/** What a rule is made with. */
export interface UfwRuleOptions {
  readonly rule: string;
  /** What `ufw status numbered` prints. */
  readonly numbered: string;
  readonly hasComments: boolean;
}

/** @returns A rule in ufw's long form. */
export function ufwRule(args: Dict, { rule, numbered, hasComments }: UfwRuleOptions): UfwWord[] {
  const number = bool(args, "delete") ? undefined : placeOf(args, numbered);
  const flag = (name: string) => bool(args, name) ? [word(name)] : [];
  const pair = (name: string, ...words: readonly string[]) => {
    const value = optionalStr(args, name);
    return value ? [word(...words, value)] : [];
  };
  const quoted = (name: string, key: string) => {
    const value = optionalStr(args, name);
    return value ? [{ argv: [key, value], text: `${key} '${value}'` }] : [];
  };
  return [
    ...flag("route"),
    ...flag("delete"),
    ...(number === undefined ? [] : [word("insert", String(number))]),
    word(rule),
    ...pair("direction"),
    ...pair("interface", "on"),
    ...pair("interface_in", "in", "on"),
    ...pair("interface_out", "out", "on"),
    ...flag("log"),
    ...pair("from_ip", "from"),
    ...pair("from_port", "port"),
    ...pair("to_ip", "to"),
    ...pair("to_port", "port"),
    ...pair("proto", "proto"),
    ...quoted("name", "app"),
    ...(hasComments ? quoted("comment", "comment") : []),
  ];
}

function word(...argv: readonly string[]): UfwWord {
  return { argv, text: argv.join(" ") };
}

/** ufw refuses numbers beyond its last rule, so that such a rule goes to the end. */
function placeOf(args: Dict, numbered: string): number | undefined {
  const insert = optionalInt(args, "insert");
  const relativeTo = str(args, "insert_relative_to");
  if (insert === undefined || relativeTo === "zero") return insert;
  const rules = numbered.split("\n").flatMap((line) => {
    const number = /^\[ *(\d+)\] /.exec(line)?.[1];
    return number === undefined ? [] : [{ number: Number(number), isV6: line.includes("(v6)") }];
  });
  const last = Math.max(0, ...rules.map((rule) => rule.number));
  const lastV4 = Math.max(0, ...rules.filter(({ isV6 }) => !isV6).map((rule) => rule.number));
  const starts: Readonly<Record<string, number>> = {
    "first-ipv4": 1,
    "last-ipv4": Math.max(1, lastV4),
    "first-ipv6": lastV4 + 1,
    "last-ipv6": rules.some(({ isV6 }) => isV6) ? last : last + 1,
  };
  const place = insert + (starts[relativeTo] ?? 0);
  return place > last ? undefined : place;
}
