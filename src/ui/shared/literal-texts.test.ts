// No text of the page stands in a component as it is: it goes through the catalogue (src/words), or it would be English in every language.
import { parseAst } from 'vite';
import { expect, it } from 'vitest';
import { isTest, listFiles, readSource } from '../../fixtures/source-files';
import { CHINESE, NOUNS } from '../../words/zh/catalogue';

/** Words that are no language's: names of products, what is typed, shapes. What is added here is shown in English to everybody: the list only shrinks. */
const EXCEPTIONS: readonly string[] = [
  'src/ui/charts/measure-text.ts: px sans-serif',
  'src/ui/charts/volume.ts: debug, trace, none',
  'src/ui/compare/side-picker.tsx: level:error component:cinder after:10:00',
  'src/ui/files/file-card.tsx: xxh64',
  'src/ui/files/zone-choice.tsx: Europe/Berlin',
  'src/ui/files/zone-choice.tsx: UTC',
  'src/ui/problems/problems-view.tsx: cp app.log /tmp',
  'src/ui/sending/bridge-frame.tsx: local-network-access; local-network; loopback-network',
  'src/ui/settings/template-field.tsx: # {{title}} {{impact}} ## What happened {{events}}',
  'src/ui/shared/use-theme.ts: (prefers-color-scheme: dark)',
  // A sentence of the engine, which is put in the zone of the page.
  'src/ui/shared/zone-text.ts: ; the zone of the log was assumed: UTC',
  // English for several of a noun.
  'src/ui/baselines/baselines-panel.tsx: saved baselines',
  'src/ui/landing/history-list.tsx: stored analyses',
  'src/ui/shell/app-bar.tsx: Harbinger',
  'src/ui/shell/zone-menu.tsx: Europe/Berlin, +02:00',
  'src/ui/sql/sql-answer.tsx: CSV',
  'src/ui/sql/sql-answer.tsx: Parquet',
  'src/ui/sql/sql-editor.tsx: SQL',
  'src/ui/sql/sql-grid.tsx: minmax(px, fr)',
  'src/ui/sql/sql-grid.tsx: null',
  'src/ui/sql/sql-side.tsx: STRUCT(…)[]',
  'src/ui/sql/sql-slice.tsx: logs',
  'src/ui/sql/sql-slice.tsx: level>=warn component:cinder after:10:00',
];

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Props that are read by people. */
const TEXT_PROPS =
  /^(aria-label|aria-description|aria-valuetext|aria-roledescription|title|placeholder|label|alt|hint|heading|caption)$/;

it('stands in a component outside of the catalogue', () => {
  const paths = listFiles('src/ui').filter((path) => /\.tsx?$/.test(path) && !isTest(path));
  expect(paths.length).toBeGreaterThan(200);
  const found = paths.flatMap((path) => literalTexts(path).map((text) => `${path}: ${text}`));
  // As one text: a list that is not empty would be cut.
  expect(found.filter((each) => !EXCEPTIONS.includes(each)).join('\n')).toBe('');
  expect(EXCEPTIONS.filter((each) => !found.includes(each))).toEqual([]);
});

it('is found by the test', () => {
  const texts = textsOf(
    `const a = <p title="A title">Some text {isOn ? 'Hide' : t('Show')} <b aria-label={\`of \${n} lines\`} className="one two">{t('Open files')}</b></p>;
     const b = 'Nothing of it is said.'; const c = 'Open files'; throw new Error('for a programmer');`,
    new Set(['Open files']),
  );
  expect(texts).toEqual(['A title', 'Some text', 'Hide', 'of lines', 'Nothing of it is said.']);
});

function literalTexts(path: string): readonly string[] {
  return textsOf(readSource(path).text, new Set([...Object.keys(CHINESE), ...Object.keys(NOUNS)]));
}

function textsOf(code: string, known: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  visit(parseAst(code, { lang: 'tsx' }) as unknown as Node, false);
  return found;

  /** @param isShown whether a string that stands here is text on the page, whatever it looks like */
  function visit(node: Node, isShown: boolean): void {
    const text = textOf(node);
    if (text !== null) {
      const isText = isShown ? /[A-Za-z]{2}/.test(text) : looksLikeProse(text) && !known.has(text);
      if (isText || (node.type === 'JSXText' && /[A-Za-z]{2}/.test(text)))
        found.push(text.replace(/\s+/g, ' '));
    }
    for (const [key, child] of Object.entries(node)) {
      for (const each of Array.isArray(child) ? child : [child])
        if (isNode(each) && !isSkipped(node, key)) visit(each, isShownIn(node, key, each, isShown));
    }
  }
}

function textOf(node: Node): string | null {
  if (node.type === 'JSXText') return (node.value as string).replace(/\s+/g, ' ').trim();
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral') return null;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('');
}

/** Types, imports, what is compared with, and what only a programmer reads. */
function isSkipped(node: Node, key: string): boolean {
  if (
    /^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)|^(Import|Export\w*All|Throw)/.test(node.type)
  )
    return true;
  if (node.type === 'JSXAttribute' && key === 'value')
    return /^(className|style|data-.*|d|viewBox|sandbox|allow)$/.test(nameOf(node.name as Node));
  // The English for one and for many: their Chinese is that of the noun (words/count.ts), or none is needed.
  if (node.type === 'CallExpression' && /^(countOf|plural)$/.test(nameOf(node.callee as Node)))
    return key === 'arguments';
  if (node.type === 'SwitchCase') return key === 'test';
  if (node.type === 'TaggedTemplateExpression') return true;
  return node.type === 'BinaryExpression' && node.operator !== '+' && node.operator !== '??';
}

function isShownIn(node: Node, key: string, child: Node, isShown: boolean): boolean {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return key === 'children' && child.type === 'JSXExpressionContainer';
    case 'JSXAttribute':
      return TEXT_PROPS.test(nameOf(node.name as Node));
    case 'ConditionalExpression':
      return isShown && key !== 'test';
    case 'LogicalExpression':
      return isShown && (key === 'right' || node.operator !== '&&');
    case 'JSXExpressionContainer':
    case 'TemplateLiteral':
      return isShown;
    default:
      return false;
  }
}

/** Some words, or one that begins as a sentence does. */
function looksLikeProse(text: string): boolean {
  return (
    /[a-z]{2,}[,:;.]? [a-z('"{]+/i.test(text) &&
    /^[\w\s,.:;'"()?!…–·%&+-]*$/.test(text) &&
    / [a-z]/.test(text)
  );
}

function nameOf(node: Node): string {
  return node.type === 'JSXNamespacedName'
    ? `${nameOf(node.namespace as Node)}:${nameOf(node.name as Node)}`
    : String(node.name);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
