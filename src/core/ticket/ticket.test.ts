import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { answeredOf, contextOf, incidentOf } from './fixtures/ticket-parts';
import { githubIssue, MAX_URL_BYTES } from './github';
import { incidentsJson } from './incidents-json';
import { type AdfNode, jiraBody } from './jira';
import { pagerDutyEvent } from './pagerduty';
import { APPENDIX } from './sections';
import { ticketJson, ticketMarkdown } from './ticket';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

function parse(markdown: string): readonly Node[] {
  const all: Node[] = [];
  const walk = (node: Node) => {
    all.push(node);
    node.children?.forEach(walk);
  };
  walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
  return all;
}

const HOSTILE = [
  '```\n# out of the fence\n```',
  '~~~~\n</code></pre><script>alert(1)</script>',
  '` `` ``` ```` x',
  '``````````````',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '[click](https://evil.example/) ![i](http://evil.example/p.png) <https://evil.example>',
  'see https://evil.example/a?b=c or www.evil.example or root@evil.example, ask @admin and #12',
  '\u001B[31mred\u001B[0m \u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007',
  '\u202Egnp.exe\u202C \u2066hidden\u2069 a\u200Bb\uFEFF \u{E0041}\u{E0042}',
  '\r\n\r\n# heading\r\n- item\r\n\r\n    indented',
  '\n---\n\nsetext\n===\n<!-- open comment',
  '[E1]: https://evil.example\n[^1]: note',
  '\uD800 lone \uDC00 \u0000 nul \u2028 line \u2029 para \u0085 nel',
  '&lt;b&gt; &#x3C;i&#x3E; \\` \\\\ \\',
  '<img src=x onerror=alert(1)> <details open ontoggle=alert(1)>',
  '',
  '   ',
  'x'.repeat(40_000),
];
const PIECES = [
  ...HOSTILE.slice(0, -1),
  '`',
  '```',
  '\n',
  '\n\n',
  '~~~',
  '[',
  '](',
  '<',
  '>',
  '|',
  '@a',
  'http://a.b',
  '\t',
  '    ',
  '> ',
  '- ',
  '1. ',
  '$',
  '\\',
];
const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const PLAIN = parse(ticketMarkdown(answeredOf('plain words'), contextOf('plain words')));
const DANGEROUS = new Set([
  'html',
  'link',
  'image',
  'linkReference',
  'imageReference',
  'definition',
  'footnoteDefinition',
  'footnoteReference',
  'table',
  'blockquote',
  'thematicBreak',
  'delete',
  'emphasis',
]);
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u;

/** The same skeleton as the ticket of a harmless log: nothing in the text became structure. */
function expectHarmless(text: string): void {
  const markdown = ticketMarkdown(answeredOf(text), contextOf(text));
  const nodes = parse(markdown);
  expect(nodes.filter((node) => DANGEROUS.has(node.type)).map((node) => node.type)).toEqual([]);
  // What is long takes items of the lists away: see 'fits one screen'.
  const isShort = markdown.indexOf(`## ${APPENDIX}`) < 1500;
  const kinds = text.length > 250 || !isShort ? ['heading', 'code'] : ['heading', 'code', 'list', 'listItem'];
  const skeleton = (all: readonly Node[]) =>
    all.filter((node) => kinds.includes(node.type)).map((node) => node.type);
  expect(skeleton(nodes)).toEqual(skeleton(PLAIN));
  expect(markdown).not.toMatch(UNSEEN);
  expect(markdown.isWellFormed()).toBe(true);
  const shown = nodes
    .filter((node) => node.type === 'text')
    .map((node) => node.value)
    .join('\n');
  expect(shown).not.toMatch(/@|https?:\/\/|www\.\w/);
}

describe('ticket in Markdown', () => {
  it.each(HOSTILE.map((text, i) => [i, text]))('keeps hostile text %i inside its marks', (_, text) => {
    expectHarmless(text);
  });

  it('keeps any mix of hostile text inside its marks', () => {
    fc.assert(fc.property(hostileText, expectHarmless), { numRuns: 200, seed: 7 });
  }, 60_000);

  it('shows the evidence as it stands', () => {
    const line = 'ERROR a|b `c` ```d``` <e> $f *g* \\h';
    const blocks = parse(ticketMarkdown(incidentOf(line), contextOf('x'))).filter(
      (node) => node.type === 'code',
    );
    expect(blocks.map((node) => node.value)).toEqual([line, `${line}\n${line}`]);
  });

  it('is complete without a language model', () => {
    const markdown = ticketMarkdown(incidentOf('pool empty'), contextOf('app.log'));
    const headings = [...markdown.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual([
      'Why we think so',
      'Evidence',
      'Other readings',
      'What changed in the log',
      'Runbooks',
      'Changes before',
      'Why it was flagged',
      'What is not known',
      'How it was analysed',
    ]);
    for (const part of [
      '22 minutes before the outage',
      '`app.log:10`',
      '40 seen, 2.3 expected',
      '[E1] [E2]',
      '`5e771465`',
      'sent off this machine: 0',
      'Run `df -h` now',
      'abstained',
    ])
      expect(markdown).toContain(part);
    expect(markdown).not.toMatch(/caused by/i);
  });

  it('begins with one screen, in the order in which it is read', () => {
    const [first] = ticketMarkdown(answeredOf('pool empty'), contextOf('app.log')).split(`## ${APPENDIX}`);
    expect(first.trim().split('\n').filter(Boolean)).toEqual([
      '# \\[critical\\] pool empty',
      '**Impact:** pool empty [E1]',
      '**When:** pool empty [E1]; goes on: the log ends with it',
      '**Where:** pool empty [E1]',
      '**What happened**',
      '- 12:16:00 pool empty (40 times) [E1]',
      '- 2026-03-02 12:45:00 pool empty [E2]',
      '**Likely cause (medium):** pool empty [E1] [E2] Why not higher: pool empty',
      '**Ruled out:** pool empty [E1]',
      '**Do now**',
      '1. Look at pool empty',
      '2. Run `df -h` now.',
      '**Open**',
      '- pool empty [E1]',
    ]);
  });

  it('leaves blank what is not known', () => {
    const unknown = {
      impact: null,
      where: [],
      whatHappened: [],
      cause: null,
      ruledOut: [],
      doNow: [],
      open: [],
    };
    const [first] = ticketMarkdown(answeredOf('x', unknown), contextOf('x')).split(`## ${APPENDIX}`);
    expect(first.match(/\*\*\w.*?\*\*/g)).toEqual(['**When:**']);
  });

  it('fits one screen whatever the log holds, the most needed first', () => {
    for (const text of HOSTILE) {
      const many = Array.from({ length: 7 }, (_, i) => ({
        text: `${text.slice(0, 600)} ${i}`,
        evidence: ['E1'],
      }));
      const long = answeredOf(text.slice(0, 3000), {
        open: many,
        ruledOut: many,
        doNow: many.map((each) => each.text),
      });
      const [first] = ticketMarkdown(long, contextOf('x')).split(`## ${APPENDIX}`);
      expect(first.length).toBeLessThanOrEqual(2502);
      expect(first).toContain('**What happened**');
    }
  });

  it('counts the lead from when a warning was possible, and says when that is too late', () => {
    expect(ticketMarkdown(incidentOf('x'), contextOf('x'))).toContain(
      'a warning was possible 22 minutes before the outage at 2026-03-01 12:45:00 UTC, at the end of the first confirmed window, which begins 30 minutes before',
    );
    expect(ticketMarkdown(incidentOf('x', { leadMinutes: 8 }), contextOf('x'))).toContain(
      'too late for a warning: the first confirmed window',
    );
  });

  it('says that there was no precursor, and claims no lead without an outage', () => {
    const late = { leadMinutes: null, firstConfirmed: incidentOf('x').end, kind: 'outage' } as const;
    expect(ticketMarkdown(incidentOf('x', late), contextOf('x'))).toContain(
      'no precursor found: first confirmed 10 min after',
    );
    const none = { leadMinutes: null, outageStart: null, outageReason: null, kind: 'anomaly' } as const;
    expect(ticketMarkdown(incidentOf('x', none), contextOf('x'))).toContain('no lead time is claimed');
  });

  it('stands with nothing found', () => {
    const bare = incidentOf('x', {
      topTemplates: [],
      evidence: [],
      runbooks: [],
      changes: [],
      hypotheses: [],
      reasons: [],
    });
    const markdown = ticketMarkdown(bare, {
      ...contextOf('x'),
      result: { ...contextOf('x').result, timeline: null },
    });
    expect(markdown).toContain('# \\[critical\\] x');
    expect(markdown).not.toContain('undefined');
  });
});

describe('forms for machines', () => {
  it('has the keys of docs/EXPORTS.md and no others', () => {
    const [json] = incidentsJson([incidentOf('x')], contextOf('x').result.templates);
    expect(Object.keys(json)).toEqual([
      'id',
      'kind',
      'severity',
      'start',
      'end',
      'first_confirmed',
      'outage_start',
      'lead_minutes',
      'title',
      'top_templates',
      'evidence',
      'runbooks',
      'changes',
      'hypotheses',
    ]);
    expect(json.top_templates[0]).toEqual({
      template_id: 'T1',
      template: 'x',
      direction: 'rose',
      observed: 40,
      expected: 2.35,
    });
    expect(Object.keys(json.evidence[0])).toEqual(['id', 'source', 'line', 'timestamp', 'text']);
    expect(json.evidence[1].timestamp).toBeNull();
    expect(json.runbooks[0]).toEqual({ id: 'x', title: 'x', score: 12.346, matched: ['x'] });
    expect(json.changes[0]).toEqual({
      time: '2026-03-01T11:45:00.000Z',
      what: 'x',
      source: 'x',
      minutes_before: 30,
    });
    expect(json).toMatchObject({ outage_start: '2026-03-01T12:45:00.000Z', lead_minutes: 30 });
  });

  it('keeps log text as it is in JSON', () => {
    for (const text of HOSTILE) {
      const read = JSON.parse(JSON.stringify(ticketJson(incidentOf(text), contextOf(text))));
      expect(read.incident.evidence[0].text).toBe(text);
    }
    expect(ticketJson(incidentOf('x'), contextOf('x')).analysis).toMatchObject({
      settings_hash: '5e771465',
      bytes_sent: 0,
      window_minutes: 5,
    });
  });

  it("stays within PagerDuty's limits", () => {
    for (const text of HOSTILE) {
      const many = incidentOf(text);
      const event = pagerDutyEvent({ ...many, evidence: Array(200).fill(many.evidence[0]) }, contextOf(text));
      expect(event.payload.summary.length).toBeLessThanOrEqual(1024);
      expect(event.dedup_key.length).toBeLessThanOrEqual(255);
      expect(event.payload.source).not.toBe('');
      expect(JSON.stringify(event).length).toBeLessThan(512_000);
      expect(event).not.toHaveProperty('routing_key');
      expect(JSON.stringify(event)).not.toMatch(UNSEEN);
    }
    expect(pagerDutyEvent(incidentOf('x'), contextOf('x'))).toMatchObject({
      event_action: 'trigger',
      dedup_key: 'harbinger-abc123-INC-1',
      payload: { severity: 'critical', summary: 'warning possible 22 min before the outage: x' },
    });
    const late = incidentOf('x', { leadMinutes: 8 });
    expect(pagerDutyEvent(late, contextOf('x')).payload.summary).toBe('x');
  });

  it('makes a GitHub link of at most 8,191 bytes whose body is a whole ticket', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 400 }), (text, times) => {
        const issue = githubIssue(incidentOf(text.repeat(times)), contextOf(text), 'acme/shop');
        expect(new TextEncoder().encode(issue.url!).length).toBeLessThanOrEqual(MAX_URL_BYTES);
        const body = new URL(issue.url!).searchParams.get('body')!;
        expect(parse(body).filter((node) => DANGEROUS.has(node.type))).toEqual([]);
        expect(issue.title.length).toBeLessThanOrEqual(256);
        expect(issue.title).not.toMatch(/@|[\n\r]/);
      }),
      { numRuns: 60, seed: 11 },
    );
    const long = githubIssue(incidentOf('x '.repeat(300)), contextOf('x'), 'acme/shop');
    expect(long.url).toContain('Left%20out%20for%20length');
    expect(githubIssue(incidentOf('x'), contextOf('x'), 'evil.example/a/b?x=').url).toBeNull();
    expect(githubIssue(incidentOf('x'), contextOf('x'), null).url).toBeNull();
  }, 60_000);

  it('makes a valid Atlassian document with no empty text', () => {
    for (const text of HOSTILE) {
      const { fields } = jiraBody(incidentOf(text), contextOf(text));
      expect(fields.summary.length).toBeLessThanOrEqual(255);
      expect(fields.summary).not.toMatch(/[\n\r]/);
      expect(JSON.stringify(fields.description).length).toBeLessThan(32_767);
      const walk = (node: AdfNode): void => {
        if (node.type === 'text') expect(node.text!.length).toBeGreaterThan(0);
        else expect(node.content!.length).toBeGreaterThan(0);
        node.content?.forEach(walk);
      };
      fields.description.content.forEach(walk);
    }
  });
});
