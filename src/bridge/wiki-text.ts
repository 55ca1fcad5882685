// A description in the Atlassian Document Format as Jira's older wiki markup, which servers of one's own read. In: a node. Out: text in
// which log text is no markup. Knows the nodes that core/ticket/jira.ts writes.

interface Node {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly marks?: unknown;
  readonly content?: unknown;
}

/** What follows from a node that is none of ours is its text. */
export function wikiText(node: unknown): string {
  return childrenOf(node)
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockText(node: unknown): string {
  const { type } = node as Node;
  if (type === 'heading') return `h2. ${inlineText(node)}`;
  if (type === 'codeBlock')
    return `{noformat}\n${rawText(node).replaceAll('{noformat', '{ noformat')}\n{noformat}`;
  if (type === 'bulletList' || type === 'orderedList') {
    const mark = type === 'bulletList' ? '*' : '#';
    return childrenOf(node)
      .map((item) => `${mark} ${childrenOf(item).map(inlineText).join(' ')}`)
      .join('\n');
  }
  return inlineText(node);
}

function inlineText(node: unknown): string {
  return childrenOf(node)
    .map((child) => {
      const text = escaped(String((child as Node).text ?? ''));
      const { marks } = child as Node;
      const isStrong = Array.isArray(marks) && marks.some((mark) => mark?.type === 'strong');
      return isStrong && text.trim() !== '' ? `*${text.trim()}*${/\s$/.test(text) ? ' ' : ''}` : text;
    })
    .join('');
}

/** Marks of wiki markup by themselves; a name behind @ or ~ would call somebody. */
function escaped(text: string): string {
  return text.replace(/[\\{}[\]*_+^~!|#@?]|(?<=^|\s)-/g, '\\$&');
}

function rawText(node: unknown): string {
  return childrenOf(node)
    .map((child) => String((child as Node).text ?? ''))
    .join('');
}

function childrenOf(node: unknown): readonly unknown[] {
  const content = (node as Node | null)?.content;
  return Array.isArray(content) ? content : [];
}
