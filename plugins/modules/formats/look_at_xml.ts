import {
  bool,
  type ModuleCall,
  ModuleFailure,
  optionalStr,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import type { XmlRequest } from "./change_xml.ts";
import {
  attributesOf,
  declaredAt,
  isElement,
  type Item,
  itemsOf,
  nameOf,
  textOf,
} from "./xml_tree.ts";

/** @returns What a task asks to know of a document, or `undefined` where it is about a change. */
export function lookAtXml(
  { args }: ModuleCall,
  { xpath, expression, document: { root } }: XmlRequest,
): Readonly<Record<string, Value>> | undefined {
  if (bool(args, "print_match")) {
    const paths = xpath.hits(expression, root).map((hit) => {
      if (hit.kind === "item") return pathOf(hit.item);
      throw new ModuleFailure(`Xpath ${expression} does not reference a node!`);
    });
    const list = `[${paths.map((path) => asciiJson(path)).join(", ")}]`;
    return { matches: [], msg: `selector '${expression}' match: ${list}` };
  }
  if (bool(args, "count")) {
    const count = xpath.count(`/${expression}`, root);
    return { count, msg: `found ${count} nodes` };
  }
  const content = optionalStr(args, "content");
  if (content === undefined) return undefined;
  if (!xpath.isThere(expression, root)) {
    throw new ModuleFailure(`Xpath ${expression} does not reference a node!`);
  }
  const elements = xpath.items(expression, root).filter(isElement);
  const matches = elements.map((element): Value => {
    const value = content === "text" ? textOf(element) ?? null : new Map(attributesOf(element));
    return new Map([[nameOf(element), value]]);
  });
  return { count: matches.length, matches, msg: matches.length };
}

/** The path by which libxml2 names a node: a star where the namespace has no prefix. */
function pathOf(item: Item): string {
  const { parentNode } = item;
  const above = parentNode !== null && isElement(parentNode) ? pathOf(parentNode) : "";
  const step = stepOf(item);
  const siblings = parentNode === null ? [item] : itemsOf(parentNode);
  const twins = siblings.filter((one) => step === "*" ? isElement(one) : stepOf(one) === step);
  return `${above}/${step}${twins.length > 1 ? `[${twins.indexOf(item) + 1}]` : ""}`;
}

function stepOf(item: Item): string {
  if (!isElement(item)) {
    return item.nodeType === item.COMMENT_NODE
      ? "comment()"
      : `processing-instruction('${item.nodeName}')`;
  }
  const isBare = item.namespaceURI && (item.prefix ?? "") === "" && declaredAt(item).has("");
  return isBare ? "*" : item.nodeName;
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
