import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { DroppedFile } from '../contracts/threads';
import { summarise } from '../core/report/verdict';
import { localScanner } from '../input/fixtures/local-scanner';
import { createLogRedactor } from '../llm/redact-log';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createEngine } from './engine';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { noParquet } from './fixtures/no-parquet';

const SETTINGS = { ...DEFAULT_SETTINGS, detection: { ...DEFAULT_SETTINGS.detection, lstmEpochs: 1 } };
const newEngine = () =>
  createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
    parquet: noParquet,
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });

const SECRETS = [
  'alice@corp.example',
  'hunter2xyz',
  '10.20.30.40',
  '192.168.7.9',
  'AKIAABCDEFGHIJKLMNOP',
  'bob.b@corp.example',
];
/** Without a year, so that the date of the file decides; five hours, an outage in the last. */
function syslog(): string {
  const lines: string[] = [];
  for (let i = 0; i < 1320; i++) {
    const at = new Date(Date.UTC(2024, 2, 1, 0, 0, i * 14));
    const time = `Mar  1 ${at.toISOString().slice(11, 19)}`;
    const [mail, address] = [SECRETS[i % 2 === 0 ? 0 : 5], SECRETS[2 + (i % 2)]];
    lines.push(
      i > 1200
        ? `${time} web1 pool[7]: ERROR cannot reach ${address}: password=${SECRETS[1]} was refused for ${mail}`
        : i % 3 === 0
          ? `${time} web1 login[9]: user ${mail} signed in from ${address} port ${1000 + i}`
          : `${time} web1 http[8]: GET /orders/${i} 200 from ${address} key ${SECRETS[4]}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

async function analysed(files: readonly DroppedFile[]) {
  const engine = newEngine();
  const result = await engine.analyze({ name: 'a', files, settings: SETTINGS, truth: null }, () => {});
  return { engine, result };
}

test('a redacted copy holds none of what was replaced, and gives the same templates, windows and verdict', async () => {
  const lastModified = Date.UTC(2024, 2, 1, 8);
  const log = { path: 'web/messages', file: new File([syslog()], 'messages', { lastModified }) };
  const { engine, result } = await analysed([log]);
  expect(result.incidents.length).toBeGreaterThan(0);
  const { blob } = await engine.exportFile('redacted_logs.tar.gz', () => {});
  const text = gunzipSync(new Uint8Array(await blob.arrayBuffer())).toString();
  for (const secret of SECRETS) expect(text, secret).not.toContain(secret);
  expect(text).toContain('user ');
  const copy = { path: 'redacted.tar.gz', file: new File([blob], 'redacted.tar.gz') };
  const again = (await analysed([copy])).result;
  const told = ({ templates, timeline, incidents, numRecords, files }: typeof result) => ({
    numRecords,
    counts: templates.map(({ count, level, firstMs, lastMs }) => [count, level, firstMs, lastMs]),
    grid: timeline?.grid,
    levels: timeline?.levelCounts,
    confirmed: timeline?.consensus.confirmed,
    incidents: incidents.map(({ kind, severity, start, end, outageStart, leadMinutes }) => [
      kind,
      severity,
      start,
      end,
      outageStart,
      leadMinutes,
    ]),
    lines: files.map(({ numLines, firstMs, lastMs }) => [numLines, firstMs, lastMs]),
  });
  expect(told(again)).toEqual(told(result));
  expect(summarise(again).tone).toBe(summarise(result).tone);
}, 120_000);

test('the same value has the same pseudonym, others have others, and shapes stay', () => {
  const value = fc.stringMatching(/^[a-z]{5,12}\d{0,3}@[a-z]{4,9}\.(com|org)$/);
  fc.assert(
    fc.property(fc.uniqueArray(value, { minLength: 2, maxLength: 20 }), (values) => {
      const { redact } = createLogRedactor();
      const once = values.map((each) => redact(`from ${each} to x\n`));
      expect(values.map((each) => redact(`from ${each} to x\n`))).toEqual(once);
      expect(new Set(once).size).toBe(values.length);
      const shape = (text: string) => text.replace(/[a-z]/g, 'a').replace(/\d/g, '0');
      expect(once.map(shape)).toEqual(values.map((each) => shape(`from ${each} to x\n`)));
      once.forEach((text, i) => {
        expect(text).not.toContain(values[i]);
      });
    }),
  );
});

test('keys of several lines are replaced to their end, one without an end line by line, and the lines stay', () => {
  const { redact } = createLogRedactor();
  const body = 'MIIEpAIBAAKCAQEA1234567890abcdef';
  const whole = `a\n-----BEGIN RSA PRIVATE KEY-----\n${body}\n${body}\n-----END RSA PRIVATE KEY-----\nafter ${'x'.repeat(9)}\n`;
  const cut = `a -----BEGIN PRIVATE KEY-----\n${body}\n${body}\nnext line of the log\n`;
  for (const text of [whole, cut]) {
    const redacted = redact(text);
    expect(redacted).not.toContain(body);
    expect(redacted.split('\n')).toHaveLength(text.split('\n').length);
    expect(redacted).toMatch(/after xxxxxxxxx|next line of the log/);
    expect(redacted).toContain('PRIVATE KEY-----');
  }
});

test('bytes that are no UTF-8 stay as they are', async () => {
  const odd = Uint8Array.of(0x20, 0xff, 0xfe, 0x80, 0x20);
  const { engine } = await analysed([
    { path: 'odd.log', file: new File([syslog(), 'a', odd, `by ${SECRETS[0]}\n`], 'odd.log') },
  ]);
  const { blob } = await engine.exportFile('redacted_logs.tar.gz', () => {});
  const tar = gunzipSync(new Uint8Array(await blob.arrayBuffer()));
  // As they were, or as the characters that the file was read as.
  const asText = Buffer.from(Buffer.from(odd).toString('latin1'));
  expect(tar.includes(Buffer.from(odd)) || tar.includes(asText)).toBe(true);
  expect(tar.includes(SECRETS[0])).toBe(false);
});
