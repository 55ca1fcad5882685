// Beside what happened: the likely cause and how sure that is, what was ruled out, what to do now, what is not known.

import { Check, CircleHelp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Statement } from '../../contracts/answer';
import type { Hypothesis, HypothesisTest } from '../../contracts/hypothesis';
import type { Incident } from '../../contracts/incident';
import { t, words } from '../../words/t';
import { confidenceTone } from '../incidents/severity';
import { InlineCode } from '../shared/inline-code';
import { rich } from '../shared/rich';
import { ShowMore } from '../shared/show-more';
import { answerOf } from './answer-of';
import { StatementText } from './statement-text';

type Heading = 'h2' | 'h3';

export function AnswerSide({ incident, Heading }: { incident: Incident; Heading: Heading }) {
  const { cause, ruledOut, doNow, open } = answerOf(incident);
  return (
    <section className="panel answer-side" aria-label={t('Cause and next steps')} data-testid="answer-side">
      {cause === null ? (
        <Part Heading={Heading} title={t('Likely cause')}>
          <p className="muted">
            {t('Not known. No cause that we know of fits these lines well enough to be named.')}
          </p>
        </Part>
      ) : (
        <Cause cause={cause} incident={incident} Heading={Heading} />
      )}
      <Statements title={t('Ruled out')} statements={ruledOut} incident={incident} Heading={Heading} />
      {doNow.length > 0 && (
        <Part Heading={Heading} title={t('Do now')}>
          <ShowMore items={doNow} shown={4} what={t('steps')}>
            {(steps) => (
              <ol className="answer-steps">
                {steps.map((step) => (
                  <li key={step}>
                    <InlineCode text={step} />
                  </li>
                ))}
              </ol>
            )}
          </ShowMore>
        </Part>
      )}
      <Statements title={t('Not known')} statements={open} incident={incident} Heading={Heading} />
    </section>
  );
}

interface PartProps {
  readonly Heading: Heading;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Part({ Heading, title, aside, children }: PartProps) {
  return (
    <div className="answer-part">
      <Heading>
        {title}
        {aside}
      </Heading>
      {children}
    </div>
  );
}

interface StatementsProps {
  readonly title: string;
  readonly statements: readonly Statement[];
  readonly incident: Incident;
  readonly Heading: Heading;
}

function Statements({ title, statements, incident, Heading }: StatementsProps) {
  if (statements.length === 0) return null;
  return (
    <Part Heading={Heading} title={title}>
      <ul className="answer-list muted">
        {statements.map(({ text, evidence }) => (
          <li key={text}>
            <StatementText text={text} evidence={evidence} incident={incident} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

interface CauseProps {
  readonly cause: Hypothesis;
  readonly incident: Incident;
  readonly Heading: Heading;
}

function Cause({ cause, incident, Heading }: CauseProps) {
  const { text, evidence, confidence, whyNotHigher, tests = [] } = cause;
  const chip = (
    <span className="chip" data-tone={confidenceTone(confidence)}>
      {CONFIDENCE[confidence]}
    </span>
  );
  return (
    <Part Heading={Heading} title={t('Likely cause')} aside={chip}>
      <p>
        <StatementText text={text} evidence={evidence} incident={incident} />
      </p>
      {whyNotHigher && (
        <p className="muted">
          {rich('Not higher: {statementtext}', {
            statementtext: <StatementText text={whyNotHigher} evidence={[]} incident={incident} />,
          })}
        </p>
      )}
      {tests.length > 0 && (
        <details className="answer-tests">
          <summary>{t('How it was held against the log')}</summary>
          <ul>
            {tests.map((test) => (
              <Test key={test.name} test={test} incident={incident} />
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
}

const CONFIDENCE = words({
  high: 'high confidence',
  medium: 'medium confidence',
  low: 'a hint, no more',
});
const OUTCOMES = {
  supports: { Icon: Check, word: 'speaks for it' },
  contradicts: { Icon: X, word: 'speaks against it' },
  unknown: { Icon: CircleHelp, word: 'not shown by this log' },
} as const;

function Test({ test, incident }: { test: HypothesisTest; incident: Incident }) {
  const { Icon, word } = OUTCOMES[test.outcome];
  return (
    <li data-outcome={test.outcome}>
      <Icon size={14} role="img" aria-label={t(word)} />
      <span>
        <StatementText text={test.finding} evidence={test.evidence} incident={incident} />
      </span>
    </li>
  );
}
