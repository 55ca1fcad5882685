import { describe, expect, it } from 'vitest';
import { compilePhrase, compileText, matchesPhrase } from './phrases';

const matches = (phrase: string, text: string) => matchesPhrase(compilePhrase(phrase), compileText(text));

describe('phrases', () => {
  it.each([
    ['out of memory', 'kernel: Out of Memory: Killed process 42'],
    ['Slow query', 'SLOW QUERY (<*> ms)'],
    ['thread pool is exhausted', 'thread pool <*> exhausted, rejecting'],
    ['exit code 137', 'container ended with exit code <*>'],
    ['Volume * create failed', 'Volume 1f3a create failed'],
    ['Killed process * total-vm', 'Killed process <*> total-vm:<*>kB'],
    ['dial tcp * i/o timeout', 'dial tcp <*>: i/o timeout'],
  ])('%s stands in %s', (phrase, text) => {
    expect(matches(phrase, text)).toBe(true);
  });

  it.each([
    ['oom-killer', 'the room-killers'],
    ['Rate exceeded', 'flow separate exceeded'],
    ['promotion failed', 'payment <*> failed'],
    ['Volume * create failed', 'Volume create failed'],
    ['slow query', 'query slow'],
    ['disk is full', '<*> <*> <*>'],
    ['ENOSPC', ''],
  ])('%s does not stand in %s', (phrase, text) => {
    expect(matches(phrase, text)).toBe(false);
  });

  it('calls a phrase strong only if it means one thing', () => {
    const strong = (text: string) => compilePhrase(text).strong;
    expect(
      ['Connection is not available', 'RejectedExecutionException', 'Slow query detected'].map(strong),
    ).toEqual([true, true, true]);
    expect(['in the future', 'Out of memory', 'MISCONF', 'backlog', 'TypeError'].map(strong)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
