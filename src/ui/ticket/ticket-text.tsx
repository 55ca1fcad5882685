// The Markdown of a ticket on screen, a piece in each task. HTML in it is shown as text, links lead nowhere, and what cites
// evidence leads to the line itself.
import { memo, useEffect, useMemo, useState } from 'react';
import Markdown, { type Components, type Options } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { Incident } from '../../contracts/incident';
import { Citation } from '../incidents/citation';
import { useClock } from '../shared/use-clock';
import { citedBy, citeEvidence } from './cite-evidence';
import { ticketPieces } from './ticket-pieces';
import { timesOfTicket } from './ticket-times';

interface TicketTextProps {
  readonly text: string;
  readonly incident: Incident;
  /** What a person wrote stands as it was written, with its times. */
  readonly isOwn: boolean;
}

export function TicketText({ text, incident, isOwn }: TicketTextProps) {
  const clock = useClock();
  const plugins = useMemo(
    () => [remarkGfm, ...(isOwn ? [] : [timesOfTicket(clock, incident)]), citeEvidence],
    [isOwn, clock, incident],
  );
  const pieces = useMemo(() => ticketPieces(text), [text]);
  const components = useMemo(() => componentsOf(incident), [incident]);
  const shown = useOneByOne(pieces.length);
  return pieces.slice(0, shown).map((piece, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
    <Piece key={i} text={piece} components={components} plugins={plugins} />
  ));
}

interface PieceProps {
  readonly text: string;
  readonly components: Components;
  readonly plugins: NonNullable<Options['remarkPlugins']>;
}

const Piece = memo(function Piece({ text, components, plugins }: PieceProps) {
  return (
    <Markdown remarkPlugins={plugins} components={components}>
      {text}
    </Markdown>
  );
});

/** Log text may hold links: they are shown with their target and lead nowhere. Images would be fetched: never. */
function componentsOf(incident: Incident): Components {
  return {
    a: ({ children, href }) => {
      const id = citedBy(href);
      if (id !== null) return <Citation id={id} incident={incident} />;
      return (
        <span className="dead-link" title={href}>
          {children}
        </span>
      );
    },
    img: ({ alt }) => <span>{alt}</span>,
  };
}

/** 1, 2, 3 and so on up to `num`, each in a task of its own. */
function useOneByOne(num: number): number {
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (shown >= num) return;
    const timer = setTimeout(() => setShown(shown + 1));
    return () => clearTimeout(timer);
  }, [shown, num]);
  return shown;
}
