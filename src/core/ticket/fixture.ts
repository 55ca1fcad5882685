/** For tests: an incident and its analysis, every piece of log text replaceable by a hostile one. */
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import type { TicketContext } from './sections';

export const OUTAGE = Date.UTC(2026, 2, 1, 12, 45) as EpochMs;
const at = (minute: number) => (OUTAGE + minute * 60_000) as EpochMs;

/** `text` stands wherever a log, a file name, a change or a detector can put text. */
export function incidentOf(text: string, over: Partial<Incident> = {}): Incident {
  return {
    id: 'INC-1',
    windowBegin: 6,
    windowEnd: 11,
    start: at(-30),
    end: at(10),
    firstConfirmed: at(-30),
    kind: 'pre-failure',
    severity: 'critical',
    outageStart: OUTAGE,
    outageReason: text,
    leadMinutes: 30,
    votes: { baseline: 5, iforest: 4, lstm: 0 },
    reasons: [{ text, template: 0, observed: 40, expected: 2 }],
    title: text,
    topTemplates: [{ template: 0 as TemplateIdx, direction: 'rose', observed: 40, expected: 2.345678 }],
    evidence: [
      {
        id: 'E1',
        row: 7 as RowIdx,
        source: text,
        lineNum: 8,
        timeMs: at(-29),
        text,
        why: 'first error',
        template: 0 as TemplateIdx,
      },
      {
        id: 'E2',
        row: 9 as RowIdx,
        source: 'app.log',
        lineNum: 10,
        timeMs: null,
        text: `${text}\n${text}`,
        why: 'gravest line',
        template: null,
      },
    ],
    runbooks: [
      {
        id: text,
        kind: 'note',
        title: text,
        score: 12.34567,
        matched: [text],
        actions: [text, 'Run `df -h` now.'],
      },
    ],
    changes: [
      { change: { timeMs: at(-60), kind: 'deploy', what: text, source: text, row: null }, minutesBefore: 30 },
    ],
    hypotheses: [{ text, evidence: ['E1', 'E2'], confidence: 'high' }],
    steps: [{ name: 'context', finding: text }],
    ...over,
  };
}

export function contextOf(text: string): TicketContext {
  const result: AnalysisResult = {
    id: 'abc123',
    name: text,
    settings: DEFAULT_SETTINGS,
    settingsHash: '5e771465',
    files: [
      {
        name: text,
        bytes: 10,
        xxh64: '0011223344556677',
        compression: null,
        format: text,
        formatConfidence01: 1,
        encoding: 'utf-8',
        zone: { name: 'UTC', from: 'assumed' },
        numLines: 3,
        numRecords: 2,
        numUnparsed: 1,
        unparsedLineNums: [3],
        numBackwards: 0,
        gaps: [],
        rowBegin: 0,
        rowEnd: 2,
        firstMs: at(-60),
        lastMs: at(10),
      },
    ],
    zones: [{ name: text, from: 'assumed' }],
    problems: [],
    numRecords: 2,
    numShapes: 1,
    timeline: {
      grid: { startMs: at(-60), windowMs: 300_000, length: 14, reason: text },
      baseline: { begin: 0, end: 6, start: at(-60), endMs: at(-30), reason: text },
      levelCounts: new Uint32Array(14 * 8),
      detectors: (['baseline', 'iforest', 'lstm'] as const).map((name) => ({
        name,
        backend: 'js',
        numRows: 6,
        seconds: 1,
        threshold: 3,
        abstained: name === 'lstm' ? text : null,
        score: new Float32Array(14),
        vote: new Uint8Array(14),
        reasons: {},
        lossCurve: [],
      })),
      consensus: { confirmed: new Uint8Array(14), watch: new Uint8Array(14) },
    },
    templates: [
      { text, count: 42, firstMs: at(-29), lastMs: at(5), firstRow: 7 as RowIdx, level: 6, source: 1 },
    ],
    sources: ['', text],
    sessions: null,
    changes: [],
    incidents: [],
    benchmark: null,
    stageSeconds: {},
    totalSeconds: 1,
    truth: null,
  };
  return { result, version: '0.1.0' };
}
