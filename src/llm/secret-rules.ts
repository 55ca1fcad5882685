// What a secret looks like: by the beginning that its maker gives it, by the name that stands before it, or by its place in an address or a header.
// Sources: the makers' own documents of their keys; RFC 3986 (user information), 6265 (cookies), 6750 (bearer), 7468 (PEM), 7519 (JWT).
import type { RedactionRule } from './redaction-rule';

const secret = (pattern: RegExp): RedactionRule => ({ kind: 'secret', word: 'SECRET', pattern });

/** Beginnings after which a key follows. */
const MAKERS = [
  ...[
    'gh[oprsu]_',
    'github_pat_',
    'gl(?:pat|dt|rt|ft|ptt|cbt|imt|soat|agent)-',
    'ATATT',
    'ATBB',
    'lin_api_',
    'ntn_',
  ],
  ...['xox[abeprs]-', 'xapp-\\d-', 'sk-', 'gsk_', 'hf_', 'r8_', 'pplx-', 'AIza', 'GOCSPX-', 'ya29\\.'],
  ...[
    '[prs]k_(?:live|test)_',
    'whsec_',
    'sq0[a-z]{3}-',
    'EAAA',
    'shp(?:at|ca|pa|ss)_',
    'SG\\.',
    'xkeysib-',
    'key-(?=[0-9a-f]{32}\\b)',
  ],
  ...[
    'npm_',
    'pypi-',
    'rubygems_',
    'dckr_[op]at_',
    'do[opr]_v1_',
    'sntry[su]_',
    'NRAK-',
    'gl(?:c|sa)_',
    'dt0[cs]\\d\\d\\.',
  ],
  ...[
    'hv[bsr]\\.',
    'dapi(?=[0-9a-f]{32})',
    'PMAK-',
    'dp\\.[a-z]{2,5}\\.',
    'AGE-SECRET-KEY-',
    'fo1_',
    'sbp_',
    'pscale_[a-z]+_',
    'figd_',
    'phc_',
  ],
].join('|');

export const SECRET_RULES: readonly RedactionRule[] = [
  secret(
    /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:\\n)?|$)/gs,
  ),
  secret(/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g),
  secret(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g),
  // Words alone, without a digit, are a name.
  secret(new RegExp(`(?<![A-Za-z0-9])(?:${MAKERS})(?=[\\w.+/-]{0,200}\\d)[\\w.+/-]{14,}[\\w]={0,2}`, 'g')),
  // Shapes that have a fixed length or a fixed part.
  secret(
    /\bSK[0-9a-f]{32}\b|\b[0-9a-f]{32}-us\d{1,2}\b|(?<![\w.])s\.[A-Za-z0-9]{24}\b|\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}/g,
  ),
  secret(
    /\b\d{8,10}:AA[\w-]{33}(?![\w-])|\b[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}|(?<![\w/])1\/\/0[\w-]{30,}/g,
  ),
  secret(/\bhooks\.slack\.com\/\w+\/(?<value>[\w/]{20,})/g),
  secret(/\/api\/webhooks\/\d+\/(?<value>[\w-]{40,})/g),
  secret(
    /\bauthorization["']?\s*[:=]\s*["']?(?:[a-z][a-z0-9-]*\s+)?(?<value>(?=\S*[\d+/=]|\S{20})[\w.~+/=-]{8,})/gi,
  ),
  secret(/\bbearer\s+(?<value>(?=\S*\d)[\w.~+/=-]{8,})/gi),
  secret(/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,200}:(?<value>[^\s/@]{1,500})@/gi),
  secret(/(?<=(?:password|passwd|passphrase|pwd|secret)["']?\s{0,3}[:=]\s{0,3}")[^"\n]{4,200}(?=")/gi),
  secret(/(?:password|passwd|passphrase|pwd|secret)["']?\s*[:=]\s*["']?(?<value>[^\s"',;&)}\]]{4,})/gi),
  secret(/--?(?:password|passwd|passphrase|pwd|secret|token|api-key)[ =]["']?(?<value>[^\s"']{4,})/gi),
  // 'token: expired' tells no token.
  secret(
    /(?:token|(?:api|access|account|private|routing|secret|signing|encryption)[_-]?key|signature)["']?\s*[:=]\s*["']?(?<value>(?=\S*\d|\S{20})[^\s"',;&)}\]]{4,})/gi,
  ),
  secret(/[?&](?:code|sig|sign|key|auth|ticket|assertion)=(?<value>[^\s&"'#]{16,})/gi),
  secret(/(?<!set-)cookie["']?:\s*["']?(?<value>[\w.-]+=[^\n"']{8,})/gi),
  secret(/\bset-cookie["']?:\s*["']?[\w.-]+=(?<value>[^;\s"']{8,})/gi),
  secret(
    /\b(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|sessionid|csrftoken)=(?<value>[^;\s"'&]{12,})/gi,
  ),
  secret(/\b(?:otp|pin|cvv|cvc|one-time code|verification code)["']?\s*[:=]\s*["']?(?<value>\d{3,8})\b/gi),
];
