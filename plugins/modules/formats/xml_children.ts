import type { Element } from "@xmldom/xmldom";
import { type Dict, ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";
import { parseXml } from "./xml_document.ts";
import { XmlError } from "./xml_error.ts";
import { appendItems, makeElement, setAttribute, setText } from "./xml_tree.ts";

/**
 * Makes the elements that a task describes, in the document that `beside` is in.
 *
 * @param form Texts of XML, or names and dicts of them.
 * @throws {ModuleFailure | XmlError} If they describe none.
 */
export function childElements(
  beside: Element,
  children: readonly Value[],
  form: "xml" | "yaml",
): readonly Element[] {
  return children.map((child) => form === "xml" ? parsed(beside, child) : described(beside, child));
}

/** @throws {XmlError} If a text is no string. */
export function requireText(value: Value | undefined): string {
  if (typeof value === "string") return value;
  throw new XmlError(`Argument must be bytes or unicode, got '${typeName(value)}'`);
}

function parsed(beside: Element, child: Value): Element {
  const { root } = parseXml(requireText(child), "Error while parsing child element:");
  return beside.ownerDocument?.importNode(root, true) ?? root;
}

function described(beside: Element, child: Value): Element {
  if (typeof child === "string") return makeElement(beside, child);
  if (!(child instanceof Map)) {
    throw new ModuleFailure(
      `Invalid child type: <class '${
        typeName(child)
      }'>. Children must be either strings or hashes.`,
    );
  }
  const [entry, second] = [...child];
  if (entry === undefined || second !== undefined) {
    throw new ModuleFailure("Can only create children from hashes with one key");
  }
  const [name, value] = entry;
  const element = makeElement(beside, requireText(name));
  if (value instanceof Map) fill(element, value);
  else if (value !== null) setText(element, requireText(value));
  return element;
}

/** A dict holds attributes, and children under an underscore. */
function fill(element: Element, fields: Dict): void {
  for (const [name, value] of fields) {
    if (name !== "_") setAttribute(element, requireText(name), requireText(value));
  }
  const children = fields.get("_");
  if (children === undefined || children === null) return;
  if (!Array.isArray(children)) {
    throw new ModuleFailure(
      `Invalid children type: <class '${typeName(children)}'>, must be list.`,
    );
  }
  appendItems(element, childElements(element, children, "yaml"));
}

function typeName(value: Value | undefined): string {
  if (value === undefined || value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "bigint") return "int";
  if (Array.isArray(value)) return "list";
  return value instanceof Map ? "dict" : "float";
}
