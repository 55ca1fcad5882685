// A step of Markdown: the times of a ticket by the clock of the page. The ticket itself is in UTC, and so is every copy of it. Code and fences hold log
// text and stay as they are.
import type { Incident } from '../../contracts/incident';
import { UTC_CLOCK } from '../../core/query/when';
import type { ShownClock } from '../shared/time';
import { inZone, titleInZone, toldTimes } from '../shared/zone-text';

interface MarkdownNode {
  readonly type: string;
  value?: string;
  readonly children?: MarkdownNode[];
}

/** For react-markdown's list of plugins; before the step that cuts citations out of texts. */
export function timesOfTicket(shown: ShownClock, incident: Pick<Incident, 'start' | 'answer'>) {
  return () =>
    (tree: MarkdownNode): void => {
      if (shown.clock === UTC_CLOCK) return;
      const blocks = tree.children ?? [];
      for (const [i, block] of blocks.entries()) {
        if (labelOf(block) === 'When:') tellTimes(block, shown);
        else if (block.type === 'list' && labelOf(blocks[i - 1]) === 'What happened')
          tellEvents(block, shown, incident.answer?.whatHappened ?? []);
        else if (block.type === 'heading')
          eachText(block, (text) => titleInZone(text, shown, incident.start));
        else eachText(block, (text) => inZone(text, shown, incident.start));
      }
    };
}

/** Of a paragraph that begins with strong words; '': of none. */
function labelOf(block: MarkdownNode | undefined): string {
  const [first] = block?.type === 'paragraph' ? (block.children ?? []) : [];
  return first?.type === 'strong' ? (first.children?.[0]?.value ?? '') : '';
}

function tellTimes(block: MarkdownNode, shown: ShownClock): void {
  const texts = (block.children ?? []).filter(({ type }) => type === 'text');
  const told = toldTimes(
    texts.map(({ value = '' }) => value),
    shown,
  );
  for (const [i, node] of texts.entries()) node.value = told[i];
}

const BEGINS = /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d(?= )/;

/** Each item begins with the time of its event, with a day where that is another one than before. */
function tellEvents(
  list: MarkdownNode,
  shown: ShownClock,
  events: NonNullable<Incident['answer']>['whatHappened'],
): void {
  let day = events.find(({ timeMs }) => timeMs !== null)?.timeMs ?? Number.NaN;
  for (const [i, item] of (list.children ?? []).entries()) {
    const timeMs = events[i]?.timeMs ?? null;
    const first = firstText(item);
    if (timeMs === null || first?.value === undefined) continue;
    const { date, time } = shown.parts(timeMs);
    const isOther = date !== shown.day(day);
    day = timeMs;
    first.value = first.value.replace(BEGINS, `${isOther ? `${date} ` : ''}${time.slice(0, 8)}`);
  }
}

function firstText(node: MarkdownNode): MarkdownNode | null {
  if (node.type === 'text') return node;
  const [first] = node.children ?? [];
  return first === undefined ? null : firstText(first);
}

function eachText(node: MarkdownNode, change: (text: string) => string): void {
  if (node.type === 'text') node.value = change(node.value ?? '');
  for (const child of node.children ?? []) eachText(child, change);
}
