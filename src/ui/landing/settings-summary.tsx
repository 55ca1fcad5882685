// The settings that the next analysis takes, foldable; only what differs from the defaults is named.

import { SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { DEFAULT_SETTINGS, type Settings } from '../../contracts/settings';
import { PART_WORDS } from '../../contracts/settings-registry';
import { differingParts } from '../../store/compare-settings';
import { named, t } from '../../words/t';
import { useSettings } from '../shared/app-context';

const SettingsView = lazy(() =>
  import('../settings/settings-view').then((m) => ({ default: m.SettingsView })),
);

export function SettingsSummary() {
  const [open, setOpen] = useState(false);
  const valid = useSettings((state) => state.valid);
  const changed = useMemo(() => changedInWords(valid), [valid]);
  return (
    <section className="landing-settings">
      <button
        type="button"
        className="plain-button landing-settings-toggle"
        aria-expanded={open}
        data-testid="settings-toggle"
        onClick={() => setOpen(!open)}
      >
        <SlidersHorizontal size={15} aria-hidden="true" />
        {t('Settings for the next analysis:')}{' '}
        <span className="muted">
          {changed.length === 0 ? t('defaults') : t('changed: {changed}', { changed: changed.join(', ') })}
        </span>
      </button>
      {open && (
        <Suspense fallback={<p className="muted">{t('Opening …')}</p>}>
          <SettingsView />
        </Suspense>
      )}
    </section>
  );
}

function changedInWords(settings: Settings): readonly string[] {
  return differingParts(settings, DEFAULT_SETTINGS).map((part) => named(PART_WORDS[part]));
}
