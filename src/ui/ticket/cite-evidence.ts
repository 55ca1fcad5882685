// A step of Markdown: '[E7]' in its text becomes a link to '#E7', which the ticket shows as the way to that line.

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  children?: MarkdownNode[];
}

const CITATION = /\[(E\d+)\]/;

/** For react-markdown's list of plugins. Code and fences hold log text and stay as they are. */
export function citeEvidence() {
  return (tree: MarkdownNode): void => citeIn(tree);
}

function citeIn(node: MarkdownNode): void {
  if (node.children === undefined || node.type === 'link') return;
  node.children = node.children.flatMap((child) => (child.type === 'text' ? piecesOf(child) : [child]));
  for (const child of node.children) citeIn(child);
}

function piecesOf({ value = '' }: MarkdownNode): MarkdownNode[] {
  return value
    .split(CITATION)
    .map(
      (piece, i): MarkdownNode =>
        i % 2 === 0
          ? { type: 'text', value: piece }
          : { type: 'link', url: `#${piece}`, children: [{ type: 'text', value: `[${piece}]` }] },
    )
    .filter(({ type, value: text }) => type !== 'text' || text !== '');
}

/** Id of the evidence that a link of the step above leads to; null: another link. */
export function citedBy(href: string | undefined): string | null {
  return /^#(E\d+)$/.exec(href ?? '')?.[1] ?? null;
}
