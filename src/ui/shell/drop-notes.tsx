// What became of dropped files that are no logs, one line each, until it is put away.

import { untell } from '../../store/drop-news';
import { t } from '../../words/t';
import { useApp, useDropNews } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';

export function DropNotes() {
  const app = useApp();
  const news = useDropNews();
  return (
    <div className="drop-notes" role="status" data-testid="drop-notes" hidden={news.length === 0}>
      {news.map(({ name, tone, text }) => (
        <Notice key={name} tone={tone}>
          <LogText text={text} />{' '}
          <button
            type="button"
            className="plain-button text-link"
            aria-label={t('Put away what is said of {name}', { name })}
            onClick={() => untell(app, name)}
          >
            {t('Put away')}
          </button>
        </Notice>
      ))}
    </div>
  );
}
