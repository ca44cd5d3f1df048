/**
 * HTML written by the hub. Everything put into a template is escaped; only what was itself made by `html` passes as it is, so a name
 * such as `<b>` can never become a tag.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Signs that turn the direction of what follows: in a name they would rewrite the line it stands in. No language here needs them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
export const escape = (text: string): string =>
  text.replace(TURNING, '').replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return escape(String(part));
}

/** `html\`<b>${name}</b>\``: lists are joined, absent parts vanish. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let out = strings[0] ?? '';
  for (const [i, part] of parts.entries()) out += textOf(part) + (strings[i + 1] ?? '');
  return new Html(out);
}

/** Markup from our own sources (icons, a QR code), never from a person. */
export const trusted = (markup: string): Html => new Html(markup);
