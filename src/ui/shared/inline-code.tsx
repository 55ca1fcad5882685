// Text of a runbook with its `code` set apart: the one piece of Markdown that a list item of ours uses.

export function InlineCode({ text }: { text: string }) {
  return text.split(/`([^`]+)`/).map((piece, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
    i % 2 === 1 ? <code key={i}>{piece}</code> : piece,
  );
}
