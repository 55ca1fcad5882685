// The catalogue: a row for each text that is shown and for nothing else, the same slots in both languages, no text twice.
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { DETECTOR_ROWS, SESSION_DETECTOR_ROWS } from '../contracts/detectors';
import { EXPORT_GROUPS, EXPORTS } from '../contracts/exports';
import { PART_WORDS, SETTING_PLACES, SETTING_ROWS, type SettingRow } from '../contracts/settings-registry';
import { EXAMPLES } from '../contracts/sql-examples';
import { KIND_WORDS } from '../contracts/triage';
import { SCENARIOS } from '../core/simulate/simulate';
import { isTest, listFiles, readSource } from '../fixtures/source-files';
import { CHINESE, NOUNS } from './zh/catalogue';

/** Names that are the same in Chinese, and what is typed. */
const SAME = [
  /^[A-Z0-9-]+( [A-Z]+)?$|^id$|Harbinger$|MB\{rate\}$/,
  /^(log4j|PostgreSQL|Docker|HDFS|Web$|Ctrl Enter\{hint\}$|How many errors had nova)/,
];

const rows = Object.entries(CHINESE);
const slotsOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('a row of the catalogue', () => {
  it('has Chinese, unless it is the same there', () => {
    const english = rows.filter(
      ([text, said]) =>
        /[a-z]{2}/i.test(said.replace(/\{\w+\}/g, '')) &&
        !/[\u4e00-\u9fff，。：；、（]/.test(said) &&
        !SAME.some((each) => each.test(text)),
    );
    expect(english).toEqual([]);
  });

  it('has the slots of the English; what carries grammar may be left out', () => {
    const wrong = rows.filter(([text, said]) => {
      const [here, there] = [slotsOf(text), slotsOf(said)];
      const isMissing = here.some((slot) => !there.includes(slot) && !slot.endsWith('Word}'));
      return isMissing || there.some((slot) => !here.includes(slot)) || new Set(there).size < there.length;
    });
    expect(wrong).toEqual([]);
  });

  it('uses no half-width mark of a sentence after Chinese', () => {
    expect(rows.filter(([, said]) => /[\u4e00-\u9fff][,;:?!](?!\w)/.test(said))).toEqual([]);
  });

  it('stands in one file', () => {
    const keys = listFiles('src/words/zh')
      .filter((path) => !/(catalogue|nouns)\.ts$/.test(path))
      .flatMap((path) => keysOf(readSource(path).text));
    expect(keys.filter((key, i) => keys.indexOf(key) < i)).toEqual([]);
    expect(keys.length).toBe(rows.length);
  });

  it('is of a text that something shows', () => {
    const shown = new Set([
      ...literalsOf(/^src\/(ui\/|store\/|core\/wording\/(receipt|incident-state))/),
      ...namedTexts(),
    ]);
    expect(rows.map(([text]) => text).filter((text) => !shown.has(text))).toEqual([]);
    expect(Object.keys(NOUNS).filter((noun) => !shown.has(noun))).toEqual([]);
  });
});

describe('what tables name', () => {
  it('has a row each', () => {
    expect(
      namedTexts().filter((text) => text !== '' && !(text in CHINESE) && !/^[A-Z]{3,4}$/.test(text)),
    ).toEqual([]);
  });
});

/** What named() is given. */
function namedTexts(): readonly string[] {
  const settings: readonly SettingRow[] = Object.values(SETTING_ROWS);
  const detectors = [...Object.values(DETECTOR_ROWS), ...Object.values(SESSION_DETECTOR_ROWS)];
  return [
    ...settings.flatMap(({ label, help, none = '' }) => [label, help, none]),
    ...Object.values(SETTING_PLACES),
    ...Object.values(PART_WORDS),
    ...detectors.flatMap(({ label, short, help }) => [label, short, help]),
    ...EXPORT_GROUPS,
    ...EXPORTS.map(({ what }) => what),
    ...EXAMPLES.map(({ title }) => title),
    ...Object.values(KIND_WORDS).flat(),
    // How a file was read (ui/files/receipt.tsx).
    ...['stated', 'decided', 'set', 'assumed'],
    ...SCENARIOS.flatMap(({ title, description }) => [title, description]),
  ];
}

describe('what is counted', () => {
  it('says how many', () => {
    for (const forms of Object.values(NOUNS)) expect(slotsOf(forms.other)).toEqual(['{num}']);
  });
});

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function keysOf(code: string): readonly string[] {
  const keys: string[] = [];
  walk(parseAst(code, { lang: 'ts' }) as unknown as Node, (node) => {
    if (node.type !== 'Property') return;
    const { name, value } = node.key as { name?: string; value?: string };
    keys.push(value ?? name ?? '');
  });
  return keys;
}

function literalsOf(where: RegExp): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of listFiles('src').filter((each) => where.test(each) && /\.tsx?$/.test(each)))
    if (!isTest(path) && !path.endsWith('.as.ts'))
      walk(
        parseAst(readSource(path).text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node,
        (node) => {
          if (node.type === 'Literal' && typeof node.value === 'string') found.add(node.value);
        },
      );
  return found;
}

function walk(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of Object.values(node))
    for (const each of Array.isArray(child) ? child : [child])
      if (typeof each === 'object' && each !== null && 'type' in each) walk(each as Node, see);
}
