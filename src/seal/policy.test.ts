import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './policy';

function directives(policy: string): Map<string, string> {
  return new Map(
    policy.split('; ').map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]),
  );
}

describe('contentSecurityPolicy', () => {
  const built = directives(contentSecurityPolicy('built'));

  it('lets requests reach the own origin only', () => {
    expect(built.get('connect-src')).toBe("'self'");
    expect(built.get('default-src')).toBe("'none'");
    for (const name of ['form-action', 'frame-src', 'object-src', 'base-uri'])
      expect(built.get(name)).toBe("'none'");
  });

  it('names no host, no scheme but data and blob, and no way to run text', () => {
    const sources = [...built.values()].flatMap((value) => value.split(' '));
    expect(sources.filter((source) => /[.*]|^https?:|^wss?:/.test(source))).toEqual([]);
    expect(built.get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
  });

  it('asks for Trusted Types in the build', () => {
    expect(built.get('require-trusted-types-for')).toBe("'script'");
    expect(built.get('trusted-types')).not.toContain('allow-duplicates');
  });

  it('keeps requests as closed in development', () => {
    const development = directives(contentSecurityPolicy('development'));
    for (const name of ['connect-src', 'img-src', 'form-action', 'frame-src', 'worker-src']) {
      expect(development.get(name)).toBe(built.get(name));
    }
  });
});
