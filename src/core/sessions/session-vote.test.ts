import { expect, test } from 'vitest';
import { SESSION_WHYS, type SessionVerdict } from '../../contracts/session-detectors';
import { MINUTE, START, type TestRecord, tablesOf } from '../features/fixtures/small-log';
import { createRandom } from '../lib/random';
import { allSequencesOf, sequencesOf } from './session-sequences';
import { detectSessions, type LearnedSessionDetectors, sessionsByProfile, voteOf } from './session-vote';
import { type SessionInput, sessionInputOf } from './sessions';

const TEXTS = ['open <*>', 'write <*>', 'close <*>'];
const ignore = (): void => {};

/** 300 sessions, one a minute: open, one or two writes, close, a second apart; the last two are cut off. */
function input(): SessionInput {
  const random = createRandom(2);
  const log: TestRecord[] = Array.from({ length: 300 }, (_, i) => {
    const templates = i >= 298 ? [0, 1] : [0, ...Array.from({ length: 1 + random.int(2) }, () => 1), 2];
    const timeMs = START + i * MINUTE;
    return templates.map((template, t) => ({ timeMs: timeMs + t * 1000, template, key: `r${i}` }));
  }).flat();
  const { table, templates } = tablesOf(log, TEXTS);
  return sessionInputOf(table, templates)!;
}

/** Sessions of which each goes a way of its own: its number in binary, 200 events long. */
function tooMany(): SessionInput {
  const numSessions = 6000;
  const given = input();
  const none = new Float64Array(numSessions).fill(Number.NaN);
  const template = new Uint16Array(numSessions * 200);
  for (let s = 0; s < numSessions; s++) for (let i = 0; i < 13; i++) template[s * 200 + i] = (s >>> i) & 1;
  const begin = Uint32Array.from({ length: numSessions + 1 }, (_, s) => s * 200);
  const times = { numTimed: 0, timeMs: new Float64Array(), startMs: none, endMs: none };
  const keys = Array.from({ length: numSessions }, (_, s) => `r${s}`);
  return { ...given, keys, events: { ...given.events, ...times, length: numSessions, begin, template } };
}

function verdict(name: SessionVerdict['name'], score: number[], vote: number[]): SessionVerdict {
  const about = { backend: 'js', seconds: 0, threshold: 1, abstained: null, lossCurve: [] } as const;
  const why = new Uint8Array(score.length);
  const template = new Int32Array(score.length).fill(-1);
  return { ...about, name, score: Float32Array.from(score), vote: Uint8Array.from(vote), why, template };
}

test('two of three; both of two; one alone decides', () => {
  const none = Number.NaN;
  const detectors = [
    verdict('habits', [2, 2, 2, 0, 2], [1, 1, 1, 0, 1]),
    verdict('iforest', [2, 0, none, 2, none], [1, 0, 0, 1, 0]),
    verdict('lstm', [0, 0, 0, 2, none], [0, 0, 0, 1, 0]),
  ];
  expect([...voteOf(detectors, 5)]).toEqual([1, 0, 0, 1, 1]);
});

test('equal sessions are one sequence; one whose log ends too soon is not over', () => {
  const given = input();
  const { sequences, ofSession, isOver } = sequencesOf(given, new Uint8Array(300));
  expect(sequences.numLearnt.length).toBe(3);
  expect(sequences.numLearnt.reduce((sum, num) => sum + num, 0)).toBe(given.numLearnt);
  expect(ofSession[298]).toBe(2);
  expect([...sequences.event.subarray(sequences.begin[2], sequences.begin[3])]).toEqual([0, 1]);
  expect([isOver[0], isOver[298], isOver[299]]).toEqual([1, 1, 0]);
});

test('the sequences are learnt while the forest grows, and wait for it only where not all can be asked about', async () => {
  const orderOf = async (given: SessionInput): Promise<string[]> => {
    const order: string[] = [];
    const zeros = Array.from({ length: given.events.length }, () => 0);
    const detectors: LearnedSessionDetectors = {
      forest: () => {
        order.push('forest');
        return verdict('iforest', zeros, zeros);
      },
      sequences: () => {
        order.push('sequences');
        return Promise.reject(new Error('not wanted here'));
      },
    };
    await detectSessions({ input: given, byProfile: sessionsByProfile(given) }, detectors, 1, ignore);
    return order;
  };
  expect(await orderOf(input())).toEqual(['sequences', 'forest']);
  expect(allSequencesOf(tooMany())).toBeNull();
  expect(await orderOf(tooMany())).toEqual(['forest', 'sequences']);
});

test('where all are asked about, the order in which they are decides nothing', () => {
  const given = input();
  const all = allSequencesOf(given)!;
  const odd = sequencesOf(given, new Uint8Array(300).fill(1, 250));
  const wayOf = ({ sequences, ofSession }: typeof all, s: number): number[] => {
    const { begin, event } = sequences;
    return [...event.subarray(begin[ofSession[s]], begin[ofSession[s] + 1])];
  };
  expect(odd.sequences.numLearnt).toEqual(all.sequences.numLearnt);
  for (let s = 0; s < 300; s++) expect(wayOf(odd, s)).toEqual(wayOf(all, s));
});

test('what the learned judges say stands beside the habits, and counts', async () => {
  const given = input();
  const { length } = given.events;
  const zeros = (): number[] => Array.from({ length }, () => 0);
  const detectors: LearnedSessionDetectors = {
    forest: () => verdict('iforest', zeros(), zeros()),
    sequences: async ({ begin }) => {
      const bits = Float32Array.from({ length: begin.length - 1 }, (_, u) => (u === 2 ? 3 : 1));
      const endBits = bits.map((each) => 3 * each);
      const worst = new Uint32Array(bits.length).fill(1);
      return { backend: 'js', seconds: 1, threshold: 5, bits, worst, endBits, lossCurve: [2, 1] };
    },
  };
  const started = { input: given, byProfile: sessionsByProfile(given) };
  const table = (await detectSessions(started, detectors, 1, ignore))!;
  const [profile, , lstm] = table.detectors!;
  expect(profile.vote[298]).toBe(1);
  expect([lstm.score[298], lstm.vote[298], SESSION_WHYS[lstm.why[298]]]).toEqual([9, 1, 'ended']);
  expect(lstm.template[298]).toBe(1);
  // Not over, so its end is not held against it.
  expect([lstm.score[299], lstm.vote[299], SESSION_WHYS[lstm.why[299]]]).toEqual([3, 0, 'unexpected']);
  expect([...table.anomalous.subarray(297)]).toEqual([0, 1, 0]);
});

test('detectors that fail abstain, with their reason; the others decide', async () => {
  const given = input();
  const detectors: LearnedSessionDetectors = {
    forest: () => {
      throw new Error('no wood');
    },
    sequences: () => Promise.reject(new Error('no thread')),
  };
  const first = sessionsByProfile(given);
  const table = (await detectSessions({ input: given, byProfile: first }, detectors, 1, ignore))!;
  expect(table.detectors!.map(({ abstained }) => abstained)).toEqual([
    null,
    'It failed: no wood',
    'It could not be trained: no thread',
  ]);
  expect(table.anomalous).toEqual(first.anomalous);
});

test('without learned detectors the profile decides alone; without sessions there is nothing', async () => {
  const given = input();
  const byProfile = sessionsByProfile(given);
  expect(await detectSessions({ input: given, byProfile }, null, 1, ignore)).toBe(byProfile);
  expect(await detectSessions(null, null, 1, ignore)).toBeNull();
});
