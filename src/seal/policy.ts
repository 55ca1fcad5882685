// In: whether the page is built or served for development. Out: the content security policy, as one string. The same
// text stands in index.html (meta) and on every response of the service worker. W3C CSP level 3, Trusted Types.

/** Names of the Trusted Types policies that the page may create; anything else throws. */
export const URL_POLICY = 'harbinger-url';
const TEXT_POLICY = 'default';

const SEALED: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self' blob:",
  'connect-src': "'self'",
  'img-src': "'self' data: blob:",
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'frame-src': "'none'",
};

const TRUSTED_TYPES: Readonly<Record<string, string>> = {
  'require-trusted-types-for': "'script'",
  'trusted-types': `${URL_POLICY} ${TEXT_POLICY}`,
};

/** Vite's development client needs an inline script and HTML of its own; requests stay as closed as in the build. */
const DEVELOPMENT: Readonly<Record<string, string>> = {
  'script-src': "'self' 'unsafe-inline' 'wasm-unsafe-eval'",
};

/**
 * The policy; `mode` 'built' is what readers get.
 * @param frames addresses by which the bridge, the only frame, is known, with blanks between; null: there is no door
 */
export function contentSecurityPolicy(mode: 'built' | 'development', frames: string | null = null): string {
  const sealed = frames === null ? SEALED : { ...SEALED, 'frame-src': frames };
  const directives = mode === 'built' ? { ...sealed, ...TRUSTED_TYPES } : { ...sealed, ...DEVELOPMENT };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Of sw.js itself, as a header, since a worker takes its policy from its own response: it loads the app's files and nothing else. */
export const SERVICE_WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** Name of the meta element by which the page learns where the bridge is; it is there only where the door is open. */
export const DOOR_META = 'harbinger-bridge';

/**
 * Of the bridge, as a header: a frame that no page can reach into, which may ask other origins. The page itself names its script by hash.
 * @param parent origins that may frame it
 * @param isOpaque it shares its origin with the sealed page, so it gets none of its own
 */
export function bridgePolicy(parent: string, isOpaque: boolean): string {
  return [
    `sandbox allow-scripts${isOpaque ? '' : ' allow-same-origin'}`,
    `frame-ancestors ${parent}`,
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    'connect-src https: http: wss: ws:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
