import type { Comment, Element, Node, ProcessingInstruction, Text } from "@xmldom/xmldom";
import { XmlError } from "./xml_error.ts";

/** What has a place of its own among the children of an element; texts belong to what is before. */
export type Item = Element | Comment | ProcessingInstruction;

export const XMLNS = "http://www.w3.org/2000/xmlns/";
const XML = "http://www.w3.org/XML/1998/namespace";

export function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

export function isText(node: Node): node is Text {
  return node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE;
}

export function isItem(node: Node): node is Item {
  return isElement(node) || node.nodeType === node.COMMENT_NODE ||
    node.nodeType === node.PROCESSING_INSTRUCTION_NODE;
}

export function itemsOf(parent: Node): readonly Item[] {
  return [...parent.childNodes].filter(isItem);
}

/** @returns The text before the first child, or `undefined` where there is none. */
export function textOf(element: Node): string | undefined {
  const texts = textsFrom(element.firstChild);
  return texts.length === 0 ? undefined : texts.map(({ data }) => data).join("");
}

/** Puts a text before the first child; `undefined` takes it away. */
export function setText(element: Element, text: string | undefined): void {
  const value = text === undefined ? undefined : checkedText(text);
  for (const one of textsFrom(element.firstChild)) element.removeChild(one);
  if (value === undefined) return;
  const node = element.ownerDocument?.createTextNode(value);
  if (node !== undefined) element.insertBefore(node, element.firstChild);
}

/** Takes an item away, and the text up to the next one with it. */
export function removeItem(item: Item): void {
  const parent = item.parentNode;
  if (parent === null) return;
  for (const text of textsFrom(item.nextSibling)) parent.removeChild(text);
  parent.removeChild(item);
}

/** Puts items, wherever they were, at the end of an element. */
export function appendItems(parent: Element, items: readonly Item[]): void {
  insertItems(parent, items, itemsOf(parent).length);
}

/** Puts them before the item at `index`, or at the end. */
export function insertItems(parent: Element, items: readonly Item[], index: number): void {
  const before = itemsOf(parent)[index] ?? null;
  for (const item of items) {
    removeItem(item);
    parent.insertBefore(item, before);
    if (isElement(item)) dropRedundant(item);
  }
}

/** @returns The name with its namespace in braces. */
export function nameOf({ namespaceURI, localName, nodeName }: {
  readonly namespaceURI: string | null;
  readonly localName: string | null;
  readonly nodeName: string;
}): string {
  const local = localName ?? nodeName;
  return namespaceURI === null || namespaceURI === "" ? local : `{${namespaceURI}}${local}`;
}

/** @returns The attributes without the declarations of namespaces. */
export function attributesOf(element: Element): readonly (readonly [string, string])[] {
  return [...element.attributes]
    .filter(({ namespaceURI }) => namespaceURI !== XMLNS)
    .map((one) => [nameOf(one), one.value]);
}

/** Sets an attribute; a namespace without a prefix gets one. */
export function setAttribute(element: Element, name: string, value: string): void {
  const { namespace, local } = parseName(name, "attribute");
  checkedText(value);
  if (namespace === null) {
    element.setAttribute(local, value);
    return;
  }
  let prefix = prefixOf(element, namespace, "prefixed");
  if (prefix === undefined) {
    prefix = freePrefix(element);
    element.setAttributeNS(XMLNS, `xmlns:${prefix}`, namespace);
  }
  element.setAttributeNS(namespace, `${prefix}:${local}`, value);
}

/** @returns An element, not yet anywhere, of the document that `beside` is in. */
export function makeElement(beside: Element, name: string): Element {
  const { namespace, local } = parseName(name, "tag");
  const element = beside.ownerDocument?.createElementNS(namespace, local);
  if (element === undefined) throw new XmlError(`No document to make ${name} in`);
  if (namespace !== null) element.setAttributeNS(XMLNS, "xmlns:ns0", namespace);
  return element;
}

/** @returns What leads to a namespace where `element` is; the empty prefix is of elements alone. */
export function prefixOf(
  element: Element,
  namespace: string,
  kind: "any" | "prefixed",
): string | undefined {
  if (namespace === XML) return "xml";
  for (const [prefix, uri] of declaredAt(element)) {
    if (uri === namespace && (kind === "any" || prefix !== "")) return prefix;
  }
  return undefined;
}

/** @returns The prefixes known at a node with their namespaces, those declared nearest first. */
export function declaredAt(node: Node | null): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (let at = node; at !== null && isElement(at); at = at.parentNode) {
    for (const { namespaceURI, nodeName, localName, value } of at.attributes) {
      if (namespaceURI !== XMLNS) continue;
      const prefix = nodeName === "xmlns" ? "" : localName ?? "";
      if (!known.has(prefix)) known.set(prefix, value);
    }
  }
  return known;
}

/** @returns A prefix that nothing leads to where `element` is. */
function freePrefix(element: Element): string {
  const known = declaredAt(element);
  for (let number = 0;; number++) if (!known.has(`ns${number}`)) return `ns${number}`;
}

/** Declarations that are known at the new place already are written once. */
function dropRedundant(element: Element): void {
  const known = new Set(declaredAt(element.parentNode).values());
  for (const one of [...element.attributes]) {
    if (one.namespaceURI === XMLNS && known.has(one.value)) element.removeAttributeNode(one);
  }
  for (const child of element.childNodes) if (isElement(child)) dropRedundant(child);
}

function textsFrom(first: Node | null): readonly Text[] {
  const texts: Text[] = [];
  for (let at = first; at !== null && isText(at); at = at.nextSibling) texts.push(at);
  return texts;
}

function parseName(name: string, kind: "tag" | "attribute") {
  const [, namespace, local = name] = /^\{([^}]*)\}(.*)$/s.exec(name) ?? [];
  if (!/^[\p{L}_][\p{L}\p{N}\p{M}._·-]*$/u.test(local)) {
    throw new XmlError(`Invalid ${kind} name '${local}'`);
  }
  return { namespace: namespace || null, local };
}

function checkedText(text: string): string {
  if (!/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text)) return text;
  throw new XmlError(
    "All strings must be XML compatible: Unicode or ASCII, no NULL bytes or control characters",
  );
}
