// In: the URL of a script. Out: the same URL in the form that Trusted Types ask for, if it is one of ours.
import { URL_POLICY } from './policy';

interface UrlPolicy {
  createScriptURL(url: string): unknown;
}

let policy: UrlPolicy | null = null;

/**
 * A script URL that `Worker` and `serviceWorker.register` accept under Trusted Types.
 * @throws TypeError when the URL is neither of the page's own origin nor a blob of it.
 */
export function trustedScriptUrl(url: string): string {
  policy ??= createUrlPolicy();
  // The DOM's types still say string where browsers take a TrustedScriptURL.
  return policy.createScriptURL(url) as string;
}

function createUrlPolicy(): UrlPolicy {
  const rules: UrlPolicy = { createScriptURL: ownUrl };
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: UrlPolicy): UrlPolicy };
  };
  return trustedTypes?.createPolicy(URL_POLICY, rules) ?? rules;
}

/** Own origin, `blob:<own origin>/...` included: a blob's origin is that of the page that made it. */
function ownUrl(url: string): string {
  const absolute = new URL(url, globalThis.location.href);
  if (absolute.origin !== globalThis.location.origin)
    throw new TypeError(`not a script of this page: ${absolute.href}`);
  return absolute.href;
}
