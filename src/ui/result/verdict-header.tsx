// The verdict in one sentence, what it rests on and what was not looked at, and the figures of the run. Over an incident that the view below tells in
// full, one line.

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { AnalysisResult } from '../../contracts/result';
import { LEVEL_ERROR } from '../../contracts/units';
import { numGrave, summarise } from '../../core/report/verdict';
import { plural } from '../../core/wording/plural';
import { countOf } from '../../words/count';
import { elapsedInShort, spanInShort } from '../../words/duration';
import { type Label, t, words } from '../../words/t';
import { FollowButton } from '../following/follow-button';
import { leadOf } from '../incidents/lead';
import { useView } from '../shared/app-context';
import { formatBytes, formatShort } from '../shared/format';
import { LogText } from '../shared/log-text';
import { KeptMark } from './kept-mark';

export function VerdictHeader({ result }: { result: AnalysisResult }) {
  // A quiet log says what was looked at without being asked.
  const [open, setOpen] = useState(result.incidents.length === 0);
  const isOverview = useView((state) => state.tab === 'overview');
  const verdict = summarise(result);
  const limits = verdict.notLookedAt.length;
  const numErrors = numGrave(result);
  const showLines = useView((state) => state.showLines);
  const isTold = isOverview && result.incidents.length > 0;
  return (
    <header className="verdict-header" data-tone={verdict.tone} data-told={isTold ? '' : undefined}>
      <div className="verdict-main">
        <p className={isTold ? 'verdict-tone' : 'eyebrow verdict-tone'}>
          {isTold ? countInWords(result) : TONE_WORDS[verdict.tone]}
          {result.isEarly && <span data-testid="early"> {t('so far: the LSTM is still training')}</span>}
        </p>
        {!isTold && (
          <h1 className="verdict" data-testid="verdict">
            <LogText text={verdict.sentence} />
          </h1>
        )}
        <button
          type="button"
          className="plain-button verdict-more"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <ChevronDown size={14} aria-hidden="true" />
          {t('What was looked at{what}', {
            what: limits > 0 ? t(', and {limits}', { limits: countOf(limits, 'limit') }) : '',
          })}
        </button>
        <KeptMark />
        <FollowButton files={result.files} />
        {result.incidents.length === 0 && numErrors > 0 && (
          <button
            type="button"
            className="plain-button text-link verdict-errors"
            onClick={() => showLines({ minLevel: LEVEL_ERROR })}
          >
            {t('Show the {recordWord} of level error or worse', {
              recordWord: plural(numErrors, 'record', `${formatShort(numErrors)} records`),
            })}
          </button>
        )}
      </div>
      <Figures result={result} />
      {open && isOverview && (
        <div className="verdict-scope">
          <Scope title={t('Looked at')} items={verdict.lookedAt} />
          <Scope
            title={t('Not looked at, or not judged')}
            items={limits > 0 ? verdict.notLookedAt : [t('nothing that we know of')]}
          />
        </div>
      )}
    </header>
  );
}

const TONE_WORDS = words({
  alarm: 'Incident',
  warning: 'Warning',
  calm: 'Quiet, as far as we looked',
  unknown: 'No verdict',
});

function countInWords({ incidents }: AnalysisResult): string {
  return incidents.length === 1
    ? countOf(1, 'incident')
    : t('{incidents}, the gravest first', { incidents: countOf(incidents.length, 'incident') });
}

function Scope({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section>
      <h2 className="eyebrow">{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>
            <LogText text={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figures({ result }: { result: AnalysisResult }) {
  const { timeline, incidents } = result;
  // What the browser refused to give was not read.
  const refused = result.files
    .flatMap(({ gaps }) => gaps)
    .reduce((sum, { begin, end, reason }) => sum + (reason === 'unreadable' ? end - begin : 0), 0);
  const bytes = result.files.reduce((sum, file) => sum + file.bytes, 0) - refused;
  const lead = incidents.map(leadOf).find((each) => each !== null) ?? null;
  const items: (readonly [Label, string, string?])[] = [
    ['records', formatShort(result.numRecords)],
    ['read', formatBytes(bytes)],
    ['templates', formatShort(result.templates.length)],
  ];
  if (timeline !== null) items.push(['of log', spanInShort(timeline.grid.length * timeline.grid.windowMs)]);
  if (lead !== null) items.push(['ahead', lead.usable ?? t('too late'), lead.sentence]);
  items.push(['took', elapsedInShort(result.totalSeconds)]);
  return (
    <dl className="figures">
      {items.map(([label, value, more]) => (
        <div key={label} data-figure={label} title={more}>
          <dd className="num">{value}</dd>
          <dt>{t(label)}</dt>
        </div>
      ))}
    </dl>
  );
}
