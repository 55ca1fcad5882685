// Why the files of this analysis stand together and apart from others, and the way to have it otherwise.

import { Merge } from 'lucide-react';
import { analyseTogether } from '../../store/parts';
import { t } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { useOpenAnalyses } from './use-open-analyses';

export function PartingPanel() {
  const app = useApp();
  const part = useSession((state) => state.part);
  const hasFiles = useSession((state) => state.files.length > 0);
  const isBusy = useSession((state) => state.updating || state.result?.isEarly === true);
  const others = useOpenAnalyses().filter((each) => each.app !== app);
  const reasons = [part?.whyTogether ?? '', part?.whyApart ?? ''].filter(Boolean);
  if (reasons.length === 0 && others.length === 0) return null;
  return (
    <section className="panel parting" aria-labelledby="parting-title" data-testid="parting">
      <div className="panel-head">
        <h2 id="parting-title">{t('What belongs together')}</h2>
      </div>
      <div className="panel-body">
        {reasons.map((reason) => (
          <p key={reason}>
            <LogText text={reason} />
          </p>
        ))}
        {others.length > 0 && (
          <ul className="parting-others">
            {others.map(({ app: other, name, state }) => (
              <li key={other.key}>
                <span className="mono">
                  <LogText text={name} />
                </span>
                <button
                  type="button"
                  className="button"
                  data-testid="analyse-together"
                  aria-label={t('Analyse together with {name}', { name })}
                  disabled={!hasFiles || isBusy || (state !== 'done' && state !== 'failed')}
                  onClick={() => void analyseTogether(app, other)}
                >
                  <Merge size={14} aria-hidden="true" />
                  {t('Analyse together')}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
