import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { trustedScriptUrl } from './trusted-url';

beforeEach(() => {
  vi.stubGlobal('location', new URL('https://logs.test/harbinger/'));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('takes scripts and blobs of the own origin', () => {
  expect(trustedScriptUrl('sw.js')).toBe('https://logs.test/harbinger/sw.js');
  expect(trustedScriptUrl('blob:https://logs.test/1-2-3')).toBe('blob:https://logs.test/1-2-3');
});

it.each([
  'https://evil.test/x.js',
  '//evil.test/x.js',
  'https://logs.test:8443/x.js',
  'http://logs.test/x.js',
  'data:text/javascript,alert(1)',
  'javascript:alert(1)',
  'blob:https://evil.test/1-2-3',
])('refuses %s', (url) => {
  expect(() => trustedScriptUrl(url)).toThrow(TypeError);
});
