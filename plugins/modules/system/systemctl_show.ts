/**
 * @param text What `systemctl show` printed.
 * @returns The properties by name. Values of several lines are in braces, and only `Exec…` has them.
 */
export function parseShow(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  let key: string | undefined;
  let lines: string[] = [];
  for (const line of text.split("\n")) {
    if (key !== undefined) {
      lines.push(line);
      if (!line.trimEnd().endsWith("}")) continue;
      properties.set(key, lines.join("\n").trim());
      key = undefined;
      continue;
    }
    const equals = line.indexOf("=");
    if (equals < 0) continue;
    const name = line.slice(0, equals);
    const value = line.slice(equals + 1);
    const isOpen = name.startsWith("Exec") && value.trimStart().startsWith("{") &&
      !value.trimEnd().endsWith("}");
    if (isOpen) {
      key = name;
      lines = [value];
    } else properties.set(name, value.trim());
  }
  return properties;
}
