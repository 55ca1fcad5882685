/**
 * The key of the account that renews certificates was rotated, so renewal fails. Peers whose clocks are ahead refuse the old
 * certificate first; half an hour later it is invalid for all, and no payment goes through.
 */
import { between } from '../identifiers';
import { SECOND } from '../rhythm';
import { change, planIncident, type Scenario } from '../scene';
import { changeBefore, duringOutage, growing, hurtBy, isOutage } from '../signs';
import { writeSources } from '../sources/all';
import { appLine, HEALTHY_APP, workerThread } from '../sources/app-server';
import { writeHarmlessDeploys } from '../sources/deploys';

export const certExpiry: Scenario = {
  id: 'cert-expiry',
  title: 'A certificate expires',
  description:
    'Renewal of a certificate fails for its last half hour, then every TLS handshake with the payment service fails.',
  startHour: 9,
  hours: 6,
  scale: 1,
  run(scene) {
    const plan = planIncident(scene);
    const random = scene.random.fork('incident');
    const hurt = hurtBy(plan);
    const changes = writeHarmlessDeploys(scene);
    changes.push(
      change(
        changeBefore(random, plan),
        'config',
        'account key of the certificate authority rotated in cert-manager',
      ),
    );
    writeSources(scene, {
      app: {
        ...HEALTHY_APP,
        failShare: (t) => (isOutage(plan, t) ? 0.6 : 0),
        failure: () => ({
          status: 502,
          ms: between(random, 20, 60),
          logger: 'com.acme.shop.web.ErrorHandler',
          message:
            'javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertificateExpiredException: NotAfter has passed for CN=payments.shop.internal',
          trace: [
            '\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)',
            '\tat java.base/sun.security.ssl.CertificateMessage$T13CertificateConsumer.checkServerCerts(CertificateMessage.java:1318)',
            '\tat com.acme.shop.payments.AcquirerClient.authorise(AcquirerClient.java:73)',
          ],
        }),
      },
    });
    const sign = (first: number, last: number, logger: string, message: (t: number) => string) =>
      growing(random, plan, first, last, (t) =>
        appLine(scene, t, 'WARN', workerThread(random), logger, message(t)),
      );
    const left = (t: number) => Math.max(0, Math.ceil((plan.outageStart - t) / SECOND));
    sign(
      8,
      16,
      'com.acme.shop.tls.CertificateWatch',
      (t) => `Certificate CN=payments.shop.internal expires in ${left(t)} seconds, renewal is overdue`,
    );
    sign(
      5,
      14,
      'com.acme.shop.tls.AcmeClient',
      () =>
        `Renewal of CN=payments.shop.internal failed: certificate authority answered 403 unauthorized, next attempt in ${between(random, 10, 20)} s`,
    );
    sign(
      6,
      45,
      'com.acme.shop.payments.AcquirerClient',
      (t) =>
        `TLS handshake refused by acquirer-${between(random, 1, 6)}: certificate expired by its clock, ${between(random, 1, 3 + Math.round(20 * hurt(t)))} calls moved to another node`,
    );
    duringOutage(random, plan, 25, (t) =>
      appLine(
        scene,
        t,
        'ERROR',
        workerThread(random),
        'com.acme.shop.payments.PaymentService',
        `Payment ${between(random, 100_000, 999_999)} failed: no trusted connection to the acquirer`,
      ),
    );
    const fixMs = plan.outageEnd - 20 * SECOND;
    appLine(
      scene,
      fixMs,
      'INFO',
      'tls-1',
      'com.acme.shop.tls.AcmeClient',
      'Renewed certificate CN=payments.shop.internal, valid for 90 days, loaded without restart',
    );
    changes.push(change(fixMs, 'config', 'certificate CN=payments.shop.internal renewed by hand'));
    const cause =
      'The account key of the certificate authority was rotated, renewal failed, and the certificate of the payment service expired.';
    return { changes, truth: { ...plan, cause, runbook: 'tls-certificate-expired' } };
  },
};
