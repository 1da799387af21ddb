import type { Attr, Document, DocumentType, Element, Node } from "@xmldom/xmldom";
import { declaredAt, isElement, isItem, isText, prefixOf, XMLNS } from "./xml_tree.ts";

/** How a text is laid out: as the nodes are, or indented where there is no text between them. */
export type Layout = "as-is" | "pretty";

/** @returns A document as lxml writes one into a file of UTF-8. */
export function documentText(document: Document, layout: Layout): string {
  return `<?xml version='1.0' encoding='UTF-8'?>\n${treeText(document, layout)}`;
}

/** @returns What `documentText()` gives without the line that declares it. */
export function treeText(document: Document, layout: Layout): string {
  const newline = layout === "pretty" ? "\n" : "";
  const items = [...document.childNodes].filter((node) =>
    isItem(node) && !(node.nodeName === "xml" && !isElement(node))
  );
  const root = items.findIndex(isElement);
  const before = items.slice(0, root + 1).map((node) => nodeText(node, layout));
  const after = items.slice(root + 1).map((node) => nodeText(node, layout));
  return `${doctypeText(document.doctype)}${[...before, ...after].join(newline)}${newline}`;
}

/** @returns A node with what is in it, and without what follows. */
export function nodeText(node: Node, layout: Layout, level = 0): string {
  if (isText(node)) {
    return node.nodeType === node.CDATA_SECTION_NODE
      ? `<![CDATA[${node.data}]]>`
      : escapeText(node.data);
  }
  if (isElement(node)) return elementText(node, layout, level);
  if (node.nodeType === node.COMMENT_NODE) return `<!--${node.nodeValue}-->`;
  const content = node.nodeValue ?? "";
  return content === "" ? `<?${node.nodeName}?>` : `<?${node.nodeName} ${content}?>`;
}

/** @returns A text in ASCII as messages of lxml show it: bytes as Python prints them. */
export function bytesText(text: string): string {
  const ascii = [...text].map((char) => char > "~" ? `&#${char.codePointAt(0)};` : char).join("");
  const quote = ascii.includes("'") && !ascii.includes('"') ? '"' : "'";
  const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const inner = ascii.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)
    .replace(/[\n\r\t]/g, (char) => escapes[char] ?? char);
  return `b${quote}${inner}${quote}`;
}

function elementText(element: Element, layout: Layout, level: number): string {
  const name = qualifiedName(element);
  const attributes = [...element.attributes];
  const declared = attributes.filter(({ namespaceURI }) => namespaceURI === XMLNS);
  const others = attributes.filter(({ namespaceURI }) => namespaceURI !== XMLNS);
  const head = [
    name,
    ...declared.map((one) => pair(one.nodeName, one.value)),
    ...others.map((one) => pair(attributeName(element, one), one.value)),
  ].join(" ");
  const children = [...element.childNodes];
  if (children.length === 0) return `<${head}/>`;
  const inner = children.some(isText) ? "as-is" : layout;
  if (inner === "as-is") {
    return `<${head}>${children.map((one) => nodeText(one, inner)).join("")}</${name}>`;
  }
  const indent = "  ".repeat(level);
  const lines = children.map((one) => `${indent}  ${nodeText(one, inner, level + 1)}\n`);
  return `<${head}>\n${lines.join("")}${indent}</${name}>`;
}

function qualifiedName(element: Element): string {
  const local = element.localName ?? element.nodeName;
  const { namespaceURI: namespace } = element;
  if (namespace === null || namespace === "") return local;
  const own = element.prefix ?? "";
  const prefix = declaredAt(element).get(own) === namespace
    ? own
    : prefixOf(element, namespace, "any") ?? own;
  return prefix === "" ? local : `${prefix}:${local}`;
}

function attributeName(element: Element, { namespaceURI, prefix, localName, nodeName }: Attr) {
  if (namespaceURI === null || namespaceURI === "") return nodeName;
  if (declaredAt(element).get(prefix ?? "") === namespaceURI) return nodeName;
  return `${prefixOf(element, namespaceURI, "prefixed") ?? prefix}:${localName}`;
}

function pair(name: string, value: string): string {
  const text = escapeText(value).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;");
  return `${name}="${text}"`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

function doctypeText(doctype: DocumentType | null): string {
  if (doctype === null) return "";
  const { name, publicId, systemId, internalSubset } = doctype;
  const kind = publicId ? ` PUBLIC ${publicId} ` : systemId ? " SYSTEM " : "";
  const subset = internalSubset?.trim() ? ` [\n${internalSubset.trim()}\n]` : "";
  return `<!DOCTYPE ${name}${kind}${systemId ?? ""}${subset}>\n`;
}
