/** What Python says where curl ends with a code, as far as one stands for the other. */
const ERRORS: Readonly<Record<number, string>> = {
  6: "[Errno -2] Name or service not known",
  7: "[Errno 111] Connection refused",
  28: "timed out",
};

/** @returns Why there was no answer at all, in the words of Ansible's modules. */
export function requestError(code: number, said: string, url: string): string {
  const scheme = /^[^:]*/.exec(url)?.[0];
  const known = code === 1 ? `unknown url type: ${scheme}` : ERRORS[code];
  const isOther = code === 7 && /No route|unreachable|denied/.test(said);
  if (known === undefined || isOther) return said.trim();
  return `<urlopen error ${known}>`;
}
