// Why the last analysis ended without a result: one line, and what to do next.

import { useSession } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { nextStep } from './next-step';

export function FailureBanner() {
  const error = useSession((state) => state.error);
  const name = useSession((state) => state.name);
  return (
    <div className="failure" role="alert">
      <Notice tone="alarm">
        <strong>{name} could not be analysed.</strong> <span data-testid="error">{error}</span>
        <p className="muted">{nextStep(error ?? '')}</p>
      </Notice>
    </div>
  );
}
