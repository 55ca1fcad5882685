/**
 * Words of logins that were refused and of ones that were let in, with the address and the user that a line names. In: the message of a line, or a template. Out:
 * what it tells. Whatever its level: servers write refused logins as information.
 */

/** Lines that servers write of one attempt, by what each of them is: of one attempt each kind stands once. */
export const REFUSED: readonly RegExp[] = [
  /\bfailed (?:password|publickey|login|none|keyboard-interactive)\b|\b(?:login|logon|auth) (?:failed|failure|incorrect)\b|\bpassword check failed\b/i,
  /\bauthentication (?:failure|failed)\b/i,
  /\binvalid user\b|\billegal user\b/i,
  /\bmaximum authentication attempts\b/i,
  /\bpassword mismatch\b|\b(?:wrong|bad|incorrect|invalid) password\b|\bpassword (?:is )?incorrect\b|\b(?:invalid|bad) (?:credentials|username[- ]password)\b|\baccess denied for user\b|\bfail login\b|\blog[io]n (?:denied|refused|rejected)\b/i,
];

export const ACCEPTED =
  /\baccepted (?:password|publickey|keyboard-interactive)\b|\blog[io]n (?:succeeded|successful|ok)\b|\bsuccessful (?:login|logon)\b|\blogin: user=|\blogged in\b|\bok login\b|\bsuccessfully authenticated\b|\bauthentication (?:succeeded|successful)\b/i;

const ADDRESS =
  /(?:\b(?:rip|rhost|ip|src|peer|remote|client|addr|address|host|from)[=:\s[(]{1,3}["']?(?:::ffff:)?)((?:\d{1,3}\.){3}\d{1,3}\b|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}\b|(?<=rhost=)[\w.-]+\.[a-z]{2,}\b)/i;
const ANY_ADDRESS = /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}\b/i;

/** As the line writes it; '': it names none. */
export function addressIn(message: string): string {
  return ADDRESS.exec(message)?.[1] ?? ANY_ADDRESS.exec(message)?.[0] ?? '';
}

const USERS: readonly RegExp[] = [
  /\b(?:invalid|illegal|unknown) user ["'<]?([\w.@+-]{1,64})/i,
  /\b(?:user(?:name)?[=:]\s?|(?:login|account)=)[<"'[]?([\w.@+-]{1,64})/i,
  /\bfor (?:user )?["'<[]?([\w.@+-]{1,64})["'>\]]? from\b/i,
  /\b(?:for|of) user ["'<[]?([\w.@+-]{1,64})/i,
  /\b\w[\w-]*\(([\w.@+-]{1,64}),(?:\d{1,3}\.|[0-9a-f]*:)/i,
];
/** Words that stand where a name would. */
const NO_NAME = /^(?:from|for|not|unknown|is|the|user|in|at|by|password|failed|root@)$/i;

/** As the line writes it; '': it names none. */
export function userIn(message: string): string {
  for (const pattern of USERS) {
    const name = pattern.exec(message)?.[1] ?? '';
    if (name !== '' && !NO_NAME.test(name)) return name;
  }
  return '';
}
