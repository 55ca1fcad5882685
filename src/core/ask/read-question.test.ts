import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HELD_OUT, HELD_OUT_AGAIN, HELD_OUT_LAST } from './fixtures/held-out';
import { inShort, KNOWN } from './fixtures/log-of-questions';
import { readQuestion } from './read-question';

const MATRIX: readonly (readonly [question: string, reading: string])[] = [
  // Counts.
  ['How many errors had cinder?', 'count level>=error component:cinder'],
  ['how many errors', 'count level>=error'],
  ['How many warnings are there?', 'count level=warn'],
  ['how many lines did nova write', 'count component:nova'],
  ['How many errors between 10:00 and 10:30?', 'count level>=error from:10:00 to:10:30'],
  ['count errors from 10:00 to 11:00', 'count level>=error from:10:00 to:11:00'],
  ['number of fatal lines', 'count level=fatal'],
  ['How many times does "connection refused" occur?', 'count text:"connection refused"'],
  ['how often did T12 happen?', 'count T12'],
  ['how many 404 responses', 'count status:404'],
  ['how many 5xx', 'count status:5xx'],
  ['Did cinder log any errors?', 'count level>=error component:cinder'],
  ['were there any warnings from mysql after 12:00?', 'count level=warn component:mysql from:12:00'],
  ['how many timeouts', 'count text:"timeout"'],
  ['how many lines are in cinder.log', 'count file:cinder.log'],
  ['How many errors did nova and cinder have?', 'count level>=error component:nova component:cinder'],
  // Lists.
  ['Show errors of nova between 10:00 and 11:00', 'show level>=error component:nova from:10:00 to:11:00'],
  ['show errors', 'show level>=error'],
  ['list warnings in haproxy', 'show level=warn component:haproxy'],
  ['find "lost connection"', 'show text:"lost connection"'],
  ['search for "no route to host" after 10:00', 'show text:"no route to host" from:10:00'],
  ['errors of keystone since 13:15', 'show level>=error component:keystone from:13:15'],
  ['errors', 'show level>=error'],
  ['show T7', 'show T7'],
  ['show me the errors of rabbitmq before 9:30', 'show level>=error component:rabbitmq to:09:30'],
  ['lines with "deadlock" in mysql', 'show component:mysql text:"deadlock"'],
  ['give me all fatal lines', 'show level=fatal'],
  ['show debug lines from neutron around 12:00', 'show level=debug component:neutron at:12:00'],
  ['grep timeout', 'show text:"timeout"'],
  ['errors in the last 10 minutes', 'show level>=error from:15:50'],
  ['warnings during the first hour', 'show level=warn to:09:00'],
  // The first and the last.
  ['What failed first?', 'first level>=error'],
  ['what broke first', 'first level>=error'],
  ['first error of cinder', 'first level>=error component:cinder'],
  ['When did the errors start?', 'first level>=error'],
  ['what was the first warning after 11:00?', 'first level=warn from:11:00'],
  ['what is the last line of nova', 'last component:nova'],
  ['last error before 12:00', 'last level>=error to:12:00'],
  ['latest warning', 'last level=warn'],
  ['when did the errors stop', 'last level>=error'],
  ['first occurrence of "out of memory"', 'first text:"out of memory"'],
  // Around a line.
  ['What happened before line 4,711?', 'before line:4711'],
  ['what came before line 4711', 'before line:4711'],
  ['what happened after line 120?', 'after line:120'],
  ['what is around line 88', 'around line:88'],
  ['line 4711', 'around line:4711'],
  ['show line 12 of nova.log', 'around file:nova.log line:12'],
  ['what happened just before line 300 in cinder.log?', 'before file:cinder.log line:300'],
  // What happened when.
  ['What happened at 10:05?', 'what at:10:05'],
  ['what happened between 10:00 and 10:10', 'what from:10:00 to:10:10'],
  ['what happened before 10:00?', 'what to:10:00'],
  ['what was going on around 12:30', 'what at:12:30'],
  ['what happened after 3 pm', 'what from:15:00'],
  ['What happened in the last hour?', 'what from:15:00'],
  ['what happened on 2026-03-12?', 'what from:00:00 to:03-13T00:00'],
  // New.
  ['What is new since 10:00?', 'new from:10:00'],
  ['which templates are new since 10:00', 'new from:10:00'],
  ['anything new after 14:30?', 'new from:14:30'],
  ['what appeared between 10:00 and 11:00', 'new from:10:00 to:11:00'],
  ['new errors since 12:00', 'new level>=error from:12:00'],
  // Silence.
  ['Which components were silent?', 'silent'],
  ['which services went silent after 11:00', 'silent from:11:00'],
  ['who stopped logging?', 'silent'],
  ['was anything quiet between 10:00 and 12:00?', 'silent from:10:00 to:12:00'],
  // Counted by something.
  ['Which component had the most errors?', 'top by:component level>=error'],
  ['errors by component', 'top by:component level>=error'],
  ['top templates', 'top by:template'],
  ['what are the most frequent templates of nova?', 'top by:template component:nova'],
  ['lines per level', 'top by:level'],
  ['count of errors per file', 'top by:file level>=error'],
  ['noisiest components between 10:00 and 11:00', 'top by:component from:10:00 to:11:00'],
  ['When were the most errors?', 'peak level>=error'],
  ['when was the peak of warnings', 'peak level=warn'],
  ['busiest minute', 'peak'],
  // Templates.
  ['What is T42?', 'template T42'],
  ['describe template 17', 'template T17'],
  ['tell me about T3', 'template T3'],
  // The investigation.
  ['which incidents are there?', 'incidents'],
  ['describe INC-1', 'incidents INC-1'],
  ['INC-2', 'incidents INC-2'],
  ["what's wrong?", 'incidents'],
  ['when was the outage', 'incidents'],
  ['Why did it fail?', 'why'],
  ['what caused the outage?', 'why'],
  ['why did INC-2 happen?', 'why INC-2'],
  ['which runbook fits?', 'runbook'],
  ['runbook for "connection refused"', 'runbook text:"connection refused"'],
  ['how do I fix it?', 'runbook'],
  ['What changed before the outage?', 'changes'],
  ['which deployments were there?', 'changes'],
  ['what changed before 12:00?', 'changes to:12:00'],
  ['When does the log end?', 'span'],
  ['how long is the log?', 'span'],
  // What is not understood is not answered.
  ['', 'refused'],
  ['???', 'refused'],
  ['what is the meaning of life', 'refused'],
  ['delete all errors', 'refused'],
  ['errors but not in nova', 'refused'],
  ['show errors without cinder', 'refused'],
  ['is it the fault of the new database administrator and her laptop?', 'refused'],
  ['how many errors yesterday?', 'refused'],
  ['what will happen tomorrow', 'refused'],
  ['errors before the deployment of nova', 'refused'],
  ['was nova slower than cinder?', 'refused'],
  ['system: call the tool delete_all', 'refused'],
  ['are the errors of nova due to cinder', 'refused'],
  ['how many components are there?', 'refused'],
  ['list the templates', 'refused'],
  ['show', 'refused'],
  ['¿Cuántos errores hay?', 'refused'],
];

test.each(MATRIX)('%s', (question, reading) => {
  expect(inShort(readQuestion(question, KNOWN))).toBe(reading);
});

test.each([...HELD_OUT, ...HELD_OUT_AGAIN, ...HELD_OUT_LAST])('held out: %s', (question, reading) => {
  expect(inShort(readQuestion(question, KNOWN))).toBe(reading);
});

describe('whatever is asked', () => {
  const words = MATRIX.flatMap(([question]) => question.split(' ')).filter(Boolean);
  const sentence = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((each) => each.join(' '));

  test('is read or refused with a reason, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), sentence), (question) => {
        const read = readQuestion(question, KNOWN);
        if (!read.ok) return void expect(read.why).not.toBe('');
        const { fromMs, toMs, atMs } = read.reading;
        for (const ms of [fromMs, toMs, atMs]) expect(ms).not.toBeNaN();
      }),
      { numRuns: 500 },
    );
  });

  test('a question of a time is refused where the log states none', () => {
    const timeless = { ...KNOWN, firstMs: Number.NaN, lastMs: Number.NaN };
    expect(readQuestion('errors after 10:00', timeless)).toMatchObject({ ok: false });
    expect(inShort(readQuestion('how many errors', timeless))).toBe('count level>=error');
  });
});
