import type { Dict, Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { FilterError } from "../errors.ts";
import { truthy } from "../python_type.ts";
import { toText } from "../text.ts";
import { splitUrl } from "../split_url.ts";
import { wantText } from "../want.ts";

/** Ansible's filters on URLs. The first argument of each is the input. */
export const ANSIBLE_URL_FILTERS: Builtins = {
  urldecode: Builtin.of("string", (_, value) => {
    const text = wantText(value).replaceAll("+", " ");
    return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) => {
      const bytes = escapes.slice(1).split("%").map((hex) => parseInt(hex, 16));
      return new TextDecoder().decode(new Uint8Array(bytes));
    });
  }),
  urlsplit: Builtin.of("value query? alias?", (_, value, query = "", alias = "urlsplit") => {
    const url = splitUrl(wantText(value));
    const parts: Dict = new Map<Value, Value>([
      ["fragment", url.fragment],
      ["hostname", url.hostname],
      ["netloc", url.netloc],
      ["password", url.password],
      ["path", url.path],
      ["port", url.port],
      ["query", url.query],
      ["scheme", url.scheme],
      ["username", url.username],
    ]);
    if (!truthy(query)) return parts;
    const part = parts.get(query);
    if (part === undefined) {
      throw new FilterError(`${toText(alias)}: unknown URL component: ${toText(query)}`);
    }
    return part;
  }),
};
