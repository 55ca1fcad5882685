// One question and its answer: how it was read, sentences with the lines that show them, what a model made of it, and the trace.

import { Fragment } from 'react';
import type { AskedSentence, AskReply, ModelAnswer } from '../../contracts/ask';
import type { Evidence } from '../../contracts/incident';
import type { WritingProgress } from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { Citation } from '../incidents/citation';
import { EvidenceItem } from '../incidents/evidence-item';
import { RemovedList } from '../sending/removed-list';
import { progressInWords } from '../sending/writer-words';
import { useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { rich } from '../shared/rich';
import { ShowMore } from '../shared/show-more';
import { useClock } from '../shared/use-clock';
import { inZone } from '../shared/zone-text';
import { AskTrace } from './ask-trace';

interface AskedReplyProps {
  readonly question: string;
  /** Null: nothing was found yet. */
  readonly reply: AskReply | null;
  /** Of a model that is at work. */
  readonly writing?: WritingProgress | null;
  /** Another result has come since. */
  readonly isOld?: boolean;
}

export function AskedReply({ question, reply, writing = null, isOld = false }: AskedReplyProps) {
  return (
    <article className="panel asked" data-testid="asked">
      <div className="panel-head">
        <h3>
          <LogText text={question} />
        </h3>
      </div>
      <div className="panel-body">
        {isOld && (
          <p className="muted" data-testid="asked-old">
            {t('Of an earlier result: counts, templates and incidents in it are those of then.')}
          </p>
        )}
        {reply === null ? <p className="muted">{t('Looking …')}</p> : <Answered reply={reply} />}
        {writing !== null && (
          <p className="muted" data-testid="ask-writing">
            {t('The model: {writing}', { writing: progressInWords(writing) })}
          </p>
        )}
      </div>
      {reply !== null && <AskTrace steps={reply.steps} />}
    </article>
  );
}

function Answered({ reply }: { readonly reply: AskReply }) {
  const clock = useClock();
  const { read, refusal, sentences, lines, where, model } = reply;
  return (
    <>
      {read !== null && (
        <p className="muted" data-testid="asked-read">
          {rich('Read as: {logtext}.', { logtext: <LogText text={inZone(read, clock, Number.NaN)} /> })}
        </p>
      )}
      {refusal !== null && (
        <Notice tone="hand" testId="asked-refusal">
          {rich(
            '{logtext} Ask for counts, the first or last line, what is new or silent, lines around a line, templates, incidents, changes or runbooks.',
            { logtext: <LogText text={refusal} /> },
          )}
        </Notice>
      )}
      <Sentences sentences={sentences} lines={lines} testId="asked-sentences" />
      {where !== null && <InLines where={where} isSearch={refusal !== null} />}
      {model !== null && <ByModel model={model} lines={lines} />}
      {lines.length > 0 && <SeenLines lines={lines} />}
    </>
  );
}

function Sentences({
  sentences,
  lines,
  testId,
}: {
  readonly sentences: readonly AskedSentence[];
  readonly lines: readonly Evidence[];
  readonly testId: string;
}) {
  const clock = useClock();
  if (sentences.length === 0) return null;
  return (
    <ul className="asked-sentences" data-testid={testId}>
      {sentences.map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place.
        <li key={i}>
          {sentence.pieces.map(({ text, isLog, isCut }, n) =>
            isLog ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <q key={n} className="asked-quote mono">
                <LogText text={text} />
                {isCut && '…'}
              </q>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <LogText key={n} text={inZone(text, clock, Number.NaN)} />
            ),
          )}
          {sentence.evidence.map((id) => (
            <Fragment key={id}>
              {' '}
              <Citation id={id} incident={{ evidence: lines }} />
            </Fragment>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The same query in the Lines view, or a plain search for what was not understood. */
function InLines({ where, isSearch }: { readonly where: string; readonly isSearch: boolean }) {
  const showFiltered = useView((state) => state.showFiltered);
  return (
    <p>
      <button
        type="button"
        className="button"
        data-testid="asked-in-lines"
        onClick={() => showFiltered(where === '' ? [] : [where])}
      >
        {isSearch ? t('Search the lines for it') : t('Show in Lines')}
      </button>{' '}
      {where !== '' && (
        <code className="mono faint">
          <LogText text={where} />
        </code>
      )}
    </p>
  );
}

function ByModel({ model, lines }: { readonly model: ModelAnswer; readonly lines: readonly Evidence[] }) {
  if (model.kind === 'failed')
    return (
      <Notice tone="warning" testId="ask-failure">
        {visibleLine(model.failure.message)}
      </Notice>
    );
  const { sentences, removed } = model;
  return (
    <section className="asked-model" data-testid="asked-model" aria-label={t('By the model')}>
      <p className="muted" data-testid="asked-model-facts">
        {t('By the model {model}: {sentenceHoldss}, {wass} taken out.', {
          model: visibleLine(model.model),
          sentenceHoldss: countOf(sentences.length, 'sentence holds', 'sentences hold'),
          wass: countOf(removed.length, 'was', 'were'),
        })}
      </p>
      <Sentences sentences={sentences} lines={lines} testId="asked-model-sentences" />
      <RemovedList removed={removed} testId="asked-removed" />
    </section>
  );
}

const SHOWN_LINES = 3;

function SeenLines({ lines }: { readonly lines: readonly Evidence[] }) {
  return (
    <details className="asked-lines">
      <summary>{countOf(lines.length, 'line that was looked at', 'lines that were looked at')}</summary>
      <ShowMore items={lines} shown={SHOWN_LINES} what={t('lines')}>
        {(items) => (
          <ol className="evidence-list">
            {items.map((line) => (
              <EvidenceItem key={line.id} evidence={line} />
            ))}
          </ol>
        )}
      </ShowMore>
    </details>
  );
}
