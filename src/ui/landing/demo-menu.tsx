// The demo incident at a click, and a small form for the other scenarios and seeds.

import { Popover } from '@radix-ui/themes';
import { ChevronDown, Play } from 'lucide-react';
import { useState } from 'react';
import { analyzeDemo } from '../../store/actions';
import { listScenarios, type ScenarioChoice, startDemo } from '../../store/demo';
import { named, t } from '../../words/t';
import { useApp } from '../shared/app-context';

const MAX_SEED = 2 ** 32 - 1;

export function DemoMenu() {
  const app = useApp();
  const [open, setOpen] = useState(false);
  const [scenarios, setScenarios] = useState<readonly ScenarioChoice[]>([]);
  // The list first: it says how high the popover is, and so where it finds room.
  const show = async (): Promise<void> => {
    setScenarios(await listScenarios().catch(() => []));
    setOpen(true);
  };
  return (
    <span className="split-button">
      <button
        type="button"
        className="button large"
        data-testid="demo-button"
        onClick={() => void startDemo(app)}
      >
        <Play size={15} aria-hidden="true" />
        {t('Try the demo incident')}
      </button>
      <Popover.Root open={open} onOpenChange={(next) => (next ? void show() : setOpen(false))}>
        <Popover.Trigger>
          <button
            type="button"
            className="button large"
            aria-label={t('Other scenarios')}
            data-testid="demo-menu"
          >
            <ChevronDown size={15} aria-hidden="true" />
          </button>
        </Popover.Trigger>
        <Popover.Content
          className="demo-menu"
          style={{ width: 'min(920px, calc(100vw - 24px))' }}
          align="end"
          collisionPadding={12}
          aria-label={t('Demo scenarios')}
        >
          {open && <ScenarioForm scenarios={scenarios} />}
        </Popover.Content>
      </Popover.Root>
    </span>
  );
}

function ScenarioForm({ scenarios }: { scenarios: readonly ScenarioChoice[] }) {
  const app = useApp();
  const [chosen, setChosen] = useState(scenarios[0]?.id ?? '');
  const [seed, setSeed] = useState(42);
  return (
    <form
      className="scenario-form"
      onSubmit={(event) => {
        event.preventDefault();
        void analyzeDemo(app, chosen, seed);
      }}
    >
      <fieldset>
        <legend className="eyebrow">{t('Scenario')}</legend>
        {scenarios.map((scenario) => (
          <label key={scenario.id} className="radio-row">
            <input
              type="radio"
              name="scenario"
              checked={scenario.id === chosen}
              onChange={() => setChosen(scenario.id)}
            />
            <span>
              <strong>{named(scenario.title)}</strong>
              <span className="muted">{named(scenario.description)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="scenario-foot">
        <label className="field-inline">
          {t('Seed')}
          <input
            className="input num"
            type="number"
            min={0}
            max={MAX_SEED}
            value={seed}
            onChange={(event) =>
              setSeed(Math.min(MAX_SEED, Math.max(0, Math.floor(Number(event.target.value)))))
            }
          />
          <span className="faint">{t('same seed, same bytes')}</span>
        </label>
        <button type="submit" className="button primary" disabled={chosen === ''}>
          {t('Simulate and analyse')}
        </button>
      </div>
    </form>
  );
}
