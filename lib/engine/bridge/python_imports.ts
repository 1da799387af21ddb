/** One name that a Python source imports. */
export interface PythonImport {
  /** Dots before the name: 0 is absolute, 1 the source's own package. */
  readonly level: number;
  /** The module; empty for `from . import x`. */
  readonly module: string;
  /** What follows `import` of a `from`: modules or what is in one. */
  readonly names: readonly string[];
}

/**
 * @returns What `source` imports wherever in it: in functions, after `try`, and where a text only
 * looks like an import, which does no harm as there is no such module.
 */
export function pythonImports(source: string): readonly PythonImport[] {
  const found: PythonImport[] = [];
  for (const match of source.matchAll(FROM)) {
    const [, dots = "", module = "", inBrackets, onLine = ""] = match;
    found.push({ level: dots.length, module, names: namesOf(inBrackets ?? onLine) });
  }
  for (const [, list = ""] of source.matchAll(IMPORT)) {
    for (const module of namesOf(list)) found.push({ level: 0, module, names: [] });
  }
  return found;
}

const FROM =
  /^[ \t]*from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]+(?:\(([^)]*)\)|((?:[^\n#\\;]|\\\r?\n)*))/gm;
const IMPORT = /^[ \t]*import[ \t]+((?:[^\n#\\;]|\\\r?\n)*)/gm;

function namesOf(list: string): readonly string[] {
  return list.replaceAll(/#[^\n]*/g, "").replaceAll(/\\\r?\n/g, " ").split(",")
    .map((item) => /^\s*([\w.]+|\*)/.exec(item)?.[1] ?? "")
    .filter((name) => name !== "" && name !== "*");
}
