// A pattern whose lines are to be one template: words become wildcards by a click, or it is typed; what it takes in is
// counted while it changes.

import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { TemplateEdit } from '../../contracts/settings';
import { t } from '../../words/t';
import { useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { countFitting, tidyPattern } from './template-edit-text';

const WILDCARD = '<*>';
/** More words than anyone clicks through; the text can still be typed. */
const MAX_WORDS = 60;

interface MarkAsOneProps {
  /** Text to begin with. */
  readonly start: string;
  readonly onApply: (edit: TemplateEdit) => void;
}

export function MarkAsOne({ start, onApply }: MarkAsOneProps) {
  const id = useId();
  const [typed, setTyped] = useState(start);
  const pattern = tidyPattern(typed);
  return (
    <div className="template-task">
      <label htmlFor={id}>
        {t('Everything of this form is one template. {wildcard} stands for anything.', {
          wildcard: WILDCARD,
        })}
      </label>
      <textarea
        id={id}
        className="input mono"
        rows={2}
        spellCheck={false}
        data-testid="one-pattern"
        value={typed}
        onChange={(event) => setTyped(event.target.value.replaceAll('\n', ' '))}
      />
      <WordToggles start={start} pattern={pattern} onChange={setTyped} />
      <Fitting pattern={pattern} />
      <button
        type="button"
        className="button primary"
        data-testid="template-apply"
        disabled={pattern === '' || pattern === WILDCARD || pattern === start}
        onClick={() => onApply({ kind: 'one', text: pattern })}
      >
        {t('Mark as one and run again')}
      </button>
    </div>
  );
}

interface WordTogglesProps {
  readonly start: string;
  readonly pattern: string;
  readonly onChange: (pattern: string) => void;
}

/** Only while the pattern has the words of the text at its places; typing may leave that. */
function WordToggles({ start, pattern, onChange }: WordTogglesProps) {
  const words = start.split(' ');
  const now = pattern.split(' ');
  if (now.length !== words.length || words.length > MAX_WORDS) return null;
  return (
    <fieldset className="word-toggles" aria-label={t('Turn words into wildcards')}>
      {words.map((word, at) => {
        const isOpen = now[at] === WILDCARD;
        return (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a word has no identity but its place.
            key={at}
            type="button"
            className="word-toggle mono"
            aria-pressed={isOpen}
            disabled={word === WILDCARD}
            onClick={() => onChange(now.with(at, isOpen ? word : WILDCARD).join(' '))}
          >
            <LogText text={word === WILDCARD ? '*' : word} />
          </button>
        );
      })}
    </fieldset>
  );
}

function Fitting({ pattern }: { readonly pattern: string }) {
  const { templates } = useResult();
  const asked = useDeferredValue(pattern);
  const { numTemplates, numRecords } = useMemo(() => countFitting(templates, asked), [templates, asked]);
  const what =
    asked === WILDCARD
      ? t('This would be the whole log.')
      : t(
          'It takes in {numTemplates} of the templates listed, {numRecords} records. Single lines of others may fit it too.',
          { numTemplates: formatNumber(numTemplates), numRecords: formatNumber(numRecords) },
        );
  return (
    <p className="muted" role="status" data-testid="one-fitting">
      {what}
    </p>
  );
}
