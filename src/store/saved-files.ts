// Files that Harbinger saved, among dropped ones: each is taken for what it is, and the page says what it is and what was done. In: dropped files. Out: the
// others, to be analysed.
import type { DroppedFile } from '../contracts/threads';
import { parseTruthFile } from '../core/benchmark/truth-file';
import { visibleLine } from '../core/ticket/neutral';
import { errorText } from '../core/wording/error-text';
import type { App } from './app';
import { importBaseline } from './baselines';
import { tellNews, untell } from './drop-news';
import { addMarks } from './marks';
import { HEAD_BYTES, mayBeSaved, type SavedKind, savedKindOf } from './saved-kinds';
import { openShared } from './shared-analysis';

/** Of a drop of very many files the first of those that may be ours: what was saved is dropped by hand, or a folder of it. */
const MOST_LOOKED_AT = 200;
/** A list of incidents is some lines; settings with a miner state are megabytes. */
const MOST_BYTES: Readonly<Partial<Record<SavedKind['use'], number>>> = {
  truth: 4 * 2 ** 20,
  settings: 64 * 2 ** 20,
  baseline: 256 * 2 ** 20,
};

export async function takeSaved(app: App, files: readonly DroppedFile[]): Promise<readonly DroppedFile[]> {
  const taken = new Set<DroppedFile>();
  for (const dropped of files.filter(({ path }) => mayBeSaved(path)).slice(0, MOST_LOOKED_AT)) {
    const { path, file } = dropped;
    const head = await file
      .slice(0, HEAD_BYTES)
      .text()
      .catch(() => '');
    const kind = savedKindOf(path, head);
    // A list of incidents in a folder belongs to whoever made the folder.
    if (kind === null || (kind.use === 'truth' && path.includes('/'))) continue;
    const name = visibleLine(path.slice(path.lastIndexOf('/') + 1));
    const most = MOST_BYTES[kind.use];
    if (most !== undefined && file.size > most) continue;
    if (await take(app, kind, name, file)) taken.add(dropped);
  }
  return taken.size === 0 ? files : files.filter((each) => !taken.has(each));
}

/** False: it is none after all. */
async function take(app: App, { use, what }: SavedKind, name: string, file: File): Promise<boolean> {
  const is = `${name} is ${what}`;
  if (use === 'none') {
    tellNews(app, 'hand', name, `${is} that Harbinger saved. It holds no log to analyse and was left out.`);
    return true;
  }
  if (use === 'analysis') {
    await openShared(app, name, file);
    return true;
  }
  try {
    const text = await file.text();
    if (use === 'truth') return takeTruth(app, name, text);
    if (use === 'settings') {
      const isTaken = app.settings.getState().load(text, name);
      const { news, notice } = app.settings.getState();
      tellNews(app, isTaken ? 'hand' : 'warning', name, `${is}. ${(isTaken ? news : notice) ?? ''}`.trim());
    } else {
      const isTaken = await importBaseline(app, name, text);
      const said = app.baselines.getState().notice?.text ?? '';
      const how = isTaken ? ' Choose it as the baseline in the settings.' : '';
      tellNews(app, isTaken ? 'hand' : 'warning', name, `${is}. ${said}${how}`);
    }
  } catch (error) {
    tellNews(app, 'warning', name, `${is}, and could not be read: ${errorText(error)}`);
  }
  return true;
}

function takeTruth(app: App, name: string, text: string): boolean {
  const { draft, valid, edit } = app.settings.getState();
  const { spans, problems, isClean } = parseTruthFile(name, text, valid.zone);
  if (spans.length === 0 && !isClean) return false;
  if (isClean) {
    tellNews(
      app,
      'hand',
      name,
      `${name} is a list of known incidents, and an empty one. Give it in the Benchmark view of the log that it is of.`,
    );
    return true;
  }
  const { labels } = addMarks(draft, { normal: draft.normal, labels: spans });
  edit({ labels });
  const added = labels.length - draft.labels.length;
  const more = problems.length > 0 ? ` ${problems[0]}` : '';
  untell(app, name);
  tellNews(
    app,
    'hand',
    name,
    `${name} is a list of known incidents: ${added} of its ${spans.length} were added to your marks. Detection never sees them; the Benchmark view measures by them.${more}`,
  );
  return true;
}
