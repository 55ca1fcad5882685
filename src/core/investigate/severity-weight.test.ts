import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../contracts/units';
import { isTraceText } from '../features/trace-text';
import { gravityOf } from './severity-weight';

describe('gravity', () => {
  it.each([
    'Traceback (most recent call last):',
    'File "/<*>", line <*>, in <*>',
    'at com.acme.shop.Order.pay(Order.java:<*>)',
    'res = self.dispatcher.dispatch(message)',
    'return self._do_dispatch(endpoint, method, ctxt, args)',
    'for _state in self.run_iter(timeout=timeout):',
    'do_driver_attach=True)',
    '**volume_spec)',
    'ectxt.value = e.inner_exc',
    'return {key: creator(*creator_args)}',
    "self['mountpoint'], mode)",
    'failures[<*>].reraise()',
    '<*> <IP>',
    '',
  ])('takes %s for a part of a trace', (text) => {
    expect(isTraceText(text)).toBe(true);
  });

  it.each([
    'TypeError: create() takes at least <*> arguments (<*> given)',
    'Out of Memory: Killed process <*> (<*>).',
    'Connection(<*>) closed by peer',
    'for user root: authentication failed',
    'com.acme.PoolException: no connection (timeout)',
    '<*> double-hummer alignment exceptions',
    'ERROR',
  ])('takes %s for a message', (text) => {
    expect(isTraceText(text)).toBe(false);
  });

  it('goes by the level, and by words where there is none or they say more', () => {
    const weight = (level: (typeof LEVELS)[number], text: string) => gravityOf(LEVELS.indexOf(level), text);
    expect(weight('fatal', 'gone')).toBeGreaterThan(weight('error', 'gone'));
    expect(weight('', 'Out of memory: killed')).toBe(weight('fatal', 'gone'));
    expect(weight('info', 'connection refused')).toBe(weight('warn', 'slow'));
    expect(weight('info', 'request served')).toBe(1);
    expect(weight('debug', 'request failed')).toBeLessThan(1);
  });
});
