import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticketPieces } from './ticket-pieces';

test('pieces are the text again, whatever it holds', () => {
  const line = fc.oneof(
    fc.constantFrom('', '```', '````', '~~~', '## Part', '- item', '# in a log'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const text = lines.join('\n');
      expect(ticketPieces(text).join('\n')).toBe(text);
    }),
  );
});

test('cuts at headings and, where it is long, at blank lines', () => {
  const long = 'word '.repeat(400);
  expect(ticketPieces(`# A\n\nshort\n\n## B\n\n${long}\n\nnext`)).toEqual([
    '# A\n\nshort\n',
    `## B\n\n${long}\n`,
    'next',
  ]);
});

test('never cuts inside a fence, though the log in it looks like Markdown', () => {
  const fenced = `\`\`\`\`text\n# not a heading\n\n${'x\n\n'.repeat(900)}\`\`\`\n## nor this\n\`\`\`\``;
  expect(ticketPieces(`## E\n${fenced}\n\nend`)).toEqual([`## E\n${fenced}\n`, 'end']);
});
