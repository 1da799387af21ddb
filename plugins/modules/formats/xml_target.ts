import type { Element } from "@xmldom/xmldom";
import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { bytesText, nodeText, treeText } from "./xml_text.ts";
import { appendItems, attributesOf, makeElement, setAttribute, setText } from "./xml_tree.ts";
import type { Xpath } from "./xml_xpath.ts";

/** What the last part of an expression asks for, in what the parts before it find. */
type Wish =
  | { readonly kind: "element"; readonly name: string; readonly text?: string }
  | { readonly kind: "described"; readonly name: string; readonly conditions: readonly string[] }
  | { readonly kind: "attribute"; readonly name: string; readonly value?: string }
  | { readonly kind: "text"; readonly text: string };

/**
 * Makes what an expression would find, from the outermost element that is missing; simple
 * expressions alone say what that is.
 *
 * @throws {ModuleFailure} If the expression is not simple.
 * @throws {XmlError} If it cannot be evaluated.
 */
export function makeTarget(xpath: Xpath, expression: string, from: Element): void {
  const split = splitLast(expression);
  if (split === undefined || split.parent === expression) {
    const document = from.parentNode === from.ownerDocument ? from.ownerDocument : null;
    const tree = bytesText(
      document === null ? `${nodeText(from, "pretty")}\n` : treeText(document, "pretty"),
    );
    throw new ModuleFailure(
      `Can't process Xpath ${expression} in order to spawn nodes! tree is ${tree}`,
    );
  }
  const { parent, wish } = split;
  if (!xpath.isThere(parent, from)) makeTarget(xpath, parent, from);
  if (!xpath.isThere(parent, from)) return;
  const parents = xpath.items(parent, from).filter((item) => "tagName" in item);
  for (const one of parents) grant(xpath, one, { wish, last: parents.at(-1) });
}

/** As in lxml an element is in one place alone: what several parents would get goes to the last. */
function grant(
  xpath: Xpath,
  parent: Element,
  { wish, last }: { readonly wish: Wish; readonly last: Element | undefined },
): void {
  switch (wish.kind) {
    case "element": {
      if (parent !== last) return;
      const made = makeElement(parent, xpath.expandedName(wish.name));
      if (wish.text) setText(made, wish.text);
      appendItems(parent, [made]);
      return;
    }
    case "described": {
      if (parent !== last) return;
      const made = makeElement(parent, xpath.expandedName(wish.name));
      appendItems(parent, [made]);
      for (const condition of wish.conditions) makeTarget(xpath, `./${condition}`, made);
      return;
    }
    case "attribute": {
      const name = xpath.expandedName(wish.name);
      const now = attributesOf(parent).find(([known]) => known === name)?.[1];
      if (now === undefined || now !== wish.value) setAttribute(parent, name, wish.value ?? "");
      return;
    }
    case "text":
      setText(parent, wish.text);
      return;
    default:
      throw new Error(`Unknown wish: ${JSON.stringify(wish satisfies never)}`);
  }
}

const NAME = "[a-zA-Z-][a-zA-Z0-9_.-]*";
const QNAME = `${NAME}|${NAME}:${NAME}`;
const TEXT = `('.*'|".*")`;
const ELEMENT = new RegExp(`^(.*)/(${QNAME})$`);
const ELEMENT_WITH_TEXT = new RegExp(`^(.*)/(${QNAME})/text\\(\\)=${TEXT}$`);
const ATTRIBUTE = new RegExp(`^(.*)/@(${QNAME})$`);
const ATTRIBUTE_WITH_VALUE = new RegExp(`^(.*)/@(${QNAME})=${TEXT}$`);
const DESCRIBED = new RegExp(`^(.*)/(${QNAME})\\[(.*)\\]$`);
const OWN_TEXT = new RegExp(`^(.*)/text\\(\\)=${TEXT}$`);

function splitLast(
  expression: string,
): { readonly parent: string; readonly wish: Wish } | undefined {
  const text = expression.trim();
  const match = (pattern: RegExp) => pattern.exec(text)?.slice(1);
  const unquoted = (quoted = "") => quoted.slice(1, -1);
  let [parent, name, rest] = match(ELEMENT) ?? [];
  if (parent !== undefined && name !== undefined) {
    return { parent, wish: { kind: "element", name } };
  }
  [parent, name, rest] = match(ELEMENT_WITH_TEXT) ?? [];
  if (parent !== undefined && name !== undefined) {
    return { parent, wish: { kind: "element", name, text: unquoted(rest) } };
  }
  [parent, name] = match(ATTRIBUTE) ?? [];
  if (parent !== undefined && name !== undefined) {
    return { parent, wish: { kind: "attribute", name } };
  }
  [parent, name, rest] = match(ATTRIBUTE_WITH_VALUE) ?? [];
  if (parent !== undefined && name !== undefined) {
    return { parent, wish: { kind: "attribute", name, value: unquoted(rest) } };
  }
  [parent, name, rest] = match(DESCRIBED) ?? [];
  if (parent !== undefined && name !== undefined) {
    const conditions = (rest ?? "").split(" and ").map((one) => one.trim());
    return { parent, wish: { kind: "described", name, conditions } };
  }
  [parent, rest] = match(OWN_TEXT) ?? [];
  return parent === undefined
    ? undefined
    : { parent, wish: { kind: "text", text: unquoted(rest) } };
}
