// What the faces of the bridge are drawn of, as text only: what is shown is hostile.
import type { OutgoingRequest } from '../contracts/outgoing';
import { visible } from '../core/ticket/neutral';
import type { Prepared } from './prepare';
import { showSecrets } from './secret-text';
import type { SenderField } from './sender';
import { senderOf } from './senders';

/** What is drawn of a long body at first. */
const MAX_SHOWN = 200_000;
const HEX_BYTES = 512;

/** Draws, and waits for the person; ends with `otherwise` when the signal fires. */
export function asking<T>(
  signal: AbortSignal,
  otherwise: T,
  drawWith: (done: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(otherwise);
    signal.addEventListener('abort', () => resolve(otherwise), { once: true });
    drawWith(resolve);
  });
}

export function facts(
  { approval, headers }: Prepared,
  request: OutgoingRequest,
  isSocket = false,
): HTMLElement {
  const list = document.createElement('dl');
  const row = (name: string, value: string, testId: string): void => {
    const shown = node('dd', value, 'mono');
    shown.dataset.testid = testId;
    list.append(node('dt', name), shown);
  };
  const address = visible(approval.address);
  const to = isSocket ? `WebSocket ${address.replace(/^http/, 'ws')}` : `${approval.method} ${address}`;
  row('To', to, 'bridge-address');
  row('Size', `${approval.numBytes.toLocaleString('en')} bytes`, 'bridge-size');
  const replaced = approval.redacted.map(({ kind, num }) => `${num} × ${visible(kind)}`).join(', ');
  row('Replaced before', replaced === '' ? 'nothing' : replaced, 'bridge-redacted');
  // As they leave but for the keys, which stand by their names.
  const shown = request.headers.map(([name, value]) => `${name}: ${visible(showSecrets(value))}`);
  row('Headers', headers.length === 0 ? 'none of ours' : shown.join('\n'), 'bridge-headers');
  return list;
}

export function bodyOf({ body }: Prepared, { body: asked }: OutgoingRequest): HTMLElement {
  const shown = document.createElement('pre');
  shown.tabIndex = 0;
  shown.dataset.testid = 'bridge-body';
  if (asked === null || body === null) shown.textContent = 'No body: only the address is asked.';
  else if (asked.kind === 'text') shown.textContent = cutText(visible(showSecrets(asked.text)));
  else void describeFile(asked.name, asked.blob).then((text) => (shown.textContent = text));
  return shown;
}

/** Text as it is; anything else by its first bytes and its sum. */
async function describeFile(name: string, blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.slice(0, MAX_SHOWN).arrayBuffer());
  const head = `The file ${visible(name)}, ${blob.size.toLocaleString('en')} bytes, SHA-256 ${await sumOf(blob)}\n\n`;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return head + visible(text) + rest(blob.size - bytes.length);
  } catch {
    const hex = Array.from(bytes.subarray(0, HEX_BYTES), (byte) => byte.toString(16).padStart(2, '0'));
    const lines = Array.from({ length: Math.ceil(hex.length / 16) }, (_, i) =>
      hex.slice(i * 16, i * 16 + 16).join(' '),
    );
    return head + lines.join('\n') + rest(blob.size - hex.length);
  }
}

async function sumOf(blob: Blob): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function cutText(text: string): string {
  return text.slice(0, MAX_SHOWN) + rest(text.length - MAX_SHOWN);
}

function rest(num: number): string {
  return num > 0 ? `\n… and ${num.toLocaleString('en')} more, sent as they are.` : '';
}

interface DrawnField {
  readonly name: string;
  readonly element: HTMLElement;
  value(): string;
  focus(): void;
}

export function drawnField(
  { name, label, isSecret, initial = '', options }: SenderField,
  place = '',
): DrawnField {
  const element = document.createElement('label');
  const control = options === undefined ? document.createElement('input') : document.createElement('select');
  if (control instanceof HTMLInputElement) {
    control.type = isSecret ? 'password' : 'text';
    control.autocomplete = 'off';
    control.spellcheck = false;
  }
  for (const option of options ?? []) control.append(new Option(option, option));
  control.value = initial;
  control.name = name;
  control.dataset.testid = `bridge-${name}`;
  element.append(node('span', place === '' ? label : `${label}, for ${place}`), control);
  return { name, element, value: () => control.value, focus: () => control.focus() };
}

/** A sender says what its key is; of another only its name is known. */
export function labelOf(name: string): string {
  const labels = ['pagerduty', 'github', 'jira', 'bucket'].flatMap((id) => senderOf(id)?.fields ?? []);
  return labels.find((field) => field.name === name)?.label ?? `${name}`;
}

export function placeOf(origin: string | null): string {
  return origin === null ? 'the host in it' : visible(origin);
}

export function alert(text: string): HTMLElement {
  const element = node('p', text, 'complaint');
  element.setAttribute('role', 'alert');
  return element;
}

export function actions(...buttons: readonly HTMLElement[]): HTMLElement {
  const element = node('div', '', 'actions');
  element.append(...buttons);
  return element;
}

export function button(text: string, className: string, onClick: () => void): HTMLElement {
  const element = node('button', text, className) as HTMLButtonElement;
  element.type = 'button';
  element.addEventListener('click', (event) => {
    // By a person's hand only.
    if (event.isTrusted) onClick();
  });
  return element;
}

export function node(tag: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}
