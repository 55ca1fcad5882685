// A template with its wildcards set apart.

import { memo } from 'react';
import { t } from '../../words/t';
import { LogText } from './log-text';

const WILDCARD = /(<(?:\*|[A-Z][A-Z0-9_]*)>)/;

export const TemplateText = memo(function TemplateText({ text, mark = '' }: { text: string; mark?: string }) {
  // Records that are a header and no more.
  if (text.trim() === '') return <span className="template-text faint">{t('(no message)')}</span>;
  return (
    <span className="template-text mono">
      {text.split(WILDCARD).map((piece, i) =>
        i % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
          <span key={i} className="wildcard">
            {piece === '<*>' ? '*' : piece.slice(1, -1).toLowerCase()}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <LogText key={i} text={piece} mark={mark} />
        ),
      )}
    </span>
  );
});
