import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import type { ShapeTable } from '../../contracts/tables';
import { ShapeMerger } from '../ingest/shapes/merge-shapes';
import { ShapeInterner } from '../ingest/shapes/shape';
import { mineTemplates } from './drain';
import { UNMATCHED } from './groups';
import { makeMinerState } from './state';

/** Labelled logs, outside the repository; the test is skipped where they are missing. */
const DATA = join(process.env.HARBINGER_DATA ?? join(process.cwd(), '../shared/data'), 'parsing');
const systems = existsSync(DATA) ? readdirSync(DATA) : [];

interface Row {
  readonly Content: string;
  readonly EventId: string;
}

function shapesOf(rows: readonly Row[]) {
  const interner = new ShapeInterner();
  const encoder = new TextEncoder();
  const ofRow = rows.map(({ Content }) => {
    const bytes = encoder.encode(Content);
    return interner.intern(bytes, 0, bytes.length);
  });
  const merger = new ShapeMerger();
  merger.merge(interner.take(), 0);
  return { ofRow, shapes: merger.table() };
}

function stateOf(shapes: ShapeTable) {
  const mined = mineTemplates(shapes, DEFAULT_SETTINGS.drain);
  const templates = mined.templates.map(({ text }) => ({ text, level: 'quiet' as const, count: 1 }));
  const patterns = shapes.tokens.map((tokens, shape) => ({
    text: tokens.join(' '),
    template: mined.templates[mined.ofShape[shape]].text,
  }));
  return makeMinerState(templates, patterns, DEFAULT_SETTINGS.drain);
}

/** Templates of rows that are matched against the state of others, without learning. */
function matched(rows: readonly Row[], learntFrom: readonly Row[]): string[] {
  const { templates, exact } = stateOf(shapesOf(learntFrom).shapes);
  const state = { name: 'x', templates, exact, edits: [], learn: false };
  const { ofRow, shapes } = shapesOf(rows);
  const mined = mineTemplates(shapes, { ...DEFAULT_SETTINGS.drain, state });
  return ofRow.map((shape) => mined.templates[mined.ofShape[shape]].text);
}

test.skipIf(systems.length === 0)(
  'of logs of ten systems, what is new in the second half is told from what is known',
  () => {
    const total = { known: 0, lost: 0, new: 0, hidden: 0 };
    for (const system of systems) {
      const text = readFileSync(join(DATA, system, `${system}_2k.log_structured.csv`), 'utf8');
      const rows = Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
      const [first, second] = [rows.slice(0, rows.length / 2), rows.slice(rows.length / 2)];
      const knownEvents = new Set(first.map(({ EventId }) => EventId));
      for (const [i, template] of matched(second, first).entries()) {
        const [event, wrong] = knownEvents.has(second[i].EventId)
          ? (['known', 'lost'] as const)
          : (['new', 'hidden'] as const);
        total[event]++;
        if ((template === UNMATCHED) === (event === 'known')) total[wrong]++;
      }
    }
    expect(total.new).toBeGreaterThan(100);
    expect(total.hidden / total.new).toBeLessThan(0.02);
    expect(total.lost / total.known).toBeLessThan(0.005);
  },
);
