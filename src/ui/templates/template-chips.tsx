// A template's text in full, each wildcard a button that leads to its values.

import type { TemplateParameters } from '../../contracts/parameters';
import type { Extractor } from '../../core/drain/parameters';
import { t } from '../../words/t';
import { LogText } from '../shared/log-text';
import { wildcardInWords } from './wildcard-names';

interface TemplateChipsProps {
  readonly extractor: Extractor;
  /** Null: not read yet. */
  readonly values: TemplateParameters | null;
  readonly chosen: number | null;
  readonly onChoose: (wildcard: number) => void;
}

export function TemplateChips({ extractor, values, chosen, onChoose }: TemplateChipsProps) {
  const { literals, names } = extractor;
  return (
    <p className="template-full mono">
      {literals.map((literal, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no identity but its place.
        <span key={i}>
          {i > 0 && (
            <button
              type="button"
              className="wildcard wildcard-chip"
              aria-pressed={chosen === i - 1}
              title={t('Values of wildcard {i}', { i })}
              data-testid="wildcard-chip"
              onClick={() => onChoose(i - 1)}
            >
              {wildcardInWords(names[i - 1], values?.wildcards[i - 1]?.type ?? null) || '*'}
            </button>
          )}
          <LogText text={literal} />
        </span>
      ))}
    </p>
  );
}
