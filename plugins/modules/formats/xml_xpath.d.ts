import type { Node } from "@xmldom/xmldom";

/** The part of npm's xpath that is used; its own types stand on those of browsers. */
declare const xpath: {
  parse(expression: string): unknown;
  useNamespaces(
    namespaces: Readonly<Record<string, string>>,
  ): (expression: string, from: Node) => Node[] | string | number | boolean | null;
};
export default xpath;
