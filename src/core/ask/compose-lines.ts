// Answers about one line, one template, the whole log.
import type { CallTool } from '../../contracts/ask-tools';
import { templateId } from '../../contracts/tables';
import { readableTime } from '../ticket/times';
import { spanInWords } from '../wording/duration';
import { percentOf } from '../wording/percent';
import { countOf, grouped } from '../wording/plural';
import type { Reading } from './reading';
import { at, type Composed, listed, quote, say } from './sentences';
import { whereOf } from './where';

const MANY = 6;
const FEW = 3;

export async function aroundLine({ intent, line, file }: Reading, call: CallTool): Promise<Composed> {
  const before = intent === 'before' ? MANY : intent === 'after' ? 0 : FEW;
  const after = intent === 'after' ? MANY : intent === 'before' ? 0 : FEW;
  const found = await call('lines_around', { line: line ?? 0, file: file ?? '', before, after });
  if (found === null) return null;
  const { line: own } = found;
  const head = say(
    [`Line ${grouped(own.lineNum)} of `, quote(found.file), at(own.timeMs), ': ', quote(own.text)],
    [own],
  );
  const beside = (lines: typeof found.before, where: string) =>
    lines.map((each) => say([`${where}, line ${grouped(each.lineNum)}: `, quote(each.text)], [each]));
  const earlier = beside(found.before, 'Before it');
  const later = beside(found.after, 'Behind it');
  const nothing = earlier.length + later.length === 0 ? [say(['Nothing stands there.'])] : [];
  return [head, ...earlier, ...later, ...nothing];
}

export async function describedTemplate(reading: Reading, call: CallTool): Promise<Composed> {
  const where = whereOf({ ...reading, template: null });
  const found = await call('describe_template', { template: templateId(reading.template ?? 0), where });
  if (found === null) return null;
  const { id, text, count, share01, component, firstMs, lastMs, line, last } = found;
  if (count === 0) return [say([`${id} is `, quote(text), ': no line of it stands there.'])];
  const of = component === '' ? [] : [', mostly of ', quote(component)];
  return [
    say([`${id} is `, quote(text), '.'], [line]),
    say([`${countOf(count, 'line')}, ${percentOf(share01)} of the log`, ...of, '.'], [line]),
    ...(firstMs === null
      ? []
      : [say(['First', at(firstMs), ...(lastMs === null ? [] : [', last', at(lastMs)]), '.'], [line, last])]),
  ];
}

export async function spanOfLog(call: CallTool): Promise<Composed> {
  const found = await call('describe_log', {});
  if (found === null) return null;
  const { numRecords, numErrors, firstMs, lastMs, files } = found;
  const names = listed(files.map(({ name, numRecords: num }) => [quote(name), ` (${countOf(num, 'line')})`]));
  const span =
    firstMs === null || lastMs === null
      ? say(['No line states a time.'])
      : say([`From ${readableTime(firstMs)} to ${readableTime(lastMs)}, ${spanInWords(lastMs - firstMs)}.`]);
  return [
    say([`${countOf(numRecords, 'line')}, ${countOf(numErrors, 'error')} among them.`]),
    span,
    say(['Files: ', ...names, '.']),
  ];
}
