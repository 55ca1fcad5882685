import { expect, test } from 'vitest';
import { dateOfName } from './name-date';

const text = (path: string): string | null => {
  const date = dateOfName(path);
  return date && `${[date.year, date.month, date.day].filter((part) => part !== null).join('-')} ${date.of}`;
};

test.each([
  ['server-2026-02-27.log', '2026-2-27 first'],
  ['app.20240514.log', '2024-5-14 first'],
  ['messages-20240514', '2024-5-14 last'],
  ['logs/messages-20240514.gz', '2024-5-14 last'],
  ['catalina.2024-05-14.log', '2024-5-14 first'],
  ['app.log.2024-05-14', '2024-5-14 first'],
  ['app.log.2024-05-14.1.gz', '2024-5-14 first'],
  ['localhost_access_log.2024_05_14.txt', '2024-5-14 first'],
  ['app-20240514T0900.log', '2024-5-14 first'],
  ['app_2024051409.log', '2024-5-14 first'],
  ['app_20240514090000.log', '2024-5-14 first'],
  ['2024-05-14T09-00-00-app.log', '2024-5-14 first'],
  ['u_ex240514.log', '2024-5-14 first'],
  ['W3SVC1/ex240514.log', '2024-5-14 first'],
  ['log-14May2024.txt', '2024-5-14 first'],
  ['14-May-2024.log', '2024-5-14 first'],
  ['May-14-2024.log', '2024-5-14 first'],
  ['2024-May-14.log', '2024-5-14 first'],
  ['app-14.05.2024.log', '2024-5-14 first'],
  ['app-05-14-2024.log', '2024-5-14 first'],
  ['2024-05-14/server.log', '2024-5-14 first'],
  ['backup-2019-01-01/server-2026-02-27.log', '2026-2-27 first'],
  ['access-2023-12.log', '2023-12 first'],
  ['access-2023.log', '2023 first'],
  ['old/2023/access.log', '2023 first'],
  ['2023_access.log', '2023 first'],
  // Not a date, or one that may be two.
  ['app-05-06-2024.log', '2024 first'],
  ['app.log', null],
  ['SQL2019/errorlog', null],
  ['node-2019/app.log', null],
  ['app.log.1', null],
  ['app-20241345.log', null],
  ['app-2024-02-30.log', '2024-2 first'],
  ['pid-120240514.log', null],
  ['core.1715677200', null],
  ['index123.log', null],
])('%s', (path, expected) => {
  expect(text(path)).toBe(expected);
});
