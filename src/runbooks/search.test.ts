import { describe, expect, it } from 'vitest';
import { loadCorpus } from './corpus';
import { parseRunbook } from './document';
import { EXCERPTS } from './fixtures/excerpts';
import { buildRunbookSearch } from './search';

const { documents } = loadCorpus();
const search = buildRunbookSearch(documents);
const ask = (lines: readonly string[]) =>
  search(lines.map((text, i) => ({ text, weight: 1 - 0.3 * i, template: null })));

describe('search over excerpts', () => {
  it('has an excerpt for every document', () => {
    expect(Object.keys(EXCERPTS).sort()).toEqual(documents.map((each) => each.id).sort());
  });

  it('ranks the right runbook first for at least 85 % of the excerpts, and within three for 95 %', () => {
    const runbooks = documents.filter((each) => each.kind === 'runbook');
    const ranks = runbooks.map(({ id }) => ({
      id,
      rank: ask(EXCERPTS[id]).findIndex((hit) => hit.id === id),
    }));
    const misses = ranks
      .filter(({ rank }) => rank !== 0)
      .map(({ id, rank }) => `${id}: ${rank}, ${ask(EXCERPTS[id])[0]?.id}`);
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(runbooks.length * 0.15);
    expect(ranks.filter(({ rank }) => rank < 0 || rank > 2).length, misses.join('\n')).toBeLessThanOrEqual(
      runbooks.length * 0.05,
    );
    if (process.env.SHOW_RANKS)
      console.log(`${ranks.length - misses.length} of ${ranks.length}\n${misses.join('\n')}`);
  });

  it('ranks the right post-mortem first among its kind', () => {
    const wrong = documents
      .filter((each) => each.kind === 'postmortem')
      .filter(({ id }) => ask(EXCERPTS[id]).find((hit) => hit.kind === 'postmortem')?.id !== id);
    expect(wrong.map((each) => each.id)).toEqual([]);
  });
});

describe('search', () => {
  it('puts a literal symptom above any number of shared words', () => {
    const hits = ask(['ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.']);
    expect(hits[0]).toMatchObject({ id: 'db-connection-pool-exhausted', kind: 'runbook' });
    expect(hits[0].matched[0]).toContain('onnection is not available');
    expect(hits[0].phrases.some((match) => match.strong && match.part === 0)).toBe(true);
    expect(hits[0].actions.length).toBeGreaterThanOrEqual(4);
  });

  it("finds a phrase through a template's wildcards", () => {
    const hits = ask(['Memory cgroup out of memory: Killed process <*> (<*>) total-vm:<*>, anon-rss:<*>']);
    expect(hits[0].id).toBe('linux-oom-killer');
    expect(hits[0].phrases.map((match) => match.phrase)).toContain('Memory cgroup out of memory');
  });

  it('finds nothing for an empty question, wildcards alone or plain numbers', () => {
    expect(ask([])).toEqual([]);
    expect(ask(['<*> <IP> 42 0x1f'])).toEqual([]);
  });

  it('prefers a note that holds the phrase to a runbook that does', () => {
    const text = `---
id: our-billing-pool
title: Our billing pool
kind: note
severity: info
claim: The pool of billing is used up.
symptoms: ["Connection is not available, request timed out after", "billing is slow", "billing is down"]
---
## Fix
- Call Ann.`;
    const { document } = parseRunbook('notes/billing.md', text);
    const hits = buildRunbookSearch([...documents, document!])([
      { text: 'Connection is not available, request timed out after <*>', weight: 1, template: 3 },
    ]);
    const note = hits.find((hit) => hit.id === 'our-billing-pool');
    expect(note).toMatchObject({ kind: 'note', title: 'Our billing pool', actions: ['Call Ann.'] });
    expect(hits.indexOf(note!)).toBeLessThanOrEqual(1);
  });

  it('gives the same hits whatever the order of the documents', () => {
    const lines = EXCERPTS['retry-storm'];
    const reversed = buildRunbookSearch([...documents].reverse());
    const asked = lines.map((text) => ({ text, weight: 1, template: null }));
    expect(reversed(asked).map((hit) => hit.id)).toEqual(search(asked).map((hit) => hit.id));
  });
});
