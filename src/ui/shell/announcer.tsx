// Tells those who do not see the page that an analysis has ended, and how; the title of the tab tells those who look elsewhere.

import { useEffect } from 'react';
import { summarise } from '../../core/report/verdict';
import { t } from '../../words/t';
import { useSession, useShownResult } from '../shared/app-context';

export function Announcer() {
  const phase = useSession((state) => state.phase);
  const name = useSession((state) => state.name);
  const result = useShownResult();
  const isEarly = result?.isEarly === true;
  useEffect(() => {
    const shown = isEarly ? 'running' : phase;
    const prefix = { idle: '', running: t('Analysing '), done: '', failed: t('Failed: ') }[shown];
    document.title = phase === 'idle' ? 'Harbinger' : t('{prefix}{name} · Harbinger', { prefix, name });
  }, [phase, isEarly, name]);
  return (
    <p className="hidden-visually" role="status">
      {phase === 'done' &&
        result !== null &&
        (isEarly
          ? t('First result; the LSTM is still training.')
          : t('Analysis done. {sentence}', { sentence: summarise(result).sentence }))}
    </p>
  );
}
