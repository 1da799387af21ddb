import type { Expression, Statement } from "./ast.ts";

/** Any node of a syntax tree. */
export type Node = Expression | Statement;

/** @returns All nodes below `root` (a node, or a list or record of nodes), outermost first. */
export function* walk(root: unknown): Generator<Node> {
  if (Array.isArray(root)) {
    for (const item of root) yield* walk(item);
    return;
  }
  if (typeof root !== "object" || root === null || root instanceof Map) return;
  if (isNode(root)) yield root;
  for (const child of Object.values(root)) {
    if (typeof child === "object") yield* walk(child);
  }
}

/** @returns Whether the name `name` is used anywhere below `root`. */
export function usesName(root: unknown, name: string): boolean {
  for (const node of walk(root)) {
    if (node.kind === "name" && node.name === name) return true;
  }
  return false;
}

/** @returns The names that the statements set in their own scope. */
export function storedNames(body: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  for (const statement of body) {
    switch (statement.kind) {
      case "set":
      case "setBlock":
        for (const name of targetNames(statement.target)) names.add(name);
        break;
      case "macro":
        names.add(statement.name);
        break;
      case "import":
        names.add(statement.target);
        break;
      case "fromImport":
        for (const { alias } of statement.names) names.add(alias);
        break;
      case "if":
        for (const branch of statement.branches) {
          for (const name of storedNames(branch.body)) names.add(name);
        }
        for (const name of storedNames(statement.otherwise)) names.add(name);
        break;
    }
  }
  return names;
}

/** @returns The names in an assignment target. */
export function targetNames(target: Expression): string[] {
  if (target.kind === "name") return [target.name];
  return target.kind === "tuple" ? target.items.flatMap(targetNames) : [];
}

function isNode(value: object): value is Node {
  return "kind" in value && typeof value.kind === "string" && "offset" in value;
}
