import { type Document, DOMParser, type Element, type Node } from "@xmldom/xmldom";
import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { nodeText } from "./xml_text.ts";
import { isElement, isText } from "./xml_tree.ts";

/** A document with its root, which it always has. */
export interface XmlDocument {
  readonly document: Document;
  readonly root: Element;
}

/**
 * @param title What a failure says of the text.
 * @throws {ModuleFailure} If it is no XML, or names entities of its own.
 */
export function parseXml(text: string, title: string): XmlDocument {
  const findings: string[] = [];
  const fail = (message: string, cause?: unknown) => {
    throw new ModuleFailure(`${title} (${message.replace(/\s+/g, " ").trim()})`, {}, { cause });
  };
  try {
    const document = new DOMParser({
      locator: true,
      normalizeLineEndings: (source) => source.replace(/\r\n?/g, "\n"),
      onError: (level, message) => {
        if (level !== "warning") findings.push(message);
      },
    }).parseFromString(text.replace(/^\uFEFF/, ""), "text/xml");
    const root = document.documentElement;
    if (findings[0] === undefined && root !== null) return { document, root };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fail(findings[0] ?? error.message, error);
  }
  return fail(findings[0] ?? "Document is empty");
}

/** @returns The text that bytes hold in the encoding that they declare. */
export function decodeXml(bytes: Uint8Array): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  return new TextDecoder(encodingOf(bytes, declared)).decode(bytes);
}

/** @returns A text that is the same where documents differ in blanks between elements alone. */
export function comparable({ root }: XmlDocument): string {
  const copy = root.cloneNode(true);
  dropBlanks(copy);
  unwrapCdata(copy);
  return nodeText(copy, "as-is");
}

/**
 * Takes away the blanks that only lay a document out, as libxml2 tells them: an element keeps those
 * that are all it has, and those beside other text.
 */
export function dropBlanks(parent: Node): void {
  const kept: Node[] = [];
  for (const child of [...parent.childNodes]) {
    if (isElement(child)) dropBlanks(child);
    if (isLayout(child, kept)) parent.removeChild(child);
    else kept.push(child);
  }
}

/** Makes plain texts of CDATA sections. */
export function unwrapCdata(parent: Node): void {
  for (const child of [...parent.childNodes]) {
    if (child.nodeType === child.CDATA_SECTION_NODE) {
      const text = parent.ownerDocument?.createTextNode(child.nodeValue ?? "");
      if (text !== undefined) parent.replaceChild(text, child);
    } else unwrapCdata(child);
  }
}

function isLayout(node: Node, kept: readonly Node[]): boolean {
  if (node.nodeType !== node.TEXT_NODE || !/^[ \t\r\n]*$/.test(node.nodeValue ?? "")) return false;
  if (node.nodeValue === "") return true;
  if (kept.length === 0 && node.nextSibling === null) return false;
  const [first] = kept;
  const last = kept.at(-1);
  return !(first !== undefined && isText(first)) && !(last !== undefined && isText(last));
}

function encodingOf(bytes: Uint8Array, declared: string | undefined): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return declared ?? "utf-8";
}
