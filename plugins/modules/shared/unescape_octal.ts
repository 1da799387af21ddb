/** @returns A field of /proc/mounts or mtab as it is: they write a space as `\040`, see proc(5). */
export function unescapeOctal(field: string): string {
  return field.replaceAll(
    /\\([0-7]{3})/g,
    (_, digits: string) => String.fromCharCode(parseInt(digits, 8)),
  );
}
