// Why nothing was written, in words. In: a code and what is known of it. Out: a WriteFailure whose sentence a person can act on.
import type { WriteFailure, WriteFailureCode } from '../contracts/written-summary';

const SENTENCES: Readonly<Record<WriteFailureCode, string>> = {
  unavailable: 'The language model cannot be asked here',
  'no-room': 'This incident does not fit into what the language model reads at once',
  stopped: 'Writing was stopped',
  timeout: 'The language model did not answer in time',
  declined: 'The request was not allowed to leave this machine',
  unauthorized: 'The server did not accept the key',
  'rate-limited': 'The server asks to wait',
  server: 'The server failed',
  cut: 'The answer was cut off before its end',
  nonsense: 'The language model did not answer in sentences',
  broken: 'The language model failed',
};

const OF_TICKET = ' The ticket is complete without it.';
const OF_ANSWER = ' The answer without a model stands.';

export interface FailureDetail {
  /** Why, as a sentence of its own or a part of one; '': no more is known. */
  readonly detail?: string;
  readonly waitMs?: number | null;
}

export function failure(
  code: WriteFailureCode,
  { detail = '', waitMs = null }: FailureDetail = {},
): WriteFailure {
  const wait = waitMs === null ? '' : ` Try again in ${Math.max(1, Math.ceil(waitMs / 1000))} s.`;
  const why = detail.trim().replace(/\.$/, '');
  const message = `${SENTENCES[code]}${why === '' ? '' : `: ${why}`}.${wait}${OF_TICKET}`;
  return { code, message, waitMs };
}

/** The same of a question to the log, whose answer stands without a model. */
export function ofAnswer({ message, ...rest }: WriteFailure): WriteFailure {
  return {
    ...rest,
    message: message.replace(OF_TICKET, OF_ANSWER).replace('This incident does', 'The question does'),
  };
}
