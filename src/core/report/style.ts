/** The style sheet of a report. It stands in the policy by its hash, so that no other style and no style attribute counts. */
export const REPORT_STYLE = `
:root{--paper:#faf9f6;--panel:#fff;--sunken:#f2f0eb;--line:#e2dfd8;--ink:#1c1a17;--ink2:#57534b;--alarm:#a31d22;--alarm-wash:#ffe9e6;--signal:#7a4a00;--signal-wash:#fff3d9;--calm:#1f6b3f;--calm-wash:#e2f3e8;--hand:#0b7285;--fatal:#8e1149;--error:#d1343a;--warn:#e0930a;--info:#8fa3ad;--low:#cfd6d9;--mono:"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{--paper:#121313;--panel:#191b1b;--sunken:#0d0e0e;--line:#2b2e2e;--ink:#eeece6;--ink2:#b5b2aa;--alarm:#ff9592;--alarm-wash:#3a1719;--signal:#ffc966;--signal-wash:#2f2410;--calm:#5bc98a;--calm-wash:#14291d;--hand:#4ccfe0;--fatal:#f65cb6;--error:#f2555a;--warn:#f5a623;--info:#5c7480;--low:#354046}}
*{box-sizing:border-box}
html{color-scheme:light dark;background:var(--paper);color:var(--ink);font:15px/1.55 -apple-system,"Segoe UI",Inter,Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px clamp(14px,4vw,40px) 64px;max-width:1080px}
h1{font-size:25px;line-height:1.25;margin:0 0 12px;letter-spacing:-.012em}
h2{font-size:18px;margin:0 0 10px}
h3{font-size:16px;line-height:1.4;margin:18px 0 6px}
h4{font-size:14px;margin:18px 0 6px}
p,ul,ol,dl{margin:6px 0}
ul,ol{padding-left:22px}
li{margin:3px 0}
a{color:var(--hand)}
a:focus-visible,.wide:focus-visible,summary:focus-visible{outline:2px solid var(--hand);outline-offset:2px}
code,pre{font-family:var(--mono);font-size:12.5px}
pre{margin:6px 0 10px;padding:9px 11px;background:var(--sunken);border:1px solid var(--line);border-radius:5px;white-space:pre-wrap}
section,article{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:16px clamp(12px,3vw,24px);margin:14px 0}
article{background:none;padding-top:4px}
.muted,nav,figcaption,dt{color:var(--ink2)}
header p{margin:0}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:2px 14px}
nav a{display:inline-block;padding:4px 0}
.verdict{font-size:17px;font-weight:600;padding:12px 14px;border-radius:6px;background:var(--sunken)}
.verdict.alarm{background:var(--alarm-wash);color:var(--alarm)}
.verdict.warning{background:var(--signal-wash);color:var(--signal)}
.verdict.calm{background:var(--calm-wash);color:var(--calm)}
.links,.evidence{list-style:none;padding:0}
.badge{display:inline-block;font-size:12px;font-weight:600;padding:0 7px;border-radius:4px;background:var(--sunken);color:var(--ink2);vertical-align:1px}
.badge.critical,.badge.error{background:var(--alarm-wash);color:var(--alarm)}
.badge.warning{background:var(--signal-wash);color:var(--signal)}
.beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:0 28px}
.cite{font-size:13px;white-space:nowrap}
.evidence>li{margin:10px 0}
.evidence>li:target,article:target{outline:2px solid var(--hand);outline-offset:4px;border-radius:4px}
.note{border-left:3px solid var(--hand);padding-left:10px;white-space:pre-wrap}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:6px 20px}
dt{font-size:13px}
dd{margin:0;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto;margin:8px 0}
table{border-collapse:collapse;font-size:13px;min-width:100%;overflow-wrap:normal}
th,td{padding:4px 10px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
td code{overflow-wrap:anywhere;display:inline-block;min-width:240px}
.time{white-space:nowrap;font-variant-numeric:tabular-nums}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
summary{cursor:pointer;padding:4px 0;color:var(--hand)}
figure{margin:10px 0}
svg{display:block;overflow:visible;border-bottom:1px solid var(--line)}
svg text{font-size:11px;fill:var(--ink2)}
svg .name{font-weight:600;fill:var(--alarm)}
rect.fatal{fill:var(--fatal)}
rect.error{fill:var(--error)}
rect.warn{fill:var(--warn)}
rect.info{fill:var(--info)}
rect.low{fill:var(--low)}
rect.span{fill:var(--alarm);fill-opacity:.13;stroke:var(--alarm);stroke-opacity:.5}
rect.confirmed{fill:var(--signal)}
line.outage{stroke:var(--alarm);stroke-width:2;stroke-dasharray:4 3}
figcaption{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;margin-top:8px}
.key::before{content:"";display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px;vertical-align:-1px}
.key.fatal::before{background:var(--fatal)}
.key.error::before{background:var(--error)}
.key.warn::before{background:var(--warn)}
.key.info::before{background:var(--info)}
.key.low::before{background:var(--low)}
.key.span::before{background:var(--alarm);opacity:.4}
.key.confirmed::before{background:var(--signal);height:5px;vertical-align:2px}
@media (max-width:520px){.middle{display:none}body{padding-top:14px}}
@media print{
:root{--paper:#fff;--panel:#fff;--sunken:#f4f4f4;--line:#ccc;--ink:#000;--ink2:#444;--alarm:#a31d22;--alarm-wash:#fff;--signal:#7a4a00;--signal-wash:#fff;--calm:#1f6b3f;--calm-wash:#fff;--hand:#000;--fatal:#8e1149;--error:#d1343a;--warn:#e0930a;--info:#8fa3ad;--low:#cfd6d9}
html{color-scheme:light;font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{max-width:none;padding:0}
nav,details{display:none}
section{border:0;padding:0;border-radius:0}
article{break-before:auto;padding:6px 10px}
h2,h3,h4{break-after:avoid}
pre,li,tr,figure{break-inside:avoid}
.wide{overflow:visible}
a{text-decoration:none;color:inherit}
}
`;

/** 'sha256-B5Z9WTF55jK5F+9m2n5vq5be3skCWqraG4UwGuwEQpI=' and the base64 of the hash of the above; report.test.ts compares. */
export const REPORT_STYLE_HASH = 'sha256-B5Z9WTF55jK5F+9m2n5vq5be3skCWqraG4UwGuwEQpI=';
