import type { Attr, Element, Node } from "@xmldom/xmldom";
// @ts-types="./xml_xpath.d.ts"
import xpath from "xpath";
import { XmlError } from "./xml_error.ts";
import { isItem, type Item } from "./xml_tree.ts";

/** What an expression of a node set found. */
export type Hit =
  | { readonly kind: "item"; readonly item: Item }
  | { readonly kind: "attribute"; readonly owner: Element; readonly attribute: Attr }
  | { readonly kind: "text" };

/** Evaluates expressions with the prefixes that a task names. */
export class Xpath {
  readonly #select: ReturnType<typeof xpath.useNamespaces>;

  constructor(readonly namespaces: Readonly<Record<string, string>>) {
    this.#select = xpath.useNamespaces(namespaces);
  }

  /** @throws {XmlError} If the expression is malformed. */
  static check(expression: string): void {
    guarded(() => xpath.parse(plain(expression)));
  }

  /**
   * Relative expressions begin at `from`.
   *
   * @throws {XmlError} If it cannot be evaluated, or gives no nodes but a value.
   */
  hits(expression: string, from: Element): readonly Hit[] {
    const found = this.#evaluate(expression, from);
    if (Array.isArray(found)) return found.map(hit);
    const type = typeof found === "boolean" ? "bool" : typeof found === "number" ? "float" : "str";
    throw new XmlError(`'${type}' object is not iterable`);
  }

  /** @returns The elements, comments and instructions that are found, or none where others are. */
  items(expression: string, from: Element): readonly Item[] {
    return this.hits(expression, from).flatMap((one) => one.kind === "item" ? [one.item] : []);
  }

  /** @returns Whether the first that is found is an element; also for conditions that hold. */
  isThere(expression: string, from: Element): boolean {
    const found = this.#evaluate(expression, from);
    if (!Array.isArray(found)) return found === true;
    const [first] = found;
    return first !== undefined && isItem(first);
  }

  /** @throws {XmlError} If it cannot be counted. */
  count(expression: string, from: Element): number {
    return Number(this.#evaluate(`count(${plain(expression)})`, from));
  }

  #evaluate(expression: string, from: Element) {
    const unknown = prefixesIn(expression).find((prefix) =>
      !Object.hasOwn(this.namespaces, prefix)
    );
    if (unknown !== undefined) throw new XmlError("Undefined namespace prefix");
    return guarded(() => this.#select(plain(expression), from));
  }

  /**
   * @returns A name as lxml writes it: with its namespace in braces.
   * @throws {XmlError} If the prefix is not among those named.
   */
  expandedName(name: string): string {
    const [prefix = "", local] = name.split(":");
    if (local === undefined) return name;
    const namespace = this.namespaces[prefix];
    if (namespace === undefined) throw new XmlError(`Undefined namespace prefix: ${prefix}`);
    return `{${namespace}}${local}`;
  }
}

/** libxml2 takes any number of slashes at the start for two. */
function plain(expression: string): string {
  return expression.replace(/^\/{3,}/, "//");
}

function hit(node: Node): Hit {
  if (isItem(node)) return { kind: "item", item: node };
  if (!isAttribute(node) || node.ownerElement === null) return { kind: "text" };
  return { kind: "attribute", owner: node.ownerElement, attribute: node };
}

function isAttribute(node: Node): node is Attr {
  return node.nodeType === node.ATTRIBUTE_NODE;
}

/** Also those that evaluation does not come to: that stops where nothing is found. */
function prefixesIn(expression: string): readonly string[] {
  const bare = expression.replace(/"[^"]*"|'[^']*'/g, "''");
  return [...bare.matchAll(/([\p{L}_][\p{L}\p{N}_.-]*):(?=[\p{L}_*])/gu)]
    .map(([, prefix = ""]) => prefix)
    .filter((prefix) => prefix !== "xml");
}

/** Says what libxml2 says of it. */
function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new XmlError(messageOf(said), { cause: error });
  }
}

function messageOf(said: string): string {
  if (said.startsWith("Cannot resolve QName")) return "Undefined namespace prefix";
  if (said.startsWith("Unknown function")) return "Unregistered function";
  if (said.includes("Unterminated string literal")) return "Unfinished literal";
  if (/^Undeclared variable/.test(said)) return "Undefined variable";
  return "Invalid expression";
}
