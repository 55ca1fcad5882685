import { expect, test } from 'vitest';
import { lineQueryOf, linesFor, NO_LINE_VIEW, withChip, withoutRows } from './line-view';

const at = (text: string): number => Date.parse(text);

test('what another view asks for becomes chips, and a text that is looked for alone', () => {
  const filter = {
    template: 41,
    minLevel: 5,
    file: 'a b.log',
    start: at('2024-03-01T10:00Z'),
    end: at('2024-03-01T10:30:05.25Z'),
  };
  const view = linesFor({ ...filter, text: 'pool "main"' }, NO_LINE_VIEW);
  expect(view.chips.map(({ term }) => term)).toEqual([
    'template:T42',
    'level>=warn',
    'file="a b.log"',
    'after:2024-03-01T10:00Z before:2024-03-01T10:30:05.250Z',
  ]);
  const { query, problem } = lineQueryOf(view);
  expect(problem).toBeNull();
  expect(query.where).toBe(
    'template:T42 level>=warn file="a b.log" after:2024-03-01T10:00Z before:2024-03-01T10:30:05.250Z',
  );
  expect(query).toMatchObject({ find: String.raw`"pool \"main\""`, onlyHits: true });
});

test('of what is typed columns narrow the list, and texts are looked for in it', () => {
  const view = { ...NO_LINE_VIEW, text: 'level:error /a+b/ component:x -lost (a OR level:warn)' };
  expect(lineQueryOf(view).query).toMatchObject({
    where: 'level:error component:x',
    find: '/a+b/ -lost (a OR level:warn)',
  });
});

test('a chip that is off asks for nothing; alternatives of one stay together; what cannot be read is told', () => {
  const chips = [
    { term: 'level:error OR level:warn', isOn: true },
    { term: 'template:T1', isOn: false },
  ];
  expect(lineQueryOf({ ...NO_LINE_VIEW, chips, text: 'x' }).query).toMatchObject({
    where: 'level:error OR level:warn',
    find: 'x',
  });
  expect(lineQueryOf({ ...NO_LINE_VIEW, chips, text: 'file:a' }).query.where).toBe(
    '(level:error OR level:warn) file:a',
  );
  expect(lineQueryOf({ ...NO_LINE_VIEW, chips, text: '/(/' })).toMatchObject({
    query: { find: '' },
    problem: { begin: 0 },
  });
});

test('a chip takes the place of its opposite; another numbering of templates ends what names them', () => {
  const once = withChip([{ term: '-template:T1', isOn: true }], 'template:T1');
  expect(once).toEqual([{ term: 'template:T1', isOn: true }]);
  expect(withChip([{ term: 'file:a', isOn: false }], 'file:a')).toEqual([{ term: 'file:a', isOn: true }]);
  const view = {
    ...NO_LINE_VIEW,
    chips: [...once, { term: 'level:error', isOn: true }],
    cursorRow: 4,
    open: [4],
  };
  expect(withoutRows(view)).toMatchObject({ chips: [{ term: 'level:error' }], cursorRow: null, open: [] });
});
