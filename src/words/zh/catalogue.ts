// The texts of the page in simplified Chinese, by their English.
//
// Glossary, so that one thing has one name everywhere:
//   log 日志; record 记录; line 行, 日志行; template 模板; wildcard 通配符; wording 句式; mask 掩码; session 会话; event 事件
//   window 窗口; baseline 基线; detector 检测器; score 分数; threshold 阈值; vote 投票, 票; abstain 弃权; confirm 确认; quiet 平稳; odd 异常
//   incident 故障; outage 中断; lead 提前量; severity 严重级别; impact 影响; cause 根因; hypothesis 假设; evidence 证据; change 变更
//   ticket 工单; runbook 运行手册; post-mortem 复盘; verdict 结论; problem 问题; export 导出; bridge 桥接; seal 封闭; pin 固定; zone 时区
//   drop 拖入; follow 跟踪; palette 命令面板; analysis 分析; heat map 热图; seed 种子; to mend 修正
// The reader is addressed as 你. Full-width punctuation; a space between Chinese and Latin letters or digits. Levels of logs, fields of queries, names of files stay as they are.
import { ANSWER } from './answer';
import { ASK } from './ask';
import { BASELINES } from './baselines';
import { BENCHMARK } from './benchmark';
import { BESIDE } from './beside';
import { CHARTS } from './charts';
import { COMMON } from './common';
import { COMPARE } from './compare';
import { CONTRACTS } from './contracts';
import { EXPORTS } from './exports';
import { FILES } from './files';
import { FOLLOWING } from './following';
import { INCIDENTS } from './incidents';
import { LANDING } from './landing';
import { LINES } from './lines';
import { MODELS } from './models';
import { NORMAL } from './normal';
import { NOUNS_OF } from './nouns';
import { OVERVIEW } from './overview';
import { PALETTE } from './palette';
import { PROBLEMS } from './problems';
import { PROGRESS } from './progress';
import { RESULT } from './result';
import { RUNBOOKS } from './runbooks';
import { SENDING } from './sending';
import { SESSIONS } from './sessions';
import { SETTINGS } from './settings';
import { SHARED } from './shared';
import { SHELL } from './shell';
import { SQL } from './sql';
import { TEMPLATES } from './templates';
import { TICKET } from './ticket';
import { TRIAGE } from './triage';

const TEXTS = {
  ...ANSWER,
  ...ASK,
  ...BASELINES,
  ...BENCHMARK,
  ...BESIDE,
  ...CHARTS,
  ...COMMON,
  ...COMPARE,
  ...CONTRACTS,
  ...EXPORTS,
  ...FILES,
  ...FOLLOWING,
  ...INCIDENTS,
  ...LANDING,
  ...LINES,
  ...MODELS,
  ...NORMAL,
  ...OVERVIEW,
  ...PALETTE,
  ...PROBLEMS,
  ...PROGRESS,
  ...RESULT,
  ...RUNBOOKS,
  ...SENDING,
  ...SESSIONS,
  ...SETTINGS,
  ...SHARED,
  ...SHELL,
  ...SQL,
  ...TEMPLATES,
  ...TICKET,
  ...TRIAGE,
} as const;

export type Catalogue = { readonly [K in keyof typeof TEXTS]: string };
export const CHINESE: Catalogue = TEXTS;

/** What a form of a plural says: '{num} 行'. English has forms of its own (core/wording/plural.ts). */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
export type Nouns = { readonly [K in keyof typeof NOUNS_OF]: Forms };
export const NOUNS: Nouns = NOUNS_OF;
