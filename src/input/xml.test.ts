// Records of XML: what an element may hold, and what is made to harm. Fields of any name are in fields.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredBytes, ingest, openedOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const START = Date.UTC(2024, 4, 14, 9);
const iso = (i: number): string => new Date(START + i * 1000).toISOString();

async function read(content: string, shardBytes?: number) {
  const source = await ingest(
    [openedOf(content, 'events.xml')],
    shardBytes ? { shardBytes, numScanners: 2 } : {},
  );
  const { table } = source;
  expect(coveredBytes(table, 0)).toBe(new TextEncoder().encode(content).length);
  const parts = await readRows(
    source,
    Array.from({ length: table.length }, (_, row) => row),
  );
  return { format: table.files[0].format, table, parts: parts.map((part) => part!) };
}

const record = (i: number, message: string): string =>
  `<record>\n  <date>${iso(i)}</date>\n  <level>${i % 3 === 2 ? 'SEVERE' : 'INFO'}</level>\n  <message>${message}</message>\n</record>\n`;

describe('messages', () => {
  it.each([
    ['plain text', 'plain text'],
    ['a &lt;b&gt; &amp;&amp; &quot;c&quot; &#39;d&#x27;', `a <b> && "c" 'd'`],
    ['<![CDATA[if (a < b && "c") </record> <record>]]>', 'if (a < b && "c") </record> <record>'],
    ['caf&#233; 日本 &#x1F600;', 'café 日本 😀'],
    ['back\\slash "quoted"', 'back\\slash "quoted"'],
    ['&unknown; &#xFFFFFFFF; & alone', '&unknown; &#xFFFFFFFF; & alone'],
  ])('%s', async (written, message) => {
    const content = `<log>\n${Array.from({ length: 9 }, (_, i) => record(i, written)).join('')}</log>\n`;
    for (const cut of [undefined, 64]) {
      const { format, table, parts } = await read(content, cut);
      expect([format, table.length]).toEqual(['xml', 9]);
      expect(new Set(parts.map((part) => part.message))).toEqual(new Set([message]));
      expect(parts.map(({ level }) => level).filter((level) => level === 'error').length).toBe(3);
      expect(table.shards.flatMap((shard) => [...shard.timeMs])).toEqual(
        Array.from({ length: 9 }, (_, i) => START + i * 1000),
      );
    }
  });

  it('a comment and an element of the same beginning are no record', async () => {
    const lines = Array.from(
      { length: 5 },
      (_, i) => `<e><!-- <e> --><eTime>${iso(i)}</eTime><level>ERROR</level><msg>m ${i}</msg></e>`,
    );
    const { table, parts } = await read(`${lines.join('\n')}\n`);
    expect(table.length).toBe(5);
    expect(parts.map(({ message }) => message)).toEqual(['m 0', 'm 1', 'm 2', 'm 3', 'm 4']);
  });
});

describe('what is broken', () => {
  it('an element that is not closed ends where the next begins, and is said', async () => {
    const content = `<log>\n${record(0, 'a')}${record(1, 'b').replace('</record>', '')}${record(2, 'c')}${record(3, 'd')}`;
    const { table, parts } = await read(content);
    expect(parts.map(({ message }) => message.slice(0, 8))).toEqual(['a', '<record>', 'c', 'd']);
    expect(table.files[0].numUnparsed).toBe(1);
  });

  it.each([
    ['a thousand levels deep', `${'<a>'.repeat(1000)}x${'</a>'.repeat(1000)}`],
    ['an attribute without its end', '<x y="'],
    ['CDATA without its end', '<![CDATA[ '],
    ['CDATA without its end in an attribute', '<x y="<![CDATA[ z">t</x>'],
    ['an end without a beginning', '</nothing>'],
  ])('%s costs that record alone', async (_, harm) => {
    const content = Array.from({ length: 40 }, (_, i) => record(i, i === 20 ? harm : `m ${i}`)).join('');
    const { table } = await read(content);
    expect(table.length).toBeGreaterThan(20);
    expect(table.shards.flatMap((shard) => [...shard.timeMs]).slice(0, 20)).toEqual(
      Array.from({ length: 20 }, (_, i) => START + i * 1000),
    );
  });

  it('whatever stands between the marks, it is read to its end, and no byte is lost', async () => {
    const pieces = [
      '<',
      '</',
      '<record',
      '>',
      '/>',
      '="',
      '"',
      "'",
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '&',
      ';',
      ' ',
      '\n',
      'a',
      ':',
    ];
    const harm = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 4 }), async (harms) => {
        await read(
          Array.from({ length: 12 }, (_, i) => record(i, harms[i % (2 * harms.length)] ?? 'm')).join(''),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('a megabyte of elements that never close is read in one go', async () => {
    const head = Array.from({ length: 300 }, (_, i) => record(i, 'm')).join('');
    const { table } = await read(`${head}${'<record><level a="b">\n'.repeat(50_000)}`);
    expect(table.length).toBe(50_300);
  });

  it('a page and a configuration without times are no log', async () => {
    const page = `<html><body>${'<p>text</p>\n'.repeat(40)}</body></html>`;
    const settings = `<beans>\n${'<bean id="a" class="b.C"/>\n'.repeat(40)}</beans>`;
    for (const content of [page, settings]) expect((await read(content)).format).not.toBe('xml');
  });
});
