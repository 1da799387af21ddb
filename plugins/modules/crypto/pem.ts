/** @returns The first block with this label, such as `CERTIFICATE`; `undefined` without one. */
export function pemContent(text: string, label: RegExp): Uint8Array | undefined {
  const pattern = new RegExp(
    `-----BEGIN (?:${label.source})-----([A-Za-z0-9+/=\\s]+)-----END (?:${label.source})-----`,
  );
  const inside = pattern.exec(text)?.[1];
  if (inside === undefined) return undefined;
  try {
    return Uint8Array.fromBase64(inside.replace(/\s/g, ""));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @returns A block with lines of 64 characters. */
export function pemText(label: string, content: Uint8Array): string {
  const lines = content.toBase64().match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
