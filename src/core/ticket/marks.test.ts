import { expect, test } from 'vitest';
import type { AnalysisResult } from '../../contracts/result';
import { leadInFull, unknowns } from './facts';
import { contextOf, incidentOf, OUTAGE } from './fixtures/ticket-parts';
import { markedInFull, markedInShort } from './marks';

const MINUTE = 60_000;
const plain = contextOf('disk <*> failed').result;
const iso = (minute: number): string => new Date(OUTAGE + minute * MINUTE).toISOString();

function marked(templates: readonly string[], windows: AnalysisResult['settings']['normal']['windows'] = []) {
  return { ...plain, settings: { ...plain.settings, normal: { templates, windows } } };
}

test('nothing is said where nothing of this log is marked', () => {
  expect(markedInFull(plain)).toBeNull();
  expect(markedInShort(marked(['of another log'], [{ start: iso(-90_000), end: iso(-80_000) }]))).toBeNull();
});

test('templates and windows are named', () => {
  const { startMs, windowMs } = plain.timeline!.grid;
  const span = (begin: number, end: number) => ({
    start: new Date(startMs + begin * windowMs).toISOString(),
    end: new Date(startMs + end * windowMs).toISOString(),
  });
  const result = marked([plain.templates[0].text], [span(1, 3)]);
  expect(markedInShort(result)).toBe('1 template and 2 windows');
  expect(markedInFull(result)).toMatch(
    /^1 template and 2 windows were marked as normal and not judged: T1 "disk <\*> failed"; [-0-9]+ [:0-9]+ UTC to .* UTC\.$/,
  );
});

test('the ticket says so, above all where it knows of no precursor', () => {
  const result = marked([plain.templates[0].text]);
  const late = incidentOf('x', { leadMinutes: null, firstConfirmed: OUTAGE });
  expect(unknowns(late, result).join()).toContain('1 template was marked as normal and not judged: T1');
  expect(leadInFull(late, result)).toMatch(
    /^no precursor found: .*; what is marked as normal was not looked at$/,
  );
  expect(leadInFull(late, plain)).not.toContain('marked');
});
