// One template into one for each word that a wildcard stood for: choose the wildcard, see its words.

import { useEffect, useId, useState } from 'react';
import type { TemplateParameters } from '../../contracts/parameters';
import type { TemplateEdit } from '../../contracts/settings';
import { t } from '../../words/t';
import { useApp, useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { TemplateText } from '../shared/template-text';
import { type WildcardWord, wildcardWords } from './template-edit-text';

interface SplitTemplateProps {
  readonly template: number;
  readonly onApply: (edit: TemplateEdit) => void;
}

export function SplitTemplate({ template, onApply }: SplitTemplateProps) {
  const { text } = useResult().templates[template];
  const words = wildcardWords(text);
  const values = useValues(template);
  const [position, setPosition] = useState(words[0]?.position ?? 0);
  if (words.length === 0)
    return <p className="muted">{t('This template has no wildcard: there is nothing to split it by.')}</p>;
  const found = valuesAt(values, position);
  const isSetAside = found !== null && found.length > 0 && !found.some(({ value }) => /\p{L}/u.test(value));
  return (
    <div className="template-task">
      <Choice words={words} position={position} onChange={setPosition} />
      <Values found={found} isReading={values === 'reading'} />
      {isSetAside && (
        <p className="muted">
          {t(
            'These are numbers, which are set aside before templates are made: there are no words to split by.',
          )}
        </p>
      )}
      <button
        type="button"
        className="button primary"
        data-testid="template-apply"
        disabled={isSetAside}
        onClick={() => onApply({ kind: 'split', template: text, position })}
      >
        {t('Split and run again')}
      </button>
    </div>
  );
}

interface ChoiceProps {
  readonly words: readonly WildcardWord[];
  readonly position: number;
  readonly onChange: (position: number) => void;
}

function Choice({ words, position, onChange }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className="wildcard-choice">
      <legend>{t('One template for each word that this wildcard stood for:')}</legend>
      {words.map((word) => (
        <label key={word.position}>
          <input
            type="radio"
            name={name}
            checked={word.position === position}
            onChange={() => onChange(word.position)}
          />
          <TemplateText text={`${word.before} ${word.token} ${word.after}`.trim()} />
        </label>
      ))}
    </fieldset>
  );
}

interface Value {
  readonly value: string;
  readonly count: number;
}

function Values({
  found,
  isReading,
}: {
  readonly found: readonly Value[] | null;
  readonly isReading: boolean;
}) {
  if (isReading) return <p className="muted">{t('Reading its words …')}</p>;
  if (found === null || found.length === 0)
    return <p className="muted">{t('Its words are not known here.')}</p>;
  return (
    <ul className="wildcard-values" aria-label={t('Most frequent values')} data-testid="split-values">
      {found.map(({ value, count }) => (
        <li key={value} className="chip">
          <span className="mono">
            <LogText text={value} />
          </span>
          <span className="num faint">{formatNumber(count)}</span>
        </li>
      ))}
    </ul>
  );
}

type Reading = TemplateParameters | 'reading' | 'unknown';

/** Read back from the lines of the template when the panel opens. */
function useValues(template: number): Reading {
  const app = useApp();
  const [values, setValues] = useState<Reading>('reading');
  useEffect(() => {
    let isShown = true;
    const { analyzer } = app.current;
    const asked =
      analyzer?.templateParameters(template, () => undefined) ?? Promise.reject(new Error('closed'));
    asked.then(
      (found) => isShown && setValues(found),
      () => isShown && setValues('unknown'),
    );
    return () => {
      isShown = false;
    };
  }, [app, template]);
  return values;
}

/** Values of the wildcards of one token; null: they are not known. */
function valuesAt(values: Reading, position: number): readonly Value[] | null {
  if (typeof values === 'string') return null;
  return values.wildcards.filter((wildcard) => wildcard.position === position).flatMap(({ top }) => top);
}
