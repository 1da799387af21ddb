/**
 * Reads an INI text by the rules of Python's configparser, which local facts are written for:
 * option names are in lower case, `[DEFAULT]` holds for all sections, deeper lines continue a
 * value, `%%` is a percent sign and `%(name)s` the value of another option.
 *
 * @returns The options of each section, or `undefined` if the text is no such file.
 */
export function parseIni(
  text: string,
): ReadonlyMap<string, ReadonlyMap<string, string>> | undefined {
  const sections = new Map<string, Map<string, string[]>>();
  const defaults = new Map<string, string[]>();
  let section: Map<string, string[]> | undefined;
  let value: string[] | undefined;
  for (const line of text.split("\n")) {
    const content = line.trim();
    if (content === "" || /^[#;]/.test(content)) {
      if (content === "") value?.push("");
      continue;
    }
    if (/^\s/.test(line) && value !== undefined) {
      value.push(content);
      continue;
    }
    const name = /^\[(.+)\]/.exec(content)?.[1];
    if (name !== undefined) {
      if (sections.has(name)) return undefined;
      section = name === "DEFAULT" ? defaults : new Map();
      if (name !== "DEFAULT") sections.set(name, section);
      value = undefined;
      continue;
    }
    const option = /^(.*?)\s*[=:]\s*(.*)$/.exec(content);
    if (section === undefined || option?.[1] === undefined) return undefined;
    const key = option[1].toLowerCase();
    if (section.has(key)) return undefined;
    value = [option[2] ?? ""];
    section.set(key, value);
  }
  return new Map([...sections].map(([name, own]) => [name, interpolated(own, defaults)]));
}

function interpolated(
  own: ReadonlyMap<string, readonly string[]>,
  defaults: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> {
  const raw = new Map<string, string>();
  for (const [key, lines] of [...own, ...defaults]) {
    if (!raw.has(key)) raw.set(key, lines.join("\n").trimEnd());
  }
  return new Map([...raw].map(([key, text]) => [key, expand(text, { raw, depth: 0 })]));
}

function expand(
  text: string,
  { raw, depth }: { readonly raw: ReadonlyMap<string, string>; readonly depth: number },
): string {
  return text.replace(/%(?:%|\(([^)]+)\)s)/g, (match, name: string | undefined) => {
    if (name === undefined) return "%";
    const other = raw.get(name.toLowerCase());
    // configparser gives up after ten steps.
    return other === undefined || depth > 10 ? match : expand(other, { raw, depth: depth + 1 });
  });
}
