// Markup that would show itself if any text of a log became HTML, and what notices it. Each payload makes an element with data-evil="N", asks
// <origin>/evil/N, or runs evil(N), whatever of it a browser gets to.

/** Forms of markup; `n` numbers the payload, `to` is an address that must not be asked. */
const FORMS: readonly ((n: number, to: string) => string)[] = [
  // Elements that run or load by themselves.
  (n, to) => `<img data-evil="${n}" src="${to}" onerror="evil(${n})">`,
  (n) => `<img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `<IMG DATA-EVIL=${n} SRC=x ONERROR=evil(${n})>`,
  (n) => `<img/data-evil=${n}/src=x/onerror=evil(${n})>`,
  (n) => `<img data-evil='${n}' src='x' onerror='evil(${n})'`,
  (n, to) => `<img data-evil=${n} srcset="${to} 2x">`,
  (n) => `<svg data-evil=${n} onload=evil(${n})>`,
  (n) => `<svg data-evil=${n}><script>evil(${n})</script></svg>`,
  (n) => `<svg data-evil=${n}><animate onbegin=evil(${n}) attributeName=x dur=1s></svg>`,
  (n, to) => `<svg data-evil=${n}><use href="${to}#x"></use></svg>`,
  (n, to) => `<svg data-evil=${n}><image href="${to}"></image></svg>`,
  (n, to) => `<svg data-evil=${n}><a href="${to}"><text y=20>click</text></a></svg>`,
  (n) => `<svg data-evil=${n}><foreignObject><body onload=evil(${n})></foreignObject></svg>`,
  (n) => `<math data-evil=${n}><mtext><img src=x onerror=evil(${n})></mtext></math>`,
  (n) => `<math data-evil=${n} href="javascript:evil(${n})">click</math>`,
  (n) => `<script data-evil=${n}>evil(${n})</script>`,
  (n, to) => `<script data-evil=${n} src="${to}"></script>`,
  (n, to) => `<script data-evil=${n} type=module>import "${to}"</script>`,
  (n, to) => `<iframe data-evil=${n} src="${to}"></iframe>`,
  (n) => `<iframe data-evil=${n} srcdoc="<script>parent.evil(${n})</script>"></iframe>`,
  (n) => `<iframe data-evil=${n} src="javascript:parent.evil(${n})"></iframe>`,
  (n, to) => `<object data-evil=${n} data="${to}"></object>`,
  (n, to) => `<embed data-evil=${n} src="${to}">`,
  (n, to) => `<video data-evil=${n} poster="${to}"><source onerror=evil(${n})></video>`,
  (n, to) => `<audio data-evil=${n} src="${to}" onerror=evil(${n})></audio>`,
  (n) => `<details data-evil=${n} open ontoggle=evil(${n})>x</details>`,
  (n) => `<marquee data-evil=${n} onstart=evil(${n})>x</marquee>`,
  (n) => `<input data-evil=${n} autofocus onfocus=evil(${n})>`,
  (n, to) => `<input data-evil=${n} type=image src="${to}">`,
  (n) => `<select data-evil=${n} autofocus onfocus=evil(${n})></select>`,
  (n) => `<textarea data-evil=${n} autofocus onfocus=evil(${n})></textarea>`,
  (n) => `<dialog data-evil=${n} open>x</dialog>`,
  (n) => `<x-evil data-evil=${n} onfocus=evil(${n}) tabindex=1 autofocus>x</x-evil>`,
  // Links, forms, and what changes the page around them.
  (n) => `<a data-evil=${n} href="javascript:evil(${n})">click</a>`,
  (n) => `<a data-evil=${n} href="java&#10;script:evil(${n})">click</a>`,
  (n, to) => `<a data-evil=${n} href="${to}" ping="${to}">click</a>`,
  (n) => `<a data-evil=${n} href="data:text/html,<script>opener.evil(${n})</script>">click</a>`,
  (n, to) => `<form data-evil=${n} action="${to}"><button>go</button></form>`,
  (n) => `<button data-evil=${n} formaction="javascript:evil(${n})">go</button>`,
  (n, to) => `<link data-evil=${n} rel=stylesheet href="${to}">`,
  (n, to) => `<style data-evil=${n}>* { background: url("${to}") }</style>`,
  (n, to) => `<b data-evil=${n} style="background: url('${to}')">x</b>`,
  (n, to) => `<table data-evil=${n} background="${to}"><tr><td>x</table>`,
  (n, to) => `<base data-evil=${n} href="${to}">`,
  (n, to) => `<meta data-evil=${n} http-equiv=refresh content="900;url=${to}">`,
  (n) => `<template data-evil=${n} shadowrootmode=open><img src=x onerror=evil(${n})></template>`,
  (n) => `<div data-evil=${n} popover contenteditable id=root>x</div>`,
  (n) => `<plaintext data-evil=${n}>`,
  // Out of what text may stand in.
  (n) => `"><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `'><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `" data-evil=${n} onmouseover="evil(${n})`,
  (n) => `' data-evil=${n} onmouseover='evil(${n})`,
  (n) => `</title><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `</textarea><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `</style><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `</code></pre><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `--><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `]]><img data-evil=${n} src=x onerror=evil(${n})>`,
  // What parsers repair into something else.
  (n) => `<noscript><p title="</noscript><img data-evil=${n} src=x onerror=evil(${n})>">`,
  (n) => `<svg></p><style><a id="</style><img data-evil=${n} src=x onerror=evil(${n})>">`,
  (n) =>
    `<form><math><mtext></form><form><mglyph><style></math><img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `<<img data-evil=${n} src=x onerror=evil(${n})>`,
  (n) => `<img data-evil=${n} src=x onerror=evil(${n}) <b`,
  // Text that becomes markup when it is decoded once too often.
  (n) => `&lt;img data-evil=${n} src=x onerror=evil(${n})&gt;`,
  (n) => `&#60;img data-evil=${n} src=x onerror=evil(${n})&#62;`,
  (n) => `%3Cimg data-evil=${n} src=x onerror=evil(${n})%3E`,
  (n) => `\\u003cimg data-evil=${n} src=x onerror=evil(${n})\\u003e`,
];

/** @param origin of a listener */
export function payloadsFor(origin: string): readonly string[] {
  return FORMS.map((form, n) => form(n, `${origin}/evil/${n}`));
}

/** Sent to the browser as it stands. Numbers of the payloads that became elements, attributes or code, sorted. */
export function noticed(): number[] {
  const found = new Set((globalThis as unknown as { ran?: number[] }).ran ?? []);
  const visit = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      const number = element.getAttribute('data-evil');
      if (number !== null) found.add(Number.parseInt(number, 10));
      for (const { value } of element.attributes) {
        const [, address] =
          /^\s*(?:[a-z]+:\/\/[^/]+\/evil\/|java\s*script:(?:parent\.)?evil\()(\d+)/i.exec(value) ?? [];
        if (address !== undefined) found.add(Number(address));
      }
      if (element.shadowRoot !== null) visit(element.shadowRoot);
    }
  };
  visit(document);
  return [...found].sort((a, b) => a - b);
}

/** Sent to the browser as it stands, before any script of the page. */
export function listenForCode(): void {
  const page = globalThis as unknown as { ran: number[]; evil(n: number): void };
  page.ran = [];
  page.evil = (n) => page.ran.push(n);
}

/** Sent to the browser as it stands: what careless code does with text. Numbers of the payloads that show themselves. */
export async function letIn(payloads: readonly string[]): Promise<number[]> {
  const page = globalThis as unknown as { ran: number[] };
  const decoded = (html: string): string => {
    const area = document.createElement('textarea');
    area.innerHTML = html;
    return area.value;
  };
  const careless: ((text: string) => string)[] = [
    (text) => text,
    (text) => `<p title="${text}">x</p>`,
    (text) => `<p title='${text}'>x</p>`,
    // The text that follows.
    (text) => `${text} >x`,
    // Written out and parsed again.
    (text) => {
      const box = document.createElement('div');
      box.innerHTML = text;
      return box.innerHTML;
    },
    decoded,
    (text) => text.replace(/%([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    (text) => text.replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  ];
  const shown: number[] = [];
  for (const [n, text] of payloads.entries()) {
    const box = document.body.appendChild(document.createElement('div'));
    const has = careless.some((html) => {
      box.innerHTML = html(text);
      const marked = [...box.querySelectorAll('[data-evil]')];
      return marked.some((each) => Number.parseInt(each.getAttribute('data-evil') ?? '', 10) === n);
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (has || page.ran.includes(n)) shown.push(n);
    box.remove();
  }
  return shown;
}
