import { Unsafe, type Value, Vaulted } from "../base/value.ts";
import { isYamlNull, plainScalar, yamlBool, yamlFloat, yamlInt } from "./_yaml_scalar.ts";
import { InvalidScalar, timestampText } from "./_yaml_timestamp.ts";

const STANDARD = "tag:yaml.org,2002:";

/** @returns The full name of a tag as written: `!!str` is `tag:yaml.org,2002:str`. */
export function tagName(written: string): string {
  if (written.startsWith("!<")) return decodeURIComponent(written.slice(2, -1));
  if (written.startsWith("!!")) return STANDARD + written.slice(2);
  return written;
}

/** @returns The value of a scalar with an explicit tag, or why there is none. */
export function taggedScalar(tag: string, text: string): Value | InvalidScalar {
  switch (tag) {
    case "!":
      return plainScalar(text);
    case "!unsafe":
      return new Unsafe(text);
    case "!vault":
    case "!vault-encrypted":
      return new Vaulted(text);
    case `${STANDARD}str`:
    case `${STANDARD}python/unicode`:
      return text;
    case `${STANDARD}int`:
      return yamlInt(text) ?? refused(text, "integer");
    case `${STANDARD}float`:
      return yamlFloat(text) ?? yamlFloat(text + ".0") ?? refused(text, "float");
    case `${STANDARD}bool`:
      return yamlBool(text) ?? refused(text, "boolean");
    case `${STANDARD}null`:
      return isYamlNull(text) ? null : refused(text, "null");
    case `${STANDARD}timestamp`:
      return timestampText(text) ?? refused(text, "timestamp");
    default:
      return new InvalidScalar(`Could not determine a constructor for the tag '${tag}'`);
  }
}

function refused(text: string, type: string): InvalidScalar {
  return new InvalidScalar(`Cannot read "${text}" as a YAML ${type}`);
}
