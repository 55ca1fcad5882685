/** First actions of a document. In: Markdown. Out: the first list items of its 'Diagnose' and 'Mitigate' parts, as text. */

/** Parts in the order in which they are looked for, and how many items each gives. */
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/^(diagnos|check|triage|investigat|verif)/i, 3],
  [/^(mitigat|fix|resol|remed|recover|workaround)/i, 3],
  [/^(what helped|actions?|follow|lessons)/i, 3],
];
const MAX_ACTIONS = 6;
const MAX_LENGTH = 400;

/** At most six; the items of 'What helped' and 'Actions' only where there is nothing to diagnose or mitigate. */
export function firstActions(markdown: string): readonly string[] {
  const sections = sectionsOf(markdown);
  const found: string[] = [];
  for (const [heading, max] of PARTS) {
    if (found.length > 0 && heading === PARTS[2][0]) break;
    const section = sections.find((each) => heading.test(each.heading));
    if (section) found.push(...itemsOf(section.lines).slice(0, max));
  }
  return found.slice(0, MAX_ACTIONS);
}

interface MarkdownSection {
  readonly heading: string;
  readonly lines: string[];
}

function sectionsOf(markdown: string): readonly MarkdownSection[] {
  const sections: MarkdownSection[] = [{ heading: '', lines: [] }];
  let inFence = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) inFence = !inFence;
    const heading = inFence ? null : /^#{1,4}\s+(.+?)\s*#*$/.exec(line);
    if (heading) sections.push({ heading: heading[1], lines: [] });
    else sections.at(-1)!.lines.push(line);
  }
  return sections;
}

/** Top-level list items with their continuation lines joined; what stands in fences is left out. */
export function itemsOf(lines: readonly string[]): readonly string[] {
  const items: string[] = [];
  let inFence = false;
  let open = false;
  for (const line of lines) {
    if (/^\s*(```|~~~)/.test(line)) {
      inFence = !inFence;
      open = false;
      continue;
    }
    if (inFence) continue;
    const item = /^(?:[-*+]|\d+[.)])\s+(.+)$/.exec(line);
    if (item) items.push(item[1].trim());
    else if (open && /^\s+\S/.test(line) && !/^\s+(?:[-*+]|\d+[.)])\s/.test(line))
      items.push(`${items.pop()} ${line.trim()}`);
    open = item !== null || (open && line.trim() !== '');
  }
  return items.map((item) =>
    item.length > MAX_LENGTH ? `${item.slice(0, MAX_LENGTH - 1).toWellFormed()}…` : item,
  );
}
