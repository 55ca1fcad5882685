// Whether a host is this machine or in its private network, by its name alone. In: URL.hostname. Source: RFC 1918, 3927, 4193, 6761, 6762.

const LOCAL_NAME = /(?:^|\.)localhost$|\.local$/;
const PRIVATE_IPV4 = /^(?:127|10)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./;
const PRIVATE_IPV6 = /^\[(?:::1\]|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/;

/** As URL writes hosts: lower case, IPv4 in four decimal parts, IPv6 in brackets. */
export function isLocalHost(hostname: string): boolean {
  const isIpv4 = /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
  return isIpv4 ? PRIVATE_IPV4.test(hostname) : LOCAL_NAME.test(hostname) || PRIVATE_IPV6.test(hostname);
}
