// A sentence with its `code` set apart: the one piece of Markdown that sentences of ours use. Either may hold log text.
import { LogText } from './log-text';

export function InlineCode({ text }: { text: string }) {
  return text.split(/`([^`\n]+)`/).map((piece, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
      <code key={i}>
        <LogText text={piece} />
      </code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <LogText key={i} text={piece} />
    ),
  );
}
