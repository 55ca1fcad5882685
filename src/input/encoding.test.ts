import { expect, test } from 'vitest';
import type { FileSetting } from '../contracts/settings';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { detectEncoding } from './encoding';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';
import { openFiles } from './open';
import { readRows } from './read-rows';

type Bytes = Uint8Array<ArrayBuffer>;
const stamp = (i: number): string =>
  `2024-03-01 10:00:${String(i % 60).padStart(2, '0')},001 ERROR [main] app.Store: `;
const logOf = (messages: readonly string[]): string =>
  Array.from({ length: 300 }, (_, i) => `${stamp(i)}${messages[i % messages.length]} ${i}\n`).join('');

const GERMAN = ['Größe überschritten für Prüfung', 'Verbindung zurückgesetzt, Datei löschen'];
const RUSSIAN = ['Ошибка соединения с базой данных', 'Превышено время ожидания ответа сервера'];
const CHINESE = ['数据库连接失败，请检查网络', '磁盘空间不足，无法写入文件'];
const JAPANESE = ['データベースへの接続に失敗しました', 'ファイルを書き込めません。容量不足です'];

/** The inverse of a TextDecoder, by trying out every character of the text in one byte or two. */
function encode(text: string, encoding: string): Bytes {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytesOf = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    try {
      const char = decoder.decode(Uint8Array.from(bytes));
      if ([...char].length === 1 && !bytesOf.has(char)) bytesOf.set(char, bytes);
    } catch {}
  };
  for (let a = 0; a < 256; a++) learn([a]);
  if (/[^\u0000-\u04ff–-”]/.test(text))
    for (let a = 129; a < 255; a++) for (let b = 64; b < 255; b++) learn([a, b]);
  return Uint8Array.from([...text].flatMap((char) => bytesOf.get(char) ?? [63]));
}

const utf16 = (text: string, big = false): Bytes => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(big ? bytes.swap16() : bytes);
};
const concat = (...parts: Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts));

test.each([
  ['utf-8', logOf([...GERMAN, ...RUSSIAN, ...CHINESE]), (text: string) => new TextEncoder().encode(text)],
  ['windows-1252', logOf(GERMAN), (text: string) => encode(text, 'windows-1252')],
  ['windows-1251', logOf(RUSSIAN), (text: string) => encode(text, 'windows-1251')],
  ['gb18030', logOf(CHINESE), (text: string) => encode(text, 'gb18030')],
  ['shift_jis', logOf(JAPANESE), (text: string) => encode(text, 'shift_jis')],
  ['utf-16le', logOf(GERMAN), (text: string) => utf16(text)],
  ['utf-16be', logOf(GERMAN), (text: string) => utf16(text, true)],
  ['utf-16le', logOf(RUSSIAN), (text: string) => utf16(text)],
  ['utf-16be', logOf(CHINESE), (text: string) => utf16(text, true)],
  ['utf-16le', logOf(JAPANESE), (text: string) => concat(new Uint8Array([255, 254]), utf16(text))],
  ['utf-16be', logOf(JAPANESE), (text: string) => concat(new Uint8Array([254, 255]), utf16(text, true))],
] as const)('%s is found, and its text is what was written', async (name, text, write) => {
  const { logs, problems } = await openFiles([
    { path: 'a.log', file: new File([write(text) as Bytes], 'a.log') },
  ]);
  expect(problems).toEqual([]);
  expect(logs[0].encoding).toMatch(name === 'gb18030' ? /^gb(k|18030)$/ : name);
  expect(await logs[0].blob.text()).toBe(text);
});

test('a UTF-8 mark is no character of the first line', async () => {
  const text = `\uFEFF${logOf(GERMAN)}`;
  const { logs } = await openFiles([{ path: 'a.log', file: new File([text], 'a.log') }]);
  const source = await ingestFiles(logs, DEFAULT_SETTINGS, [localScanner]);
  expect([source.table.length, source.table.files[0].encoding]).toEqual([300, 'utf-8']);
  const [row] = await readRows(source, [0]);
  expect(row?.text.startsWith('2024-03-01')).toBe(true);
});

const settingOf = (encoding: string): Record<string, FileSetting> => ({
  'a.log': { format: null, encoding, zone: null },
});

test('the encoding that the reader chose goes before the one that was found', async () => {
  const text = logOf(RUSSIAN);
  const file = new File([encode(text, 'windows-1251')], 'a.log');
  const read = async (encoding: string) => {
    const { logs } = await openFiles([{ path: 'a.log', file }], { files: settingOf(encoding) });
    return [logs[0].encoding, await logs[0].blob.text()];
  };
  expect(await read('cp1251')).toEqual(['windows-1251', text]);
  expect(await read('koi8-r')).toEqual([
    'koi8-r',
    new TextDecoder('koi8-r').decode(await file.arrayBuffer()),
  ]);
  expect((await read('utf-8'))[0]).toBe('utf-8');
  expect(await read('no such label')).toEqual(['windows-1251', text]);
});

test('what looks like no text is read where the reader names its encoding', async () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 255);
  const file = new File([noise], 'a.log');
  expect((await openFiles([{ path: 'a.log', file }])).logs).toEqual([]);
  const { logs } = await openFiles([{ path: 'a.log', file }], { files: settingOf('ibm866') });
  expect(logs.map(({ encoding }) => encoding)).toEqual(['ibm866']);
});

test('stray bytes do not make a UTF-8 log another encoding', () => {
  const log = new TextEncoder().encode(logOf(['plain']));
  for (const stray of [[0xff], [0x90, 0x28], [0xff, 0xfe, 0xfd], [0x80, 0x81]]) {
    const bytes = concat(log.subarray(0, 500), Uint8Array.from(stray), log.subarray(500));
    expect([stray, detectEncoding(bytes).name]).toEqual([stray, 'utf-8']);
  }
});
