import { expect, it } from 'vitest';
import { levelOfWords } from './level-words';

/** What daemons write on a day on which nothing happens. */
const ROUTINE = `
vdb2: Process 'bcache-register /dev/vdb2' failed with exit code 1.
message repeated 2 times: [ vdb2: Process 'bcache-register /dev/vdb2' failed with exit code 1.]
vda: failed to get udev uid: Invalid argument
vda: failed to get unknown uid: Invalid argument
vdc: HDIO_GETGEO failed with 25
nvme0n1: Failed to process device, ignoring: No such file or directory
link_config: could not get ethtool features for br0
[12.345678] bcache: register_bcache() error : device already registered
[12.345678] bcache: register_bcache() error : device already registered (emitting change event)
audit: type=1400 audit(1644460000.123:45): apparmor="DENIED" operation="mount" info="failed flags match" error=-13 profile="lxd"
Kernel command line: BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro panic=30 oops=panic
EXT4-fs (sda1): mounted filesystem with ordered data mode. Opts: errors=remount-ro
pcieport 0000:00:1c.0: AER: Corrected error received: 0000:00:1c.0
EDAC MC0: 1 CE memory correctable errors on DIMM A1
Condition check resulted in Process error reports when automatic reporting is enabled being skipped.
(Line 12) Cannot specify scope for IPv6 addresses (fe80::1/64) - ignoring scope
Unable to load script chk_haproxy, ignoring
storehelpers.go:773: cannot refresh: snap has no updates available: "core18", "lxd", "snapd"
FuEngine failed to add device: not supported
failed to get releases for UEFI: No releases found
failed to record HWID: ignored
Failed to load plugin tpm: not supported
0 upgraded, 0 newly installed, 0 to remove and 3 not upgraded.
No packages found that can be upgraded unattended and no errors
Failed password for root from 192.0.2.7 port 4242 ssh2
Failed password for invalid user admin from 192.0.2.7 port 4242 ssh2
pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7
error: kex_exchange_identification: Connection closed by remote host
Received disconnect from 192.0.2.7 port 4242:11: Bye Bye [preauth]
error: maximum authentication attempts exceeded for root from 192.0.2.7 port 4242 ssh2 [preauth]
FAILED LOGIN 3 FROM tty1 FOR root, Authentication failure
Disconnected: Aborted login (auth failed, 1 attempts in 2 secs)
network unreachable resolving 'ns1.example.com/AAAA/IN': 2001:db8::1#53
error (unexpected RCODE REFUSED) resolving 'example.com/A/IN': 192.0.2.1#53
device (wlan0): state change: failed -> disconnected (reason 'none')
Activation via systemd failed for unit 'dbus-org.bluez.service': Unit dbus-org.bluez.service not found.
nginx.service: Main process exited, code=killed, status=15/TERM
SMART self-test completed without error
SMART Usage Attribute: 1 Raw_Read_Error_Rate changed from 117 to 118
scan finished: 120 files, 0 errors
rsync finished, errors: 0
localhost : ok=12 changed=3 unreachable=0 failed=0
opened error log /var/log/mysql/error.log
custom error page loaded
failure detector started
crash recovery is not needed
will retry if the connection failed
non-fatal: hint file is old
osd.0 12 set_numa_affinity unable to identify public interface '' numa node: (2) No such file or directory
session opened for user root by (uid=0)
Started Daily apt download activities.
dhcp4 (eth0): state changed unknown -> bound
Reloading nginx configuration
(CRON) info (No MTA installed, discarding output)
-import java.io.IOException;
} catch (java.io.UnsupportedEncodingException e) {
Tests run: 12, Failures: 0, Errors: 0, Skipped: 1
Synchronized to time server 192.0.2.1:123
`;

/** What they write when something is broken. */
const FAILURES = `
ceph-osd@0.service: Failed with result 'exit-code'.
ceph-osd@0.service: Start request repeated too quickly.
Failed to start Ceph object storage daemon osd.0.
Dependency failed for /data.
Unit mysql.service entered failed state.
nginx.service: Main process exited, code=exited, status=1/FAILURE
auth: unable to find a keyring on /var/lib/ceph/osd/ceph-0/keyring: (2) No such file or directory
failed to fetch mon config (--no-mon-config to skip)
EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0
blk_update_request: I/O error, dev sda, sector 12345
Buffer I/O error on dev dm-0, logical block 12, async page read
XFS (sda1): metadata I/O error in "xfs_trans_read_buf_map" at daddr 0x12 len 8 error 5
ata1.00: failed command: READ FPDMA QUEUED
Out of memory: Killed process 1234 (java) total-vm:12345kB
java[1234]: segfault at 0 ip 00007f sp 00007f error 4 in libc.so
Kernel panic - not syncing: Fatal exception
watchdog: BUG: soft lockup - CPU#3 stuck for 22s!
fatal: Cannot bind any address.
error: Bind to port 22 on 0.0.0.0 failed: Address already in use.
bind() to 0.0.0.0:80 failed (98: Address already in use)
could not connect to server: Connection refused
connect to 10.0.0.4 port 5432 failed: Connection refused
failed to start daemon: error initializing graphdriver
Failed to pull image "shop:12": rpc error: code = Unknown
java.lang.NullPointerException: Cannot invoke "String.length()"
java.lang.IllegalStateException: pool is closed
Traceback (most recent call last):
Unhandled exception in worker 3
Uncaught TypeError: x is not a function
loading configuration: failure
write failed: No space left on device
Remounting filesystem read-only file system
accept4() failed (24: Too many open files)
Host 10.0.0.9 is unreachable
job 17 failed after 3 tries
worker 4 killed by signal 9
order 1234 failed: card service refused
connection 12 to billing-db refused
transaction aborted: deadlock
table orders is marked as crashed
checksum mismatch: page 12 is corrupted
request failed error=110 peer=10.0.0.7
msg="query failed" component=db
dial error="connection refused" target=db
sendmail shutdown failed
backup of /data failed, 3 errors
Cannot prepare auto-refresh change: Post https://api.snapcraft.io: lookup failed
state ensure error: Get https://api.snapcraft.io: connection refused
httpd: page allocation failure. order:0, mode:0x1d2
Unable to mount root fs
failed to acquire lock on /var/lib/db
Failed to get connection from pool
cannot allocate memory
replication failed: could not read from primary
`;

const linesOf = (text: string): string[] => text.trim().split('\n');
/** As a template has it: numbers are masked. */
const masked = (line: string): string => line.replace(/(?<![\w.])\d[\d.:]*(?![\w])/g, '<*>');

it.each(linesOf(ROUTINE))('no error: %s', (line) => {
  for (const text of [line, masked(line)]) expect(levelOfWords(text), text).toBeLessThan(6);
});

it.each(linesOf(FAILURES))('an error: %s', (line) => {
  for (const text of [line, masked(line)]) expect(levelOfWords(text), text).toBeGreaterThanOrEqual(6);
});
