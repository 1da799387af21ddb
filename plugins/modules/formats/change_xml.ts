import type { Element } from "@xmldom/xmldom";
import { bool, list, type ModuleCall, ModuleFailure, str } from "../../../lib/plugin/sdk.ts";
import { childElements, requireText } from "./xml_children.ts";
import type { XmlDocument } from "./xml_document.ts";
import { XmlError } from "./xml_error.ts";
import { makeTarget } from "./xml_target.ts";
import { bytesText, nodeText, treeText } from "./xml_text.ts";
import {
  appendItems,
  attributesOf,
  declaredAt,
  insertItems,
  isElement,
  isText,
  type Item,
  itemsOf,
  removeItem,
  setAttribute,
  setText,
  textOf,
} from "./xml_tree.ts";
import type { Xpath } from "./xml_xpath.ts";

/** What a task is about. */
export interface XmlRequest {
  readonly document: XmlDocument;
  readonly expression: string;
  readonly xpath: Xpath;
}

/**
 * Changes a document as a task says.
 *
 * @throws {ModuleFailure | XmlError} If it cannot be done.
 */
export function changeXml(call: ModuleCall, request: XmlRequest): void {
  const { args } = call;
  const { expression, xpath, document: { root } } = request;
  const given = (name: string) => (args.get(name) ?? null) !== null;
  if (str(args, "state") === "absent") remove(request);
  else if (given("set_children")) setChildren(call, request);
  else if (given("add_children") && list(args, "add_children").length > 0) {
    addChildren(call, request);
  } else if (given("value")) setValue(call, request);
  else if (!xpath.isThere(expression, root)) makeTarget(xpath, expression, root);
}

function remove({ expression, xpath, document: { root, document } }: XmlRequest): void {
  const fail = (reason: string) => {
    throw new ModuleFailure(`Couldn't delete xpath target: ${expression} (${reason})`);
  };
  try {
    for (const hit of xpath.hits(expression, root)) {
      switch (hit.kind) {
        case "attribute":
          hit.owner.removeAttributeNode(hit.attribute);
          break;
        case "item":
          if (xpath.hits(expression, root).length === 0) fail("Impossible error");
          if (hit.item.parentNode === document) fail("'NoneType' object has no attribute 'remove'");
          removeItem(hit.item);
          break;
        case "text":
          return fail("Argument must be bytes or unicode, got 'NoneType'");
        default:
          throw new Error(`Unknown hit: ${JSON.stringify(hit satisfies never)}`);
      }
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    fail(error.message);
  }
}

/** The new children are in one place: the last element whose children are others. */
function setChildren(call: ModuleCall, { expression, xpath, document: { root } }: XmlRequest) {
  const children = childElements(root, list(call.args, "set_children"), formOf(call));
  const wanted = children.map(textWithTail);
  for (const parent of xpath.items(expression, root).filter(isElement)) {
    const present = itemsOf(parent);
    const isSame = present.length === wanted.length &&
      present.every((item, index) => textWithTail(item) === wanted[index]);
    if (isSame) continue;
    for (const item of present) removeItem(item);
    appendItems(parent, children);
  }
}

function addChildren(call: ModuleCall, { expression, xpath, document: { root } }: XmlRequest) {
  const { args } = call;
  if (!xpath.isThere(expression, root)) return;
  const children = childElements(root, list(args, "add_children"), formOf(call));
  const found = xpath.items(expression, root);
  const isBefore = bool(args, "insertbefore");
  if (!isBefore && !bool(args, "insertafter")) {
    for (const parent of found.filter(isElement)) appendItems(parent, children);
    return;
  }
  const beside = isBefore ? found[0] : found.at(-1);
  const parent = found[0]?.parentNode;
  const siblings = beside?.parentNode;
  if (!parent || !isElement(parent) || !siblings || !isElement(siblings)) {
    throw new ModuleFailure(`Cannot put elements beside ${expression}: it is the root`);
  }
  const place = itemsOf(siblings).findIndex((one) => one === beside);
  insertItems(parent, children, isBefore ? place : place + 1);
}

function setValue({ args }: ModuleCall, request: XmlRequest): void {
  const { expression, xpath, document: { root, document } } = request;
  const tree = () => bytesText(treeText(document, "pretty"));
  try {
    if (!xpath.isThere(expression, root)) makeTarget(xpath, expression, root);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const hint = declaredAt(root).size > 0 && !expression.includes(":")
      ? "XML document has namespace(s) defined, but no namespace prefix(es) used in xpath!\n"
      : "";
    throw new ModuleFailure(
      `${hint}Xpath ${expression} causes a failure: ${error.message}\n  -- tree is ${tree()}`,
    );
  }
  if (!xpath.isThere(expression, root)) {
    throw new ModuleFailure(`Xpath ${expression} does not reference a node! tree is ${tree()}`);
  }
  const value = requireText(args.get("value"));
  const attribute = args.get("attribute") ?? null;
  for (const element of xpath.items(expression, root).filter(isElement)) {
    if (attribute === null || attribute === "") setOwnText(element, value);
    else setOwnAttribute(element, xpath.expandedName(requireText(attribute)), value);
  }
}

function setOwnText(element: Element, value: string): void {
  if (textOf(element) !== value) setText(element, value);
}

function setOwnAttribute(element: Element, name: string, value: string): void {
  const now = attributesOf(element).find(([known]) => known === name)?.[1];
  if (now !== value) setAttribute(element, name, value);
}

/** What lxml compares: an element with the text after it, and the namespaces known where it is. */
function textWithTail(item: Item): string {
  const tail: string[] = [];
  for (let at = item.nextSibling; at !== null && isText(at); at = at.nextSibling) {
    tail.push(at.data);
  }
  const names = [...declaredAt(item.parentNode)].flat().join(" ");
  return `${names} ${nodeText(item, "as-is")}${tail.join("")}`;
}

function formOf({ args }: ModuleCall): "xml" | "yaml" {
  return str(args, "input_type") === "xml" ? "xml" : "yaml";
}
