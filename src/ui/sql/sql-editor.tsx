// Where a query is written. Ctrl or Cmd with Enter runs it. What a link brings stands there and waits: nothing is run that nobody has looked at.

import { Check, Link, Play, Square } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { EXAMPLES } from '../../contracts/sql-examples';
import { t } from '../../words/t';
import { useApp, useSql, useView } from '../shared/app-context';

export const SQL_INPUT = 'sql-input';

export function SqlEditor() {
  const app = useApp();
  const text = useQueryText();
  const isRunning = useSql(({ progress }) => progress !== null);
  const hint = useSql(({ serial }) => (serial === 0 ? t('; the first query fetches the engine, once') : ''));
  const run = (): void => {
    app.view.getState().showSql(text);
    void app.sql.run(text, app.view.getState().logSlice);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!isRunning) run();
  };
  return (
    <section className="panel sql-editor" aria-label={t('Query')}>
      <textarea
        id={SQL_INPUT}
        className="input mono"
        aria-label="SQL"
        data-testid="sql-input"
        rows={Math.min(18, Math.max(7, text.split('\n').length + 1))}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={text}
        onChange={(event) => app.sql.write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="sql-buttons">
        {isRunning ? (
          <button type="button" className="button" data-testid="sql-stop" onClick={() => app.sql.stop()}>
            <Square size={14} aria-hidden="true" />
            {t('Stop')}
          </button>
        ) : (
          <button type="button" className="button primary" data-testid="sql-run" onClick={run}>
            <Play size={14} aria-hidden="true" />
            {t('Run')}
          </button>
        )}
        <span className="faint sql-hint">{t('Ctrl Enter{hint}', { hint })}</span>
        <span className="spacer" />
        <CopyLink text={text} />
      </div>
    </section>
  );
}

/** As it was left, else as the address says, else something to begin with. */
function useQueryText(): string {
  const draft = useSql((state) => state.draft);
  const ofAddress = useView((state) => state.sql);
  return draft ?? (ofAddress === '' ? EXAMPLES[0].sql : ofAddress);
}

function CopyLink({ text }: { text: string }) {
  const app = useApp();
  const [copied, setCopied] = useState('');
  const copy = async (): Promise<void> => {
    app.view.getState().showSql(text);
    await navigator.clipboard.writeText(location.href).then(
      () => setCopied(text),
      () => undefined,
    );
  };
  return (
    <button
      type="button"
      className="button"
      data-testid="sql-link"
      title={t('A link to this analysis and query, for this browser or for whoever has the same files')}
      onClick={() => void copy()}
    >
      {copied === text ? <Check size={14} aria-hidden="true" /> : <Link size={14} aria-hidden="true" />}
      {copied === text ? t('Copied') : t('Copy the link')}
    </button>
  );
}
