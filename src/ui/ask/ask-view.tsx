// 'Ask': questions to the log in words. The page reads them itself; a model that was chosen in the settings may look further. The answers of this
// session stand below, the last one first.

import { useId, useMemo, useRef, useState } from 'react';
import { ideasOf } from '../../core/ask/ideas';
import { visibleLine } from '../../core/ticket/neutral';
import { askLog } from '../../store/asking';
import { clearAsking } from '../../store/asking-store';
import { HAS_BRIDGE } from '../../store/bridge';
import { type Label, t } from '../../words/t';
import { whatIsMissing, whoGets } from '../sending/writer-words';
import { useApp, useAsking, useResult, useSettings } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { useClock } from '../shared/use-clock';
import { AskedReply } from './asked-reply';

export function AskView() {
  const app = useApp();
  const { replies, abort, error, progress, question } = useAsking((state) => state);
  const numAnswers = replies.length;
  return (
    <div className="stack ask-view">
      <AskPanel />
      <p className="hidden-visually" role="status" data-testid="ask-status">
        {abort !== null
          ? t('Looking for: {question}', { question: visibleLine(question) })
          : numAnswers > 0
            ? t('Answered.')
            : ''}
      </p>
      {error !== null && <Notice tone="alarm">{error}</Notice>}
      {abort !== null && (
        <AskedReply reply={progress?.reply ?? null} question={question} writing={progress?.writing ?? null} />
      )}
      {replies.map(({ reply, isOld }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list grows at its head only, and places are counted from its end.
        <AskedReply key={numAnswers - i} reply={reply} question={reply.question} isOld={isOld} />
      ))}
      {numAnswers > 0 && (
        <p className="muted ask-foot">
          {t('These answers last as long as this page shows this analysis; they are kept nowhere.')}
          <button
            type="button"
            className="button"
            data-testid="ask-clear"
            onClick={() => clearAsking(app.asking)}
          >
            {t('Clear them')}
          </button>
        </p>
      )}
    </div>
  );
}

function AskPanel() {
  const clock = useClock();
  const app = useApp();
  const result = useResult();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [wantsModel, setWantsModel] = useState(true);
  const abort = useAsking((state) => state.abort);
  const ideas = useMemo(() => ideasOf(result, clock.clock), [result, clock]);
  const { hasModel, words } = useWriterState();
  const ask = (question: string): void => void askLog(app, question, hasModel && wantsModel);
  return (
    <section className="panel" aria-labelledby={`${id}-head`}>
      <div className="panel-head">
        <h2 id={`${id}-head`}>{t('Ask the log')}</h2>
        <span className="faint">{t('answers are made of what is found in it, and cite its lines')}</span>
      </div>
      <div className="panel-body">
        <form
          className="ask-form"
          onSubmit={(event) => {
            event.preventDefault();
            ask(text);
          }}
        >
          <input
            ref={input}
            className="input grow"
            data-testid="ask-question"
            aria-label={t('Question')}
            placeholder={t('How many errors had nova between 10:00 and 10:30?')}
            maxLength={400}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {abort === null ? (
            <button
              type="submit"
              className="button primary"
              data-testid="ask-send"
              disabled={text.trim() === ''}
            >
              {t('Ask')}
            </button>
          ) : (
            <button type="button" className="button" data-testid="ask-stop" onClick={() => abort.abort()}>
              {t('Stop')}
            </button>
          )}
        </form>
        <ul className="ask-ideas" aria-label={t('Questions that this log can be asked')}>
          {ideas.map((idea) => (
            <li key={idea}>
              <button
                type="button"
                className="button"
                data-testid="ask-idea"
                disabled={abort !== null}
                onClick={() => {
                  setText(idea);
                  input.current?.focus();
                  ask(idea);
                }}
              >
                {visibleLine(idea)}
              </button>
            </li>
          ))}
        </ul>
        <p className="muted" data-testid="ask-writer">
          {words}
        </p>
        {hasModel && (
          <label className="ask-model">
            <input
              type="checkbox"
              data-testid="ask-with-model"
              checked={wantsModel}
              onChange={(event) => setWantsModel(event.target.checked)}
            />
            {t('Ask the model as well')}
          </label>
        )}
      </div>
    </section>
  );
}

const ALONE: Label =
  'The page reads the question itself, by rules and in English; what it does not understand it says.';

/** Whether a model can be asked, and what is said of it. */
function useWriterState(): { readonly hasModel: boolean; readonly words: string } {
  const writer = useSettings((state) => state.valid.writer);
  if (writer.provider === 'none' || (writer.provider === 'openai' && !HAS_BRIDGE))
    return { hasModel: false, words: t('{alone} No language model is chosen.', { alone: t(ALONE) }) };
  const missing = whatIsMissing(writer);
  if (missing !== null) return { hasModel: false, words: `${t(ALONE)} ${missing}` };
  const gets = whoGets(writer, t('your question, and counts and lines that the tools found'));
  return {
    hasModel: true,
    words: t('{alone} {gets} What it writes is checked against these lines.', { alone: t(ALONE), gets }),
  };
}
