/** The answer within incident_ticket.json: keys in snake_case, times ISO 8601 in UTC, what does not exist is null. */
import type { Answer, CodePlace, Component, FoldedException, Statement } from '../../contracts/answer';
import { templateId } from '../../contracts/tables';
import { isoTime } from './times';

export interface AnswerJson {
  readonly title: string;
  readonly basis: Answer['basis'];
  readonly components: readonly Component[];
  readonly impact: Statement | null;
  readonly when: readonly Statement[];
  readonly where: readonly Statement[];
  readonly what_happened: readonly {
    readonly time: string | null;
    readonly component: string;
    readonly what: string;
    readonly num: number;
    readonly template_id: string | null;
    readonly exception: ExceptionJson | null;
    readonly evidence: string;
  }[];
  readonly cause: {
    readonly text: string;
    readonly confidence: string;
    readonly why_not_higher: string | null;
    readonly runbook: string | null;
    readonly evidence: readonly string[];
  } | null;
  readonly ruled_out: readonly Statement[];
  readonly do_now: readonly string[];
  readonly open: readonly Statement[];
}

interface ExceptionJson {
  readonly type: string;
  readonly message: string;
  readonly frames: number;
  readonly place: CodePlace | null;
}

export function answerJson(answer: Answer, title: string): AnswerJson {
  const { basis, components, impact, when, where, cause, ruledOut, doNow, open } = answer;
  return {
    title,
    basis,
    components: components.map(({ name, kind, from }) => ({ name, kind, from })),
    impact: impact && statement(impact),
    when: when.map(statement),
    where: where.map(statement),
    what_happened: answer.whatHappened.map(
      ({ timeMs, component, what, num, template, exception, evidence }) => ({
        time: isoTime(timeMs),
        component,
        what,
        num,
        template_id: template === null ? null : templateId(template),
        exception: exception && exceptionJson(exception),
        evidence,
      }),
    ),
    cause: cause && {
      text: cause.text,
      confidence: cause.confidence,
      why_not_higher: cause.whyNotHigher ?? null,
      runbook: cause.runbook ?? null,
      evidence: cause.evidence,
    },
    ruled_out: ruledOut.map(statement),
    do_now: doNow,
    open: open.map(statement),
  };
}

function statement({ text, evidence }: Statement): Statement {
  return { text, evidence };
}

function exceptionJson({ type, message, numFrames, frame }: FoldedException): ExceptionJson {
  return {
    type,
    message,
    frames: numFrames,
    place: frame && { file: frame.file, line: frame.line, name: frame.name },
  };
}
