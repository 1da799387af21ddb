import { isFloat, isInt, type Value } from "../../base/value.ts";
import type { YamlNode, YamlScalar } from "../../source/yaml_node.ts";
import { toText } from "../template/text.ts";
import type { OptionSpec } from "../playbook/argument_spec.ts";
import type { LoadedVar } from "../playbook/model.ts";
import type { Found } from "./found.ts";
import { scalarsIn, type SourceIndex } from "../../source/source_index.ts";

/** @returns The numbers in base 60 of a file, such as `22:22`, which nobody means. */
export function sexagesimals(root: YamlNode): readonly Found[] {
  const found: Found[] = [];
  for (const scalar of scalarsIn(root)) {
    const { text, value, style, position } = scalar;
    if (style !== "plain" || !text.includes(":") || !isNumber(value)) continue;
    found.push({
      rule: "yaml-sexagesimal",
      message: `YAML reads ${text} as the number ${toText(value)}, in base 60`,
      hint: `Write "${text}" in quotes`,
      position,
    });
  }
  return found;
}

/** @returns What YAML makes of an argument that was written to be something else. */
export function argumentSurprises(
  { key, position }: LoadedVar,
  option: OptionSpec,
  sources: SourceIndex,
): readonly Found[] {
  const node = position === undefined ? undefined : sources.valueAt(position);
  if (node?.kind !== "scalar" || node.style !== "plain") return [];
  if (/(?:^|_)mode$/.test(key) && isModeWithoutZero(node)) {
    return [{
      rule: "yaml-mode",
      message: `${key}: ${node.text} is a decimal number, which is the mode ${
        Number(node.text).toString(8).padStart(4, "0")
      }`,
      hint: `Write "0${node.text}"`,
      position: node.position,
    }];
  }
  const isText = option.type === "str" || option.type === "path" || key === "content";
  if (!isText || /(?:^|_)mode$/.test(key)) return [];
  return asText(key, node, option);
}

function asText(key: string, node: YamlScalar, { choices }: OptionSpec): readonly Found[] {
  const { text, value, position } = node;
  const got = toText(value);
  const hint = `Write "${text}" in quotes`;
  if (typeof value === "boolean" && choices === undefined && got !== text) {
    const message = `YAML reads ${text} as a boolean: the text that ${key} gets is '${got}'`;
    return [{ rule: "yaml-truth", message, hint, position }];
  }
  if (isNumber(value) && !text.includes(":") && got !== text) {
    const message = `YAML reads ${text} as a number: the text that ${key} gets is '${got}'`;
    return [{ rule: "yaml-number", message, hint, position }];
  }
  return [];
}

function isModeWithoutZero({ text, value }: YamlScalar): boolean {
  return isNumber(value) && /^[1-7]?[0-7]{3}$/.test(text);
}

function isNumber(value: Value): boolean {
  return isInt(value) || isFloat(value);
}
