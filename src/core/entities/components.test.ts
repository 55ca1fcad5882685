import { describe, expect, it } from 'vitest';
import {
  componentInMessage,
  componentOf,
  componentOfFile,
  componentOfFrame,
  componentOfSource,
} from './components';

describe('a source stands for the part of the system', () => {
  it.each([
    // Dotted loggers: the package with the service below it, or the class that says something.
    ['shop.billing.invoices', 'shop'],
    ['nova.compute.manager', 'nova-compute'],
    ['nova.osapi_compute.wsgi.server', 'nova-api'],
    ['org.apache.hadoop.hdfs.server.datanode.DataNode', 'DataNode'],
    ['dfs.DataNode$PacketResponder', 'DataNode'],
    ['o.e.c.r.a.DiskThresholdMonitor', 'DiskThresholdMonitor'],
    ['shop::db', 'shop'],
    ['CqlQueryExecutor.java:144', 'CqlQueryExecutor'],
    ['db/pool.go:7', 'db'],
    // Tags, units, containers, pods.
    ['sshd(pam_unix)[19937]', 'sshd'],
    ['ceph-osd[123]', 'ceph-osd'],
    ['cron.service', 'cron'],
    ['checkout-7d9f8b6c5d-x2k4q', 'checkout'],
    ['pod/web-7c9d8f6b5d-x2abc/web', 'web'],
    ['db-1', 'db-1'],
  ])('%s is %s', (source, name) => expect(componentOfSource(source)?.name).toBe(name));

  it.each([
    '',
    'main',
    'root',
    'app',
    'Server',
    'worker-3',
    'http-nio-8080-exec-1',
    'Query pool thread-4',
    'main.go:12',
    'shop@orders/web',
    'root@db1',
  ])('%s says nothing', (source) => expect(componentOfSource(source)).toBeNull());
});

describe('the deepest own frame of a trace', () => {
  it.each([
    ['cinder/volume/manager.py', 'attach_volume', 'cinder-volume'],
    ['/srv/orders/worker.py', 'reserve', 'orders'],
    ['/opt/app/orders/stock.py', 'reserve', 'orders'],
    ['/home/ci/orders/stock.py', 'reserve', 'orders'],
    ['CartService.java', 'com.acme.cart.CartService.add', 'CartService'],
    ['internal/store/pg.go', 'github.com/acme/shop/internal/store.(*DB).Query', 'store'],
    ['src/billing/pay.js', 'Pay.charge', 'billing'],
  ])('%s %s is of %s', (file, name, component) =>
    expect(componentOfFrame({ file, line: 1, name })?.name).toBe(component),
  );
});

describe('a message names', () => {
  it.each([
    ["queue-db@0.service: Failed with result 'exit-code'.", 'queue-db@0'],
    ['Out of memory: Killed process 1234 (httpd) total-vm:1kB', 'httpd'],
    ['Failed to start storage daemon osd.3.', 'osd.3'],
    ['Back-off restarting failed container checkout-api', 'checkout-api'],
  ])('%s', (message, name) => expect(componentInMessage(message)?.name).toBe(name));

  it('nobody', () => {
    for (const message of ['connection refused', 'listening on 10.0.0.1:80', 'took 12.5 ms', 'a.1.2 is out'])
      expect(componentInMessage(message)).toBeNull();
  });
});

describe('a file is named for', () => {
  it.each([
    ['logs/cinder-volume.log.1.gz', 'cinder-volume'],
    ['user-service/stdout.log', 'user-service'],
    ['mysql/error.log', 'mysql'],
    ['node1.log', 'node1'],
    ['pay-2024-01-05.log', 'pay'],
  ])('%s', (path, name) => expect(componentOfFile(path)?.name).toBe(name));

  it.each(['syslog', 'var/log/messages', 'app.log', 'system.log.2.gz'])('nothing: %s', (path) =>
    expect(componentOfFile(path)).toBeNull(),
  );
});

describe('of what a record says, the most trustworthy', () => {
  const origin = { frame: null, source: 'oslo_messaging.rpc.server', message: 'Exception', file: 'all.log' };
  it('is its trace, before the logger that only carries calls', () => {
    const frame = { file: 'cinder/volume/manager.py', line: 630, name: 'attach_volume' };
    expect(componentOf({ ...origin, frame })).toEqual({
      name: 'cinder-volume',
      kind: 'service',
      from: 'trace',
    });
  });
  it('is the file, where the logger only carries calls and there is no trace', () => {
    expect(componentOf({ ...origin, file: 'cinder-volume.log' })?.name).toBe('cinder-volume');
  });
  it('is the logger, before the file', () => {
    expect(componentOf({ ...origin, source: 'nova.compute.manager' })?.name).toBe('nova-compute');
  });
  it('is the unit that is spoken of, where systemd or the kernel speak', () => {
    expect(componentOf({ ...origin, source: 'systemd', message: 'a-b.service: Failed.' })?.name).toBe('a-b');
    expect(componentOf({ ...origin, source: 'kernel', message: 'eth0: link down' })?.name).toBe('kernel');
  });
  it('is nothing, where nothing is named', () => {
    expect(componentOf({ frame: null, source: '', message: 'it broke', file: 'app.log' })).toBeNull();
  });
});
