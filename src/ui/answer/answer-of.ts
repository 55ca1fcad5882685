// The answer of an incident. An analysis that was stored before answers were made gets one of what it holds: its lines, its first hypothesis.
import type { Answer } from '../../contracts/answer';
import type { Incident } from '../../contracts/incident';

/** As many as an answer shows. */
const EVENTS = 7;

export function answerOf(incident: Incident): Answer {
  return incident.answer ?? heldBy(incident);
}

function heldBy({ basis, evidence, hypotheses, outageReason, runbooks, ruledOut = [] }: Incident): Answer {
  return {
    basis: basis ?? 'compared',
    components: [],
    impact: outageReason === null ? null : { text: outageReason, evidence: [] },
    when: [],
    where: [],
    whatHappened: evidence.slice(0, EVENTS).map(({ id, timeMs, text, template }) => ({
      timeMs,
      component: '',
      what: text.split('\n', 1)[0],
      num: 1,
      template,
      exception: null,
      evidence: id,
    })),
    cause: hypotheses[0] ?? null,
    ruledOut,
    doNow: runbooks[0]?.actions ?? [],
    open: [],
    numDropped: 0,
  };
}
