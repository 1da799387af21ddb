import { escapeHtml } from "../html.ts";

/** How links are written. */
export interface UrlizeOptions {
  /** Longest text shown for a link. */
  readonly trim: number | undefined;
  readonly rel: string;
  readonly target: string | undefined;
  /** Prefixes that start a link besides those of the web, such as `tel:`. */
  readonly schemes: readonly string[];
}

const HTTP =
  /^((https?:\/\/|www\.)(([\w%-]+\.)+)?(((?!\d)[\w%-]{2,63}|xn--[\w%]{2,59})|([\w%-]{2,63}\.)+(com|net|int|edu|gov|org|info|mil))|(https?:\/\/)((([\d]{1,3})(\.[\d]{1,3}){3})|(\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\])))(?::[\d]{1,5})?(?:[/?#]\S*)?$/i;
const EMAIL = /^\S+@\w[\w.-]*\.\w+$/;
const PAIRS: readonly (readonly [string, string])[] = [["(", ")"], ["<", ">"], ["&lt;", "&gt;"]];

/** @returns `text` as HTML with what looks like a URL or an address made a link, as Jinja2 does. */
export function urlize(text: string, options: UrlizeOptions): string {
  const attributes = (options.rel === "" ? "" : ` rel="${escapeHtml(options.rel)}"`) +
    (options.target === undefined ? "" : ` target="${escapeHtml(options.target)}"`);
  return escapeHtml(text).split(/(\s+)/).map((word) => link(word, attributes, options)).join("");
}

function link(word: string, attributes: string, options: UrlizeOptions): string {
  const { head, middle, tail } = trimmed(word);
  const shown = (url: string) =>
    options.trim !== undefined && url.length > options.trim
      ? `${url.slice(0, options.trim)}...`
      : url;
  const anchor = (href: string, extra: string, label: string) =>
    `<a href="${href}"${extra}>${label}</a>`;
  let result = middle;
  if (HTTP.test(middle)) {
    const href = /^https?:\/\//.test(middle) ? middle : `https://${middle}`;
    result = anchor(href, attributes, shown(middle));
  } else if (middle.startsWith("mailto:") && EMAIL.test(middle.slice(7))) {
    result = anchor(middle, "", middle.slice(7));
  } else if (
    middle.includes("@") && !middle.startsWith("www.") && !middle.includes(":") &&
    EMAIL.test(middle)
  ) {
    result = anchor(`mailto:${middle}`, "", middle);
  } else if (options.schemes.some((scheme) => middle !== scheme && middle.startsWith(scheme))) {
    result = anchor(middle, attributes, middle);
  }
  return head + result + tail;
}

/** Takes punctuation off the ends of a word; brackets that belong to the address stay. */
function trimmed(
  word: string,
): { readonly head: string; readonly middle: string; readonly tail: string } {
  const head = /^(?:\(|<|&lt;)+/.exec(word)?.[0] ?? "";
  let middle = word.slice(head.length);
  let tail = "";
  if (/(?:\)|>|\.|,|\n|&gt;)$/.test(middle)) {
    tail = /(?:\)|>|\.|,|\n|&gt;)+$/.exec(middle)?.[0] ?? "";
    middle = middle.slice(0, middle.length - tail.length);
  }
  for (const [open, close] of PAIRS) {
    const opened = middle.split(open).length - 1;
    if (opened <= middle.split(close).length - 1) continue;
    const wanted = Math.min(opened, tail.split(close).length - 1);
    for (let i = 0; i < wanted; i++) {
      const end = tail.indexOf(close) + close.length;
      middle += tail.slice(0, end);
      tail = tail.slice(end);
    }
  }
  return { head, middle, tail };
}
