// HTML in which nothing that is put in is markup. In: a tagged template. Out: Markup, which alone goes in as it is: it is known by its class, so
// that no value of an analysis, whatever a file made of it, can pass for it.
import { visible } from '../ticket/neutral';

export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Texts are escaped, with control and bidi characters made visible; of null and false nothing is left. */
export type Fill = Markup | readonly Markup[] | string | number | null | false;

export function html(parts: TemplateStringsArray, ...fills: readonly Fill[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + textOf(fills[i - 1]) + part));
}

/** Fixed text of the product that is markup: the style sheet. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function textOf(fill: Fill): string {
  if (fill instanceof Markup) return fill.text;
  if (Array.isArray(fill)) return fill.map((each) => textOf(each)).join('');
  if (fill === null || fill === false || fill === undefined) return '';
  return escaped(String(fill));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** For text and for attributes in quotes. */
function escaped(text: string): string {
  return visible(text.replace(/\r\n/g, '\n')).replace(/[&<>"'`]/g, (character) => ENTITIES[character]);
}

/** A name that can be an id and the end of an address within the page. */
export function anchorOf(...names: readonly string[]): string {
  return names.map((name) => name.replace(/[^\w-]/g, '_') || '_').join('-');
}

/** A table that scrolls by itself where the screen is narrow, reachable by keyboard. @param name also says to programs what its rows are */
export function table(name: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="wide" tabindex="0" role="group" aria-label="${name}"><table><thead><tr>${columns.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
