import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import type { EpochMs, LevelName, RowIdx, TemplateIdx } from '../../contracts/units';
import { filesThatEnd } from '../features/ended-files';
import { openEvidenceBook } from './evidence-book';
import { type FixtureLine, fixtureOf, START } from './fixtures/short-log';
import { silenceCause } from './silence-cause';

const MINUTE = 60_000;

interface Case {
  readonly level?: LevelName;
  readonly text: string;
  readonly source?: string;
  readonly minute?: number;
}

/** press-3 writes until minute 12 and is silent from then on; windows of five minutes. `other`: a line that is evidence. */
async function causeOf(other: Case | null, name = 'press-3', startMinute = 15) {
  const written: FixtureLine[] = Array.from({ length: 13 }, (_, minute) => ({
    minute,
    level: 'info',
    template: 'sheet <*> printed',
    source: name,
  }));
  const line: FixtureLine[] = other
    ? [
        {
          minute: other.minute ?? 17,
          level: other.level ?? 'warn',
          template: other.text,
          source: other.source ?? 'foreman',
        },
      ]
    : [];
  const lines = [...written, ...line];
  const fixture = fixtureOf(lines, 5);
  const row = lines.length - 1;
  const evidence: Evidence[] = other
    ? [
        {
          id: 'E1',
          row: row as RowIdx,
          source: 'app.log',
          lineNum: row + 1,
          timeMs: (START + (other.minute ?? 17) * MINUTE) as EpochMs,
          text: other.text,
          why: '',
          template: 1 as TemplateIdx,
        },
      ]
    : [];
  const silence: Reason = {
    text: '',
    template: null,
    observed: null,
    expected: null,
    beside: { what: 'silence', name, change: 'silent since 12:12:00 UTC', usual: MINUTE, value: 8 * MINUTE },
    timeMs: (START + 15 * MINUTE) as EpochMs,
  };
  const book = openEvidenceBook(evidence, fixture.table);
  const cause = await silenceCause(
    { reasons: [silence], start: (START + startMinute * MINUTE) as EpochMs },
    { ...fixture, windowMs: 5 * MINUTE, ended: filesThatEnd(fixture.table), book },
  );
  return (
    cause && {
      ...cause,
      cited: book
        .settle([cause])[0]
        .evidence.map((id) => book.evidence().find((each) => each.id === id)?.row),
    }
  );
}

describe('a source that fell silent', () => {
  it('is a likely cause where another source complains of it by name, and cites both lines', async () => {
    const cause = await causeOf({ text: 'no answer from press-3 within 30 s' });
    expect(cause).toMatchObject({ confidence: 'medium', cited: [12, 13] });
    expect(cause?.text).toContain('press-3 wrote nothing after 12:12:00 UTC');
  });

  it.each<[string, Case | null, string?]>([
    ['nobody speaks of it', null],
    ['a line of information names it', { level: 'info', text: 'sheet given to press-3' }],
    ['a longer name holds its name', { text: 'press-30 is late' }],
    ['it is named before it fell silent', { text: 'no answer from press-3', minute: 5 }],
    ['it complains of itself', { text: 'press-3 is late', source: 'press-3.heads' }],
    ['its name is a word of any line', { text: 'no answer from server' }, 'server'],
    ['its name is too short to be one', { text: 'no answer from p3' }, 'p3'],
  ])('is no more than a hint where %s', async (_what, other, name) => {
    expect((await causeOf(other, name))?.confidence).toBe('low');
  });

  it.each<[string, number, 'low' | 'medium']>([
    ['ten minutes before the first sign', 22, 'medium'],
    ['eleven minutes before it', 23, 'low'],
    ['less than two windows before it', 21, 'low'],
    ['after it', 10, 'low'],
  ])('that fell silent %s', async (_when, startMinute, confidence) => {
    expect((await causeOf(null, 'press-3', startMinute))?.confidence).toBe(confidence);
  });

  it('is none where no reason tells of silence', async () => {
    const fixture = fixtureOf([{ minute: 1, level: 'info', template: 'a' }], 2);
    const book = openEvidenceBook([], fixture.table);
    expect(
      await silenceCause(
        { reasons: [], start: START },
        { ...fixture, windowMs: MINUTE, ended: filesThatEnd(fixture.table), book },
      ),
    ).toBeNull();
  });
});
