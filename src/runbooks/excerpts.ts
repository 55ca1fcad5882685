/**
 * Log excerpts for the search test, of our own writing: what each trouble looks like in templates and lines, worded otherwise than
 * the symptoms of its runbook wherever a program could word it so.
 */
export const EXCERPTS: Readonly<Record<string, readonly string[]>> = {
  'db-connection-pool-exhausted': [
    'ERROR o.a.t.j.pool.ConnectionPool [http-nio-<*>] Unable to fetch a connection in <*> seconds, none available[size:<*>; busy:<*>; idle:<*>; lastwait:<*>]',
    'WARN checkout failed: could not borrow connection for tenant <*>, all <*> database connections in use, <*> callers waiting',
  ],
  'slow-queries-missing-index': [
    'WARN orders-db statement ran for <*> ms, plan used sequential scan of table orders, rows removed by filter <*>',
    'ERROR: query cancelled because of statement timeout, SELECT * FROM orders WHERE customer_id = <*>',
  ],
  'etcd-quorum-lost': [
    'WARN etcdserver/raft.go: <*> has no leader at term <*>; 2 of 3 members unreachable, quorum not met, dropping proposal',
    'WARN wal: sync duration of <*>s, expected less than 1s; etcd member <*> missed heartbeat to peer <*>',
  ],
  'mysql-connections-refused': [
    'ERROR sqlalchemy.pool: (1040) mysql server at db1 takes no further connection, max_connections=<*> in use',
    'WARN mariadbd: connection <*> dropped, <*> connections open, user app over its max_user_connections',
  ],
  'linux-oom-killer': [
    'kernel: httpd: page allocation failed. order:<*>, mode:<HEX>',
    'kernel: Killed process <*> (java) anon-rss:<*>kB, file-rss:<*>kB because the system ran out of memory and swap',
  ],
  'java-heap-out-of-memory': [
    'Exception in thread "worker-<*>" OutOfMemoryError: unable to allocate object in heap of <*> MB, dumping java_pid<*>.hprof',
    'ERROR metaspace of JVM is used up, -Xmx reached, heap dump written',
  ],
  'jvm-gc-pauses': [
    'WARN [gc] stop-the-world collection took <*> ms, old generation <*> of <*> after collecting, no heartbeat sent meanwhile',
    'GC(<*>) Pause Young (Evacuation Failure) <*>M-><*>M(<*>M) <*>ms, then full collection <*>ms',
  ],
  'disk-full': [
    'postgres: PANIC: could not write to WAL file "<*>": out of space on /var/lib/postgresql, 0 bytes free on volume',
    'ERROR rsyslogd: write failed on /var/log/app.log, file system has no space, disk 100 % used',
  ],
  'inode-exhaustion': [
    'ERROR php: session_start(): cannot create file /var/lib/php/sessions/sess_<*>, df -h shows space but inodes used up',
    'monitor: filesystem /var inode usage 100 %, <*> small files in maildrop',
  ],
  'tls-certificate-expired': [
    'ERROR ssl: handshake with ldap.internal:<*> aborted, peer certificate expired on <*>, issuer CN=Internal CA',
    'WARN cert monitor: x509 cert for api.internal runs out in <*> days, not renewed',
  ],
  'dns-failure': [
    'ERROR could not look up address of payments.svc.cluster.local: resolver at <IP>:53 did not answer, name resolution failed',
    'coredns [ERROR] plugin/errors: <*> payments.svc. A: read udp <IP>:<*>-><IP>:53: i/o timeout',
  ],
  'retry-storm': [
    'WARN client: attempt <*> of <*> to inventory failed, next retry after <*> ms backoff',
    'ERROR gateway: breaker for inventory opened, <*> retries pending, load on callee <*> times normal',
  ],
  'rate-limited-429': [
    'WARN github client: server answered 429, throttled, Retry-After <*> s, x-ratelimit-remaining 0',
    'ERROR pull of image from registry refused: anonymous pull limit reached, quota used up',
  ],
  'hdfs-datanode-dead': [
    'WARN dfs.DataNode$DataXceiver: <IP>:<*>:Got exception while serving <*> to /<IP>: SocketTimeoutException: <*> millis timeout',
    'INFO dfs.FSNamesystem: DataNode <IP>:<*> sent no heartbeat for <*> s, removed, its blocks will be replicated from other datanodes in pipeline',
  ],
  'hdfs-block-corruption': [
    'WARN DFSClient: Found Checksum error for <*> from <IP>:<*> at <*>, replica reported as corrupt',
    'INFO fsck: <*> missing blocks, <*> corrupt replicas, <*> blocks below wanted replication',
  ],
  'hdfs-namenode-safe-mode': [
    'INFO hdfs.StateChange: STATE* NameNode stays in safe mode, reported blocks ratio <*> has not reached threshold <*>',
    'ERROR FSEditLog: quorum of JournalNodes lost, edit log flush failed, NameNode shuts down; standby cannot write',
  ],
  'spark-executor-lost': [
    'ERROR YarnScheduler: executor <*> on <*> went away: container ended by YARN, <*> GB of <*> GB physical memory used, raise memoryOverhead',
    'WARN TaskSetManager: task <*> in stage <*> failed, shuffle output of executor unreachable, FetchFailed',
  ],
  'openstack-instance-stuck': [
    'ERROR nova.scheduler.utils [req-<*>] Error from last host: compute-<*>: instance <UUID> could not be spawned, rescheduling, filter returned 0 hosts',
    'WARN nova.compute.manager [instance: <UUID>] Instance stays in task_state spawning, vm_state building',
  ],
  'cinder-volume-failure': [
    'ERROR cinder.volume.manager [req-<*>] create of volume <UUID> on backend lvm failed: driver not initialized',
    'ERROR nova.virt.block_device [req-<*>] Driver failed to attach volume <UUID> at /dev/vdb: iscsi target not found',
  ],
  'neutron-network-failure': [
    'INFO neutron.wsgi [req-<*>] <IP> "POST /v2.0/networks HTTP/<*>" status: 500 len: <*> time: <*>',
    'ERROR neutron.plugins.ml2.managers port <UUID> could not be bound on host compute-<*>, agent not alive, vif_type unbound',
  ],
  'rabbitmq-messaging-timeout': [
    'ERROR oslo.messaging [req-<*>] no reply to RPC call <*> on topic volume within 60 s, AMQP connection to <IP>:5672 gone, reconnecting',
    'rabbit: memory alarm on node rabbit@<*>, publishers blocked; heartbeats from clients missed',
  ],
  'galera-node-out-of-cluster': [
    '[Warning] WSREP: no quorum: component is non-primary, member <*> suspected and declared inactive, messages relayed',
    '[ERROR] WSREP: bootstrap of cluster from this node refused, grastate.dat says it was not the last to leave',
  ],
  'mysql-deadlocks-replication-lag': [
    'ERROR ORM: (1213, Deadlock detected, transaction rolled back) UPDATE stock SET n = <*>',
    '[Warning] Replica SQL thread stopped on channel main, error 1062, replica is <*> seconds behind source',
  ],
  'postgresql-too-many-clients': [
    'FATAL: all <*> connection slots in use, max_connections reached, client from <IP> refused',
    'ERROR django: OperationalError: too many clients connected to postgres server',
  ],
  'redis-memory-persistence': [
    'ERROR redis: write refused, used_memory above maxmemory and policy noeviction',
    'ERROR redis: background save of RDB failed, fork not possible: memory, writes stopped',
  ],
  'kafka-isr-shrink': [
    'INFO [Partition orders-<*> broker=<*>] ISR shrinks from <*> to <*>, follower lags behind high watermark',
    'WARN producer: partition orders-<*> has fewer in-sync replicas than min.insync.replicas, leader not available',
  ],
  'zookeeper-session-expired': [
    'WARN [QuorumPeer] session <HEX> of client /<IP>:<*> timed out and is closed, ephemeral nodes removed',
    'WARN zookeeper: cannot reach <*> on election port, follower lost, fsync of transaction log slow <*> ms',
  ],
  'kubernetes-crashloop': [
    'Warning BackOff pod/web-<*> kubelet restarts container web again after <*> crashes, last exit code 137 reason OOM',
    'Warning Failed pod/web-<*> image registry/web:<*> could not be pulled, pod waits; liveness probe fails with 500',
  ],
  'kubernetes-node-not-ready': [
    'W node_lifecycle_controller: node worker-<*> has not posted its status for <*> s, marking NotReady, evicting its pods',
    'kubelet: disk pressure on node, eviction of pods begins; PLEG was last seen active <*> ago',
  ],
  'ssh-brute-force': [
    'sshd[<*>]: authentication failed for illegal user <*> from <IP> port <*> ssh2',
    'sshd[<*>]: guessing of root password from <IP>, <*> attempts, disconnecting: too many failures [preauth]',
  ],
  'clock-skew-ntp': [
    'chronyd: system time is <*> s off, no NTP source reachable, clock unsynchronised',
    'ERROR kerberos: time difference between client and KDC is above 5 minutes, check clocks',
  ],
  'supercomputer-memory-errors': [
    'KERNEL INFO <*> L3 EDRAM error(s) (dcr <HEX>) detected and corrected over <*> seconds',
    'RAS KERNEL FATAL parity error in read queue PLB, memory module <*>, ecc uncorrectable on DIMM',
  ],
  'supercomputer-interconnect-errors': [
    'RAS APP FATAL ciod: control stream socket to CioStream closed while reading from <IP>:<*>',
    'RAS KERNEL INFO torus receiver <*> corrected link errors on x+ of node card <*>',
  ],
  'oauth-token-validation': [
    'ERROR SecurityFilter: bearer token refused, issuer <*> does not match, scope missing, 401',
    'WARN oauth2: access token for client <*> expired, jwt signature cannot be verified, kid unknown after key rotation',
  ],
  'load-balancer-502-504': [
    '[error] <*>#<*>: *<*> upstream <IP>:<*> closed connection before response header, answering 502, client: <IP>',
    'haproxy: backend web has no healthy server left, health check timeout, 503 returned',
  ],
  'unexpected-reboot': [
    'kernel: Booting Linux version <*> after unclean shutdown, journal replayed, filesystem was not unmounted',
    'kernel: panic: fatal exception in interrupt, watchdog lockup on CPU<*>, rebooting in <*> seconds',
  ],
  'process-crash-loop': [
    'systemd: billing.service: process ended with code=dumped, status=11/SEGV, restart scheduled, restart counter <*>',
    'supervisord: gave up on worker, it exited too quickly <*> times after start',
  ],
  'thread-pool-exhaustion': [
    'ERROR executor: task rejected, pool size <*>, all workers active, queued tasks <*>',
    'AH00484: all request workers in use, consider raising MaxRequestWorkers; accept failed: open files limit',
  ],
  'memory-leak': [
    'WARN watchdog: resident memory of worker <*> grew to <*> MB after <*> h uptime, limit <*> MB, recycling the leaking process',
    'node: last mark-sweep freed little, JavaScript heap near its limit, memory keeps growing',
  ],
  'connection-refused': [
    'ERROR cache client: connect to <IP>:<*> refused, nobody listens on that port, service is down, giving up after <*> attempts',
    'WARN health: dependency ledger-db refuses connections on port <*>, process not running',
  ],
  'network-partition-timeouts': [
    'ERROR dial <IP>:<*>: host unreachable; connect timed out after <*> s between zones, packets dropped',
    'kernel: eth0: link went down; conntrack table is full, packets are dropped',
  ],
  'openstack-api-errors': [
    'ERROR nova.api.openstack.wsgi [req-<*>] unhandled exception in API, returning 500: DBError (OperationalError) lost connection to MySQL',
    'ERROR glance.api [req-<*>] keystone rejected token of service user, endpoint unreachable, traceback follows',
  ],
  'elasticsearch-cluster-red': [
    'WARN o.e.c.r.a.AllocationService: cluster health turned red, primary shards of index logs-<*> unassigned after node left',
    'ERROR search failed on all shards: parent breaker tripped, request would be larger than limit of heap',
  ],
  'queue-backlog': [
    'WARN worker: <*> jobs waiting in queue mail, oldest <*> min, consumers cannot keep up',
    'ERROR celery: worker died while running task, message returned to queue, delivery <*> of <*>, goes to dead letters',
  ],
  'storage-io-errors': [
    'kernel: sd <*>: [sda] unrecovered read failure at sector <*>, SMART pending sectors <*>, ata<*> link reset',
    'kernel: ext4 filesystem on sda1 turned read-only after journal I/O failure',
  ],
  'noisy-deploy-regression': [
    'ERROR app: AttributeError in render_cart: object has no attribute discount, version <*>, unhandled exception',
    'ERROR sql: unknown column discount_code in field list, code expects newer schema after release',
  ],
  'pm-dropped-index-drained-the-pool': [
    'INFO migration V<*> applied: DROP INDEX idx_orders_customer',
    'WARN slow statement SELECT orders by customer <*> ms; ERROR checkout waits for connection of pool',
  ],
  'pm-leak-hidden-by-restarts': [
    'kernel: oom-killer: worker killed after <*> days uptime, resident memory grew with uploads since last deploy',
    'kernel: page allocation failed in worker, swap used up, deploy freeze',
  ],
  'pm-retry-storm-after-failover': [
    'INFO database failover: new primary takes writes',
    'WARN order service overloaded, retries in every layer without jitter, queue holds expired requests',
  ],
  'pm-cluster-would-not-bootstrap': [
    'systemd restarts mysqld every <*> s, no other node found, bootstrap not safe, primary view not reached',
    '[ERROR] WSREP: connecting to cluster group failed, all nodes stopped by automation',
  ],
  'pm-certificate-nobody-owned': [
    'failed calling webhook: x509 certificate past its end date, pods pending',
    'WARN handshake with admission webhook failed, certificate on disk renewed but not loaded',
  ],
  'pm-datanode-domino': [
    'WARN DataNode: slow disk, receiveBlock exception on volume <*>, pipeline timed out, heartbeat late',
    'INFO NameNode: node dead, re-replication of <*> blocks to the same rack',
  ],
  'pm-volume-service-half-alive': [
    'WARN nova: gave up waiting for volume <UUID>, still in creating',
    'INFO queue cinder-volume: <*> messages, 0 consumers; RPC reply missing after broker restart',
  ],
};
