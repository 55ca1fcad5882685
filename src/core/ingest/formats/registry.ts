/** All log formats, the most particular first: at equal scores the earlier wins. */
import type { HeaderParser } from '../header';
import { withPrefix } from '../line-prefix';
import { type InnerParser, withInner } from '../structured/inner-read';
import type { DateOrder } from '../time/date-order';
import type { ParserSpec } from '../types';
import { accessFormat } from './access';
import { anyHeaderFormat } from './any-header';
import { auditFormat } from './audit';
import { bglFormat } from './bgl';
import { chromiumFormat } from './chromium';
import { cmtraceFormat } from './cmtrace';
import { criFormat } from './cri';
import { csvFormat } from './csv';
import { dmesgFormat } from './dmesg';
import { errptFormat } from './errpt';
import { espIdfFormat } from './esp-idf';
import type { LogFormat, Splitter } from './format';
import { gitlabFormat } from './gitlab';
import { gitlabSectionsFormat } from './gitlab-sections';
import { hashFormat } from './hash';
import { headedFormat } from './headed';
import { innerTimeFormat } from './inner-time';
import { journalVerboseFormat } from './journal-verbose';
import { jsonBlocksFormat } from './json-blocks';
import { jsonLinesFormat } from './json-lines';
import { keyBlocksFormat } from './key-blocks';
import { klogFormat } from './klog';
import { kubernetesEventsFormat } from './kubernetes-events';
import { levelFirstFormat } from './level-first';
import { logcatFormat } from './logcat';
import { logfmtFormat } from './logfmt';
import { logrusFormat } from './logrus';
import { msiFormat } from './msi';
import { mysqlFormat } from './mysql';
import { mysqlSlowFormat } from './mysql-slow';
import { pgCsvlogFormat } from './pg-csvlog';
import { plainFormat } from './plain';
import { prefixedFormat } from './prefixed';
import { pythonFormat } from './python';
import { redisFormat } from './redis';
import { sameTimeFormat } from './same-time';
import { setupapiFormat } from './setupapi';
import { syslogFormat } from './syslog';
import { syslog5424Format } from './syslog5424';
import { tableFormat } from './table';
import { teamcityFormat } from './teamcity';
import { textFormat } from './text';
import { thunderbirdFormat } from './thunderbird';
import { w3cFormat } from './w3c';
import { xmlBlocksFormat } from './xml-blocks';
import { xorgFormat } from './xorg';
import { zosSyslogFormat } from './zos-syslog';

export const FORMATS: readonly LogFormat[] = [
  pgCsvlogFormat,
  setupapiFormat,
  cmtraceFormat,
  csvFormat,
  kubernetesEventsFormat,
  jsonBlocksFormat,
  xmlBlocksFormat,
  mysqlSlowFormat,
  journalVerboseFormat,
  keyBlocksFormat,
  tableFormat,
  headedFormat,
  jsonLinesFormat,
  hashFormat,
  auditFormat,
  w3cFormat,
  dmesgFormat,
  xorgFormat,
  redisFormat,
  pythonFormat,
  syslog5424Format,
  bglFormat,
  thunderbirdFormat,
  zosSyslogFormat,
  msiFormat,
  errptFormat,
  mysqlFormat,
  logcatFormat,
  espIdfFormat,
  klogFormat,
  logrusFormat,
  chromiumFormat,
  criFormat,
  gitlabFormat,
  gitlabSectionsFormat,
  teamcityFormat,
  accessFormat,
  logfmtFormat,
  syslogFormat,
  textFormat,
  innerTimeFormat,
  anyHeaderFormat,
  prefixedFormat,
  sameTimeFormat,
  levelFirstFormat,
  plainFormat,
];

/** The byte parser of a plan's entry. `order`: of the plan's dates. Throws on an id that no format has (a plan of another version). */
export function createParserOf(spec: ParserSpec, order: DateOrder | null = null): HeaderParser {
  const format = FORMATS.find((candidate) => candidate.id === spec.parser);
  if (!format) throw new Error(`no log format '${spec.parser}'`);
  const parse = spec.inner
    ? withInner(
        format.createParser({ ...(spec.params as object | null), raw: true }, order),
        spec.inner,
        spec.inner.parsers.map((inner) => innerParserOf(inner, order)),
      )
    : format.createParser(spec.params, order);
  return spec.prefix ? withPrefix(parse, spec.prefix) : parse;
}

/** Of a record within messages. */
export function innerParserOf(spec: ParserSpec, order: DateOrder | null = null): InnerParser {
  return { json: spec.parser === jsonLinesFormat.id, parse: createParserOf(spec, order) };
}

/** How a format of style 'blocks' delimits its records. Throws as createParserOf. */
export function createSplitterOf(spec: ParserSpec): Splitter {
  const splitter = FORMATS.find((candidate) => candidate.id === spec.parser)?.createSplitter?.(spec.params);
  if (!splitter) throw new Error(`no log format '${spec.parser}' of blocks`);
  return splitter;
}

/** Whether the text of a record may go on behind the records that follow it: its parser looks there. */
export const readsOn = ({ parser, params }: ParserSpec): boolean =>
  FORMATS.find((candidate) => candidate.id === parser)?.readsOn?.(params) ?? false;
