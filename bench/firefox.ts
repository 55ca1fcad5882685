// Finds an installed Firefox, and starts it as Playwright wants to: over WebDriver BiDi, which stock Firefox speaks, so that no build of
// Playwright's own is needed.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** Path of Firefox: FIREFOX_PATH or the usual places; null where there is none. @throws Error */
export function findFirefox(): string | null {
  const named = process.env.FIREFOX_PATH;
  if (!named) return PLACES.find((path) => existsSync(path)) ?? null;
  if (existsSync(named)) return named;
  throw new Error(`FIREFOX_PATH names no file: ${named}`);
}

/** Where the Firefox of this process saves downloads: what it says about them differs by version, what lies in the folder does not. */
export const FIREFOX_DOWNLOADS = join(
  tmpdir(),
  `harbinger-firefox-${process.env.TEST_PARALLEL_INDEX ?? process.pid}`,
);

/** Nothing is asked for but the page. */
export const FIREFOX_PREFS: Readonly<Record<string, string | number | boolean>> = {
  'browser.download.folderList': 2,
  'browser.download.dir': FIREFOX_DOWNLOADS,
  'services.settings.server': 'data:,',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.download.alwaysOpenPanel': false,
  // A test reads what it copied.
  'dom.events.testing.asyncClipboard': true,
};

interface Socket {
  send(data: string, ...rest: unknown[]): void;
  emit(event: string, ...rest: unknown[]): boolean;
}

/** What Playwright sends at the start and Firefox before 153 does not know: none of it is needed. */
const OPTIONAL = /^(network\.addDataCollector|emulation\.set\w+)$/;
/** What is not sent at all: FIREFOX_DOWNLOADS stands in the preferences. */
const UNSENT = 'browser.setDownloadBehavior';
const EVALUATE = '(utilityScript, ...args) => utilityScript.evaluate(...args)';

/**
 * What Playwright says to Firefox, and hears, is changed in three places from now on, in this process:
 * - Code of a test runs by `eval` inside the page, which the page's policy refuses. It is sent as the function that Firefox itself calls,
 *   which stands above policies, as in Chromium.
 * - An older Firefox answers OPTIONAL with 'unknown command', at which Playwright gives up. That answer is taken for a yes.
 * - Where downloads go is settled by FIREFOX_DOWNLOADS, and the command for it is not sent.
 */
export function speakToFirefox(): void {
  const fromPlaywright = createRequire(createRequire(import.meta.url).resolve('playwright'));
  const { ws } = fromPlaywright('playwright-core/lib/utilsBundle') as { ws: { prototype: Socket } };
  const { send, emit } = ws.prototype;
  const optional = new Set<number>();
  ws.prototype.send = function (data, ...rest) {
    const message = JSON.parse(data);
    if (message.method === UNSENT)
      return void setImmediate(() => emit.call(this, 'message', Buffer.from(yes(message.id)), false));
    if (OPTIONAL.test(message.method)) optional.add(message.id);
    const isCall =
      message.method === 'script.callFunction' && message.params.functionDeclaration === EVALUATE;
    return send.call(this, isCall ? JSON.stringify(withoutEval(message)) : data, ...rest);
  };
  ws.prototype.emit = function (event, ...rest) {
    if (event !== 'message' || optional.size === 0) return emit.call(this, event, ...rest);
    const { id, error } = JSON.parse(String(rest[0]));
    if (!optional.delete(id) || error !== 'unknown command') return emit.call(this, event, ...rest);
    return emit.call(this, event, Buffer.from(yes(id)), ...rest.slice(1));
  };
}

function yes(id: number): string {
  return JSON.stringify({ type: 'success', id, result: { collector: '' } });
}

interface CallFunction {
  readonly params: {
    functionDeclaration: string;
    /** utilityScript, isFunction, returnByValue, expression, ... */
    readonly arguments: readonly { readonly value?: unknown }[];
  };
}

/** The same call with its code in the declaration. */
function withoutEval(message: CallFunction): CallFunction {
  const { params } = message;
  const code = codeOf(params);
  const body = [`(${code}\n)`, `{ ${code}\n}`].find(isCode);
  if (body !== undefined)
    params.functionDeclaration = `(utilityScript, ...args) => utilityScript.evaluate.call(
      Object.assign(Object.create(utilityScript), { global: { eval: () => ${body} } }), ...args)`;
  return message;
}

function isCode(text: string): boolean {
  try {
    new Function(text);
    return true;
  } catch {
    return false;
  }
}

/** What is to be evaluated; what it evaluates in its turn is put in its place. */
function codeOf({ arguments: given }: CallFunction['params']): unknown {
  const code = given[3]?.value;
  if (typeof code === 'string' && code.includes('injectedScript.extend(')) return TYPING;
  if (typeof code !== 'string' || !code.includes('.eval(')) return code;
  const [, inner] = INNER_CODE.exec(JSON.stringify(given.slice(4))) ?? [];
  return inner === undefined
    ? code
    : code.replace(/\w+\.eval\([^()]*(?:"\("[^()]*"\)")?\)/, () => `(${JSON.parse(inner)}\n)`);
}

/** As Playwright serialises the properties of an argument. */
const INNER_CODE =
  /"(?:functionText|expression)"\}\],?\[\{"type":"string","value":"v"\},\{"type":"string","value":("(?:[^"\\]|\\.)*")\}/;

/**
 * Stands in for Playwright's only extension of the page, which types text: its own is evaluated once more, and sets the value in a way that React
 * does not see. This is what a keyboard does. Gives back the frame that has to do it instead.
 */
const TYPING = `() => {
  window.__pw_bidiInsertText = (text) => {
    let active = document.activeElement;
    while (active?.shadowRoot) active = active.shadowRoot.activeElement;
    if (active?.localName === 'iframe') return active;
    document.execCommand('insertText', false, text);
  };
}`;
