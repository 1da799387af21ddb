/** @returns `text` safe in HTML, as markupsafe writes it. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll(">", "&gt;").replaceAll("<", "&lt;")
    .replaceAll("'", "&#39;").replaceAll('"', "&#34;");
}
