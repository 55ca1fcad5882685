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

/** The policy; `mode` 'built' is what readers get. */
export function contentSecurityPolicy(mode: 'built' | 'development'): string {
  const directives = mode === 'built' ? { ...SEALED, ...TRUSTED_TYPES } : { ...SEALED, ...DEVELOPMENT };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Of sw.js itself, as a header, since a worker takes its policy from its own response: it loads the app's files and nothing else. */
export const SERVICE_WORKER_POLICY = "default-src 'none'; connect-src 'self'";
