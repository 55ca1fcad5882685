import { expect, test } from 'vitest';
import type { FileSetting } from '../contracts/settings';
import { fittingFormats } from './detect-file';
import { ingest, openedOf } from './fixtures/ingest-here';

const OWN: FileSetting = { format: null, encoding: null, zone: null };
const LINES = Array.from({ length: 30 }, (_, i) => {
  const clock = `10:00:${String(i).padStart(2, '0')}`;
  return `Mar  1 ${clock} web1 sshd[${i}]: session ${i} opened\n`;
});
const FILE = openedOf(LINES.join(''), 'host.log', Date.UTC(2024, 5, 1));
const readAs = (format: string | null, name = 'host.log') =>
  ingest([FILE], { settings: { files: { [name]: { ...OWN, format } } } });

test('the formats that fit are offered best first, plain lines last, and each of them can be forced', async () => {
  const formats = await fittingFormats(FILE);
  expect(formats[0]).toMatchObject({ id: 'syslog-rfc3164', share01: 1 });
  expect(formats.at(-1)?.id).toBe('plain');
  for (const { id } of formats) {
    const { table, plans } = await readAs(id);
    expect(plans[0].parsers[0].parser).toBe(id);
    expect(table.problems.map(({ code }) => code)).toEqual(id === 'plain' ? [] : ['year-assumed']);
    expect(table.files[0].numRecords).toBe(30);
  }
});

test('plain lines have no time; a setting for another file changes nothing', async () => {
  expect((await readAs('plain')).table.files[0]).toMatchObject({ format: 'plain', firstMs: null });
  const found = (await ingest([FILE])).table.files;
  expect((await readAs('plain', 'other.log')).table.files).toEqual(found);
});

test('a format that explains no line is passed over, and that is said', async () => {
  for (const id of ['csv', 'no-such-format']) {
    const { table } = await readAs(id);
    expect(table.files[0].format).toBe('syslog-rfc3164');
    expect(table.problems[0]).toMatchObject({
      code: 'format-not-fit',
      file: 'host.log',
      severity: 'warning',
    });
    expect(table.problems[0].message).toContain(`'${id}'`);
  }
});
