// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { lineQueryOf, linesFor, NO_LINE_VIEW } from './line-view';
import { createShownZone, isZoneChoice, localZone, timeReader, zoneForLink, zoneOf } from './shown-zone';

beforeEach(() => localStorage.clear());

const file = (name: string, rowBegin: number, rowEnd: number) =>
  ({ zone: { name, from: 'log' }, rowBegin, rowEnd, firstMs: 0, lastMs: 7_200_000 }) as never;

test('a choice is kept in this browser, one of a link is not, and nonsense is UTC', () => {
  const zone = createShownZone();
  expect(zone.getState().choice).toBe('UTC');
  zone.getState().choose('Asia/Tokyo');
  expect(createShownZone().getState().choice).toBe('Asia/Tokyo');
  zone.getState().follow('+02:00');
  expect(zone.getState().choice).toBe('+02:00');
  expect(createShownZone().getState().choice).toBe('Asia/Tokyo');
  localStorage.setItem('harbinger-zone', 'Mars/Olympus');
  expect(createShownZone().getState().choice).toBe('UTC');
  expect(['UTC', 'local', 'log', '-03:30', 'Europe/Berlin'].every(isZoneChoice)).toBe(true);
  expect(['', 'Mars', 'x'.repeat(99)].some(isZoneChoice)).toBe(false);
});

test("the log's own is that of most records; a link names this browser's zone, which is another one elsewhere", () => {
  const files = [file('UTC', 0, 10), file('+02:00', 10, 40), file('UTC', 40, 45)];
  expect(zoneOf('log', files)).toBe('+02:00');
  expect(zoneOf('log', [])).toBe('UTC');
  expect(zoneOf('local', files)).toBe(localZone());
  expect(zoneForLink('local')).toBe(localZone());
  expect(zoneForLink('log')).toBe('log');
});

test('typed times are of the clock; what the page writes itself is UTC by any', () => {
  const reader = timeReader('+02:00', [file('UTC', 0, 10)]);
  const { query } = lineQueryOf({ ...NO_LINE_VIEW, text: 'after:03:00 before:1970-01-01T03:30 x' }, reader);
  expect(query.where).toBe('after:1970-01-01T01:00Z before:1970-01-01T01:30Z');
  expect(query.find).toBe('x');
  const own = linesFor({ start: 60_000, end: 120_000 }, NO_LINE_VIEW);
  expect(lineQueryOf(own, reader).query).toEqual(lineQueryOf(own).query);
});
