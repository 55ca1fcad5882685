// One incident as it is handed over: one screen, everything else behind it.
import type { ReactNode } from 'react';
import type { Incident } from '../../contracts/incident';
import { AnswerEvents } from './answer-events';
import { AnswerHead } from './answer-head';
import { AnswerSide } from './answer-side';

interface AnswerViewProps {
  readonly incident: Incident;
  /** Of its title; its parts are one below. */
  readonly level: 1 | 2;
  readonly actions?: ReactNode;
  /** In its head, below everything. */
  readonly children?: ReactNode;
}

export function AnswerView({ incident, level, actions, children }: AnswerViewProps) {
  const Heading = level === 1 ? 'h2' : 'h3';
  return (
    <article className="answer" data-testid="answer">
      <div className="answer-grid">
        <AnswerHead incident={incident} level={level} actions={actions}>
          {children}
        </AnswerHead>
        <AnswerEvents incident={incident} Heading={Heading} />
        <AnswerSide incident={incident} Heading={Heading} />
      </div>
    </article>
  );
}
