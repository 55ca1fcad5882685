/** All log formats, the most particular first: at equal scores the earlier wins. */
import type { HeaderParser } from '../header';
import type { ParserSpec } from '../types';
import { accessFormat } from './access';
import { anyHeaderFormat } from './any-header';
import { bglFormat } from './bgl';
import { criFormat } from './cri';
import { csvFormat } from './csv';
import type { LogFormat } from './format';
import { jsonLinesFormat } from './json-lines';
import { klogFormat } from './klog';
import { logcatFormat } from './logcat';
import { logfmtFormat } from './logfmt';
import { mysqlFormat } from './mysql';
import { plainFormat } from './plain';
import { syslogFormat } from './syslog';
import { syslog5424Format } from './syslog5424';
import { textFormat } from './text';
import { thunderbirdFormat } from './thunderbird';

export const FORMATS: readonly LogFormat[] = [
  csvFormat,
  jsonLinesFormat,
  syslog5424Format,
  bglFormat,
  thunderbirdFormat,
  mysqlFormat,
  logcatFormat,
  klogFormat,
  criFormat,
  accessFormat,
  logfmtFormat,
  syslogFormat,
  textFormat,
  anyHeaderFormat,
  plainFormat,
];

/** The byte parser of a plan's entry. Throws on an id that no format has (a plan of another version). */
export function createParserOf(spec: ParserSpec): HeaderParser {
  const format = FORMATS.find((candidate) => candidate.id === spec.parser);
  if (!format) throw new Error(`no log format '${spec.parser}'`);
  return format.createParser(spec.params);
}
