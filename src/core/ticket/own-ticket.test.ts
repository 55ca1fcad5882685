import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { answeredOf, contextOf, incidentOf } from './fixtures/ticket-parts';
import { faultsOfTemplate, ownTicket, PLACEHOLDERS } from './own-ticket';
import { ticketMarkdown } from './ticket';

const { result } = contextOf('app.log');
const names = Object.keys(PLACEHOLDERS);
const ALL = names.map((name) => `## ${name}\n\n{{${name}}}\n`).join('\n');

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

function typesIn(markdown: string): readonly string[] {
  const types: string[] = [];
  const walk = (node: Node): void => {
    types.push(node.type);
    node.children?.forEach(walk);
  };
  walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
  return types;
}

describe('a ticket in the form of the user', () => {
  it('has what is known in the place of each placeholder', () => {
    const incident = answeredOf('pool empty');
    const { markdown, faults } = ownTicket(ALL, incident, result);
    expect(faults).toEqual([]);
    expect(markdown).not.toContain('{{');
    expect(markdown).toContain('## title\n\npool empty\n');
    expect(markdown).toContain('## severity\n\ncritical\n');
    for (const { id } of incident.evidence) expect(markdown).toContain(`**[${id}]**`);
    const text = (name: string) =>
      new RegExp(`## ${name}\\n\\n([\\s\\S]*?)\\n(?:\\n## |$)`).exec(markdown)?.[1] ?? '';
    expect(text('events').split('\n')).toHaveLength(incident.answer?.whatHappened.length ?? -1);
    expect(text('steps')).toMatch(/^1\. /);
  });

  it('writes lists one after the other within a line, and says what is not known', () => {
    const { markdown } = ownTicket('Seen: {{ events }}, cause: {{cause}}.', answeredOf('pool empty'), result);
    expect(markdown.trimEnd().split('\n')).toHaveLength(1);
    expect(ownTicket('{{impact}}', incidentOf('x'), result).markdown).toBe('not known\n');
  });

  it('names a placeholder that there is none of by its line, and leaves it as it is', () => {
    const template = '# {{title}}\n\n{{titel}} and {{toString}}\n\n{{ impact }}';
    const { markdown, faults } = ownTicket(template, answeredOf('pool empty'), result);
    expect(faults).toMatchObject([
      { line: 3, placeholder: '{{titel}}' },
      { line: 3, placeholder: '{{toString}}' },
    ]);
    expect(faults[0].message).toMatch(
      /^Line 3: \{\{titel\}\} stands for nothing; there are title, .*evidence\.$/,
    );
    expect(markdown).toContain('{{titel}} and {{toString}}');
  });

  it.each([
    ['```\n{{title}}\n```', 2],
    ['~~~~ md\n\n{{title}}\n~~~\n~~~~', 3],
    ['say `{{title}}` twice', 1],
    ['<a href="{{title}}">', 1],
    ['[open]({{title}})', 1],
  ])('does not put log text where it could end what is around it: %s', (template, line) => {
    const { markdown, faults } = ownTicket(template, answeredOf('a ``` b" onload="c'), result);
    expect(faults).toMatchObject([{ line, placeholder: '{{title}}' }]);
    expect(markdown).toBe(`${template}\n`);
  });

  it('finds faults within the right fence only', () => {
    expect(faultsOfTemplate('```\ncode\n```\n\n{{title}}\n')).toEqual([]);
    expect(faultsOfTemplate('````\n```\n{{title}}\n````\n{{id}}')).toHaveLength(1);
  });

  it('keeps hostile text of a log harmless', () => {
    const pieces = [
      '`',
      '```',
      '\n',
      '<b onload=x>',
      '[x](http://e.f)',
      '![i](y)',
      '@all',
      '|',
      '{{title}}',
      '# h',
      '\u202e',
    ];
    const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
    const plain = typesIn(ownTicket(ALL, answeredOf('plain'), result).markdown);
    fc.assert(
      fc.property(hostile, (text) => {
        const types = typesIn(ownTicket(ALL, answeredOf(text), contextOf(text).result).markdown);
        for (const type of ['html', 'link', 'image', 'heading', 'code'])
          expect(types.filter((each) => each === type).length, type).toBe(
            plain.filter((each) => each === type).length,
          );
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('is the Markdown of the ticket where a template is set', () => {
    const context = { ...contextOf('app.log'), template: '# {{id}}: {{title}}' };
    expect(ticketMarkdown(answeredOf('pool empty'), context)).toBe('# INC-1: pool empty\n');
    expect(ticketMarkdown(answeredOf('pool empty'), { ...context, template: ' ' })).toContain(
      'Why we think so',
    );
  });
});
