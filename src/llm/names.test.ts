import { expect, test } from 'vitest';
import { unstatedName } from './names';

const STATED = 'T29 appeared\ncom.acme.shop.db.SlowQueryLog on db-7: shop-api reads /var/lib/x and 10.0.0.5';

test('names that stand there, in any case and as whole parts, are stated', () => {
  const text = "In T29 the slowquerylog of com.acme.shop on db-7 and shop-api's /var/lib/x at 10.0.0.5";
  expect(unstatedName(text, STATED)).toBeNull();
});

test('others are not', () => {
  for (const name of ['T2', 'db-70', '10.0.0.50', '/etc', 'QueryLog', 'acme_shop', 'Kafka', 'SQL', 'дb'])
    expect(unstatedName(`it is ${name} that fails`, STATED)).toBe(name);
});

test('a word in front may be large; a quantity is no name', () => {
  expect(unstatedName('Threads wait 22 minutes, 20-minute spans, at 13:30 on 2026-03-10', STATED)).toBeNull();
});
