// Prose by a language model beside the facts: asked for here, checked sentence by sentence, put into every form of the ticket. What was taken
// out is shown with its reason. The ticket is complete without it.

import { useState } from 'react';
import type { WriteOutcome, WrittenSummary } from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { HAS_BRIDGE } from '../../store/bridge';
import { writeSummary } from '../../store/writing';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { useApp, useResult, useSettings, useView, useWriting } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { Notice } from '../shared/notice';
import { RemovedList } from './removed-list';
import { progressInWords, whatIsMissing, whoGets } from './writer-words';

export function SummaryPanel() {
  const app = useApp();
  const { incidents, summaries } = useResult();
  const writer = useSettings((state) => state.valid.writer);
  const viewed = useView((state) => state.incidentId);
  const [chosen, setChosen] = useState<string | null>(null);
  const writing = useWriting((state) => state);
  const incident = incidents.find(({ id }) => id === (chosen ?? viewed)) ?? incidents[0];
  if (incident === undefined || writer.provider === 'none') return null;
  if (writer.provider === 'openai' && !HAS_BRIDGE) return null;
  const { abort, progress, outcome, error } = writing;
  const isHere = writing.incidentId === incident.id;
  const missing = whatIsMissing(writer);
  const written = summaries?.[incident.id]?.summary ?? null;
  return (
    <section className="panel sending-panel" data-testid="summary-panel">
      <div className="panel-head">
        <h2>{t('Summary by a language model')}</h2>
        <span className="spacer" />
        <select
          className="input"
          aria-label={t('Incident')}
          value={incident.id}
          disabled={abort !== null}
          onChange={(event) => setChosen(event.target.value)}
        >
          {incidents.map(({ id, title }) => (
            <option key={id} value={id}>
              {id} · {visibleLine(title)}
            </option>
          ))}
        </select>
        {abort === null ? (
          <button
            type="button"
            className="button"
            data-testid="summary-write"
            disabled={missing !== null}
            onClick={() => void writeSummary(app, incident.id)}
          >
            {t('Write')}
          </button>
        ) : (
          <button type="button" className="button" data-testid="summary-stop" onClick={() => abort.abort()}>
            {t('Stop')}
          </button>
        )}
      </div>
      <div className="panel-body" role="status">
        <p className="muted">
          {missing ??
            t('{writer} Its sentences are checked against the lines that they cite.', {
              writer: whoGets(writer, t('counts, templates and a few lines of the incident')),
            })}
        </p>
        {abort !== null && isHere && (
          <>
            <p data-testid="summary-progress">{progressInWords(progress)}</p>
            <Sentences sentences={progress?.sentences ?? []} />
          </>
        )}
        {abort === null && isHere && <Ending outcome={outcome} error={error} />}
        {abort === null && written !== null && <Written summary={written} />}
      </div>
    </section>
  );
}

function Ending({
  outcome,
  error,
}: {
  readonly outcome: WriteOutcome | null;
  readonly error: string | null;
}) {
  if (error !== null) return <Notice tone="alarm">{error}</Notice>;
  if (outcome?.kind !== 'failed') return null;
  return (
    <Notice tone="warning" testId="summary-failure">
      {visibleLine(outcome.failure.message)}
    </Notice>
  );
}

function Written({ summary }: { readonly summary: WrittenSummary }) {
  const { model, sentences, removed, tokens } = summary;
  const counted =
    tokens === undefined
      ? ''
      : t(' {prompt} tokens were read, {answer} written.', {
          prompt: formatNumber(tokens.prompt),
          answer: formatNumber(tokens.answer),
        });
  return (
    <>
      <Sentences sentences={sentences} />
      <p className="muted" data-testid="summary-facts">
        {t('By the model {model}; {sentenceHoldss}, {wass} taken out.{counted} {what}', {
          model: visibleLine(model),
          sentenceHoldss: countOf(sentences.length, 'sentence holds', 'sentences hold'),
          wass: countOf(removed.length, 'was', 'were'),
          counted,
          what:
            sentences.length === 0
              ? t('Nothing of it stands in the ticket.')
              : t("It stands in the ticket, marked with the model's name."),
        })}
      </p>
      <RemovedList removed={removed} testId="summary-removed" />
    </>
  );
}

function Sentences({ sentences }: Pick<WrittenSummary, 'sentences'>) {
  if (sentences.length === 0) return null;
  return (
    <ul data-testid="summary-sentences">
      {sentences.map(({ text, evidence }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences are only added at the end.
        <li key={i}>
          {visibleLine(text)} <span className="mono muted">{evidence.map((id) => `[${id}]`).join(' ')}</span>
        </li>
      ))}
    </ul>
  );
}
