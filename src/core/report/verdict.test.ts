import { expect, test } from 'vitest';
import type { EpochMs } from '../../contracts/units';
import { fixtureResult } from '../../store/fixtures/result';
import { quietResult, timelessResult } from '../../store/fixtures/variants';
import { TICKET_FORMS } from '../ticket/forms';
import { pagerDutyEvent } from '../ticket/pagerduty';
import { problem } from '../wording/problem';
import { leadInBrief, summarise, whyNotJudged } from './verdict';

test('an incident is named with its lead', () => {
  const verdict = summarise(fixtureResult());
  expect(verdict.tone).toBe('alarm');
  expect(verdict.sentence).toContain('a warning was possible 20 minutes before the outage');
  expect(verdict.sentence).toContain('1 more incident.');
});

test('a window that ends as the outage begins gives no warning, whatever its start', () => {
  const [incident] = fixtureResult().incidents;
  const windowMinutes =
    (incident.end - incident.start) / (incident.windowEnd - incident.windowBegin) / 60_000;
  const late = { ...incident, leadMinutes: windowMinutes };
  expect(leadInBrief(late, fixtureResult())).toMatch(
    /^first signs .* before the outage, too late for a warning$/,
  );
  expect(leadInBrief({ ...late, leadMinutes: windowMinutes + 1 }, fixtureResult())).toBe(
    'a warning was possible 60 seconds before the outage',
  );
});

test('an outage without a precursor is said to have none', () => {
  const [incident] = fixtureResult().incidents;
  const windowMs = (incident.end - incident.start) / (incident.windowEnd - incident.windowBegin);
  const sentence = (earlyMs: number): string => {
    const outageStart = (incident.firstConfirmed + earlyMs) as EpochMs;
    return summarise({ ...fixtureResult(), incidents: [{ ...incident, outageStart, leadMinutes: null }] })
      .sentence;
  };
  expect(sentence(-60_000)).toContain('no precursor found before the outage');
  expect(sentence(windowMs - 1)).toContain('no precursor found before the outage');
  expect(sentence(windowMs)).toContain('no warning in time for the outage');
  expect(sentence(windowMs + 59_000)).toContain('no warning in time for the outage');
  // There was one, but the page knows it only because it has read on.
  expect(sentence(5 * windowMs)).toContain('no lead is claimed before the outage');
});

test('what is marked as normal is named, and a precursor is only missed in the rest', () => {
  const rich = fixtureResult();
  const normal = { templates: [rich.templates[0].text], windows: [] };
  const marked = { ...rich, settings: { ...rich.settings, normal } };
  expect(summarise(marked).notLookedAt[0]).toMatch(/^1 template was marked as normal and not judged: T1 "/);
  const [incident] = rich.incidents;
  const outage = { outageStart: incident.firstConfirmed, leadMinutes: null };
  const late = { ...marked, incidents: [{ ...incident, ...outage }] };
  expect(summarise(late).sentence).toContain(
    'no precursor found before the outage in what is not marked as normal',
  );
  expect(summarise({ ...marked, incidents: [] }).sentence).toContain(
    '1 template, marked as normal, took no part.',
  );
});

test('a quiet log is quiet only as far as was looked: who abstained is said', () => {
  const verdict = summarise(quietResult());
  expect(verdict.tone).toBe('calm');
  expect(verdict.sentence).toContain('96 windows');
  expect(verdict.notLookedAt.join()).toContain('LSTM autoencoder abstained: a baseline of 12 windows');
  expect(verdict.notLookedAt.join()).toContain('38 windows of baseline, taken as normal');
});

test('a file that no longer speaks takes the calm from a quiet log, and stands behind an incident', () => {
  const message =
    '1 of 2 files ends long before the log does (app.log at 05:00). If it should have gone on, look there.';
  const problem = {
    severity: 'warning',
    code: 'file-ended',
    message,
    file: 'app.log',
    lineNum: null,
    byteOffset: null,
  } as const;
  const verdict = summarise({ ...quietResult(), problems: [problem] });
  expect(verdict.tone).toBe('warning');
  expect(verdict.sentence).toMatch(/ 1 of 2 files ends long before the log does: see Problems\.$/);
  expect(verdict.notLookedAt).toContain(message);
  const loud = summarise({ ...fixtureResult(), problems: [problem] });
  expect(loud.sentence).not.toContain('files ends');
  expect(loud.notLookedAt).toContain(message);
});

test('where fewer than two detectors worked, nothing is said to be quiet', () => {
  expect(whyNotJudged(quietResult())).toBeNull();
  expect(whyNotJudged(timelessResult())).toMatch(/^No line states a time/);
  const { timeline, ...rest } = quietResult();
  const detectors = timeline!.detectors.map((each) => ({ ...each, abstained: 'too little' }));
  expect(whyNotJudged({ ...rest, timeline: { ...timeline!, detectors } })).toMatch(
    /^No detector had enough .* nothing ruled out\.$/,
  );
});

test('a baseline of another system gives no verdict, and that is the sentence', () => {
  const quiet = quietResult();
  const abstained =
    'The saved baseline "a: b" knows 0 of the 9 templates: it is of another system, as it seems.';
  const detectors = quiet.timeline!.detectors.map((each) => ({ ...each, abstained }));
  const problem = { severity: 'warning', code: 'baseline-strange', message: 'Told in full.' } as const;
  const problems = [{ ...problem, file: null, lineNum: null, byteOffset: null }];
  const verdict = summarise({ ...quiet, problems, timeline: { ...quiet.timeline!, detectors } });
  expect(verdict.sentence).toMatch(
    /^No verdict: the saved baseline "a: b" knows 0 of the 9 templates, so no window was judged by it\. /,
  );
  expect(verdict.notLookedAt).toContain('Told in full.');
  expect(verdict.notLookedAt).toContain(
    `Rolling baseline, Isolation Forest, LSTM autoencoder abstained: ${abstained}`,
  );
});

test('no times, no verdict', () => {
  const verdict = summarise(timelessResult());
  expect(verdict).toMatchObject({
    tone: 'unknown',
    sentence: expect.stringContaining('no line states a time'),
  });
});

test('fewer than two detectors cannot give the all clear', () => {
  const quiet = quietResult();
  const timeline = quiet.timeline!;
  const detectors = timeline.detectors.map((d) => ({
    ...d,
    abstained: d.name === 'baseline' ? null : 'too little',
  }));
  expect(summarise({ ...quiet, timeline: { ...timeline, detectors } }).tone).toBe('unknown');
});

test('single votes are told and are no warning; an error that the log states is told beside them', () => {
  const quiet = quietResult();
  const watch = new Uint8Array(96).fill(1, 3, 5);
  const timeline = { ...quiet.timeline!, consensus: { ...quiet.timeline!.consensus, watch } };
  expect(summarise({ ...quiet, timeline })).toMatchObject({
    tone: 'calm',
    sentence:
      'No incident found in the 96 windows that were compared. 2 windows looked odd to one detector alone, which is no warning. It holds 401 records of level error or worse: see Lines.',
  });
});

test('nothing read is not calm', () => {
  expect(summarise({ ...timelessResult(), numRecords: 0 }).tone).toBe('unknown');
});

test('errors are counted by record: one of 400 is not denied, and three are not forty', () => {
  const quiet = quietResult();
  const watch = new Uint8Array(96).fill(1, 3, 4);
  const timeline = { ...quiet.timeline!, consensus: { ...quiet.timeline!.consensus, watch } };
  const [template] = quiet.templates;
  const holding = (level: number, count: number, numErrors: number) =>
    summarise({ ...quiet, timeline, templates: [{ ...template, level, count, numErrors }] }).sentence;
  expect(holding(3, 400, 1)).toContain('It holds 1 record of level error or worse');
  expect(holding(6, 40, 3)).toContain('It holds 3 records of level error or worse');
  expect(holding(6, 40, 0)).not.toContain('level error');
});

test('a log that could not be judged says what was searched for, and only where it was', () => {
  const timeless = { ...timelessResult(), incidents: [], templates: [] };
  const searched = 'searched for what failures look like, and nothing was found';
  expect(summarise({ ...timeless, events: [] }).sentence).toContain(searched);
  const { events: _, ...stored } = { ...timeless, events: [] };
  expect(summarise(stored).sentence).not.toContain(searched);
  expect(summarise({ ...timeless, events: [], isEarly: true }).sentence).not.toContain(searched);
  const grave = { ...timelessResult().templates[0], level: 6, count: 3, numErrors: 3 };
  expect(summarise({ ...timeless, events: [], templates: [grave] }).sentence).not.toContain(searched);
});

/** What keeps a part of a log away; src/input/read-in-part.test.ts makes each of them happen. */
const IN_PART = [
  'truncated-gzip',
  'damaged-zip',
  'truncated-tar',
  'truncated-journal',
  'archive-limit',
  'archive-many-files',
  'no-room',
  'json-cut-off',
  'file-unreadable',
];

test.each(IN_PART)('%s: no verdict, headline or ticket without saying that a part was read', (code) => {
  const said = problem('warning', code, 'It ends early.', { file: 'half.log.gz' });
  const part = 'Only a part of half.log.gz was read.';
  const inPart = <T extends { problems: readonly unknown[] }>(result: T): T => ({
    ...result,
    problems: [said],
  });
  const quiet = summarise(inPart(quietResult()));
  expect(quiet.sentence.startsWith(part)).toBe(true);
  expect(quiet.tone).toBe('warning');
  const result = inPart(fixtureResult());
  expect(summarise(result).sentence.startsWith(part)).toBe(true);
  expect(summarise(result).notLookedAt).toContain('It ends early.');
  expect(summarise(inPart(timelessResult())).sentence.startsWith(part)).toBe(true);
  for (const { ending, write } of TICKET_FORMS)
    expect(write(result.incidents[0], { result, version: '1' }), ending).toContain(
      'a part of half.log.gz was read',
    );
  expect(pagerDutyEvent(result.incidents[0], { result, version: '1' }).payload.summary).toMatch(
    /^log read in part/,
  );
});

test('what was read whole is not said to be read in part', () => {
  const others = ['broken-bytes', 'damaged-fields', 'large-fields', 'empty-file', 'encrypted-file'];
  const problems = others.map((code) => problem('warning', code, 'x', { file: 'a.log' }));
  expect(summarise({ ...quietResult(), problems }).sentence).not.toContain('a part of');
});
