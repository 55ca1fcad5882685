// What the person sees of the bridge: fields to fill in, the request as it would leave, and the decision. Built by hand, as text only: what
// is shown is hostile.
import type { OutgoingRequest } from '../contracts/outgoing';
import { STREAM_READINGS, type StreamReading } from '../contracts/stream';
import { visible } from '../core/ticket/neutral';
import type { Decision, Face } from './face';
import type { Prepared } from './prepare';
import { showSecrets } from './secret-text';
import type { Entries, SenderField } from './sender';
import { senderOf } from './senders';
import { againWords, KEY_PLACES, type KeyPlace, type StreamEntries } from './stream/plan';

/** What is drawn of a long body at first. */
const MAX_SHOWN = 200_000;
const HEX_BYTES = 512;

/** @param root is emptied for each thing that is shown */
export function createFace(root: HTMLElement): Face {
  const draw = (...children: readonly (Node | string)[]): void => root.replaceChildren(...children);
  return {
    showIdle: (open) =>
      draw(
        node('h1', 'The bridge'),
        node(
          'p',
          'Nothing leaves but what you allow here. Keys that you type are forgotten when this closes.',
        ),
        ...open.map((address) => node('p', `A stream is open: ${visible(address)}`, 'mono')),
      ),
    showSending: (address) => draw(node('h1', 'Sending …'), node('p', address, 'mono')),
    askEntries: (sender, item, complaint, signal) =>
      asking<Entries | null>(signal, null, (done) => {
        const fields = sender.fields.filter(({ isSecret }) => !isSecret).map((field) => drawnField(field));
        draw(
          node('h1', sender.label),
          node('p', `${item.name} would be sent. You see all of it before it leaves.`),
          ...(complaint === '' ? [] : [alert(complaint)]),
          ...fields.map(({ element }) => element),
          actions(
            button('Go on', 'primary', () =>
              done(Object.fromEntries(fields.map(({ name, value }) => [name, value()]))),
            ),
            button('Do not send', '', () => done(null)),
          ),
        );
        fields[0]?.focus();
      }),
    askKeys: (wanted, signal) =>
      asking<ReadonlyMap<string, string> | null>(signal, null, (done) => {
        const fields = wanted.map(({ name, origin }) =>
          drawnField({ name, label: labelOf(name), isSecret: true }, placeOf(origin)),
        );
        draw(
          node('h1', wanted.length === 1 ? 'A key is needed' : 'Keys are needed'),
          node(
            'p',
            'It stays in the memory of this frame, goes nowhere but there, and is forgotten when this closes.',
          ),
          ...fields.map(({ element }) => element),
          actions(
            button('Go on', 'primary', () =>
              done(new Map(fields.map(({ name, value }) => [name, value().trim()]))),
            ),
            button('Do not send', '', () => done(null)),
          ),
        );
        fields[0]?.focus();
      }),
    askStream: ({ address, reading }, complaint, signal) =>
      asking<StreamEntries | null>(signal, null, (done) => {
        const given = (name: string, label: string, initial: string, options?: readonly string[]) =>
          drawnField({ name, label, isSecret: false, initial, ...(options && { options }) });
        const fields = {
          address: given('address', 'Address', visible(address)),
          reading: given('reading', 'Read as', reading, STREAM_READINGS),
          keyPlace: given('key-place', 'Its key goes into', KEY_PLACES[0], KEY_PLACES),
          keyName: given('key-name', 'Name of that header, or of the parameter in the address', ''),
        };
        draw(
          node('h1', 'A stream of lines'),
          node('p', 'What it is asked by is shown before it begins. A key is typed on the next page.'),
          ...(complaint === '' ? [] : [alert(complaint)]),
          ...Object.values(fields).map(({ element }) => element),
          actions(
            button('Go on', 'primary', () =>
              done({
                address: fields.address.value(),
                reading: fields.reading.value() as StreamReading,
                keyPlace: fields.keyPlace.value() as KeyPlace,
                keyName: fields.keyName.value(),
              }),
            ),
            button('Do not open it', '', () => done(null)),
          ),
        );
        fields.address.focus();
      }),
    decideStream: (prepared, plan, signal) =>
      asking<boolean>(signal, false, (done) => {
        draw(
          node('h1', 'Open this stream?'),
          facts(prepared, plan.request, plan.isSocket),
          node('h2', 'What leaves'),
          node('p', `The request above, and no body. ${againWords(plan)}`),
          node('p', 'It is open until you stop following, close the bridge or leave the page.'),
          actions(
            button('Open the stream', 'primary', () => done(true)),
            button('Do not open it', '', () => done(false)),
          ),
        );
        root.scrollTop = 0;
      }),
    decide: (prepared, request, signal) =>
      asking<Decision>(signal, 'no', (done) => {
        draw(
          node('h1', 'Send this?'),
          facts(prepared, request),
          node('h2', 'What leaves, byte for byte'),
          bodyOf(prepared, request),
          actions(
            button('Send', 'primary', () => done('once')),
            button('Send, and ask no more for this address until this closes', '', () =>
              done('until-closed'),
            ),
            button('Do not send', '', () => done('no')),
          ),
        );
        root.scrollTop = 0;
      }),
  };
}

/** Draws, and waits for the person; ends with `otherwise` when the signal fires. */
function asking<T>(
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

function facts({ approval, headers }: Prepared, request: OutgoingRequest, isSocket = false): HTMLElement {
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

function bodyOf({ body }: Prepared, { body: asked }: OutgoingRequest): HTMLElement {
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

function drawnField({ name, label, isSecret, initial = '', options }: SenderField, place = ''): DrawnField {
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
function labelOf(name: string): string {
  const labels = ['pagerduty', 'github', 'jira', 'bucket'].flatMap((id) => senderOf(id)?.fields ?? []);
  return labels.find((field) => field.name === name)?.label ?? `${name}`;
}

function placeOf(origin: string | null): string {
  return origin === null ? 'the host in it' : visible(origin);
}

function alert(text: string): HTMLElement {
  const element = node('p', text, 'complaint');
  element.setAttribute('role', 'alert');
  return element;
}

function actions(...buttons: readonly HTMLElement[]): HTMLElement {
  const element = node('div', '', 'actions');
  element.append(...buttons);
  return element;
}

function button(text: string, className: string, onClick: () => void): HTMLElement {
  const element = node('button', text, className) as HTMLButtonElement;
  element.type = 'button';
  element.addEventListener('click', (event) => {
    // By a person's hand only.
    if (event.isTrusted) onClick();
  });
  return element;
}

function node(tag: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}
