// Of src/ui/ticket: English, which is the key, and simplified Chinese.
export const TICKET = {
  'Copy ticket': '复制工单',
  'The browser refused: save it from Ticket': '浏览器拒绝复制：请在“工单”中保存',
  'It could not be made: see Ticket': '无法生成：见“工单”',
  'Text of the ticket, Markdown': '工单文本，Markdown',
  'With your own words, which nothing checks. Copy and Markdown take this text; the other forms stay as they were written.':
    '含有你自己的文字，不作核对。复制和 Markdown 采用此文本；其他形式保持原样。',
  'As it was written. What you change here is copied and saved as Markdown.':
    '原文。你在此处的更改会用于复制和保存为 Markdown。',
  'As it was written': '恢复原文',
  'No ticket': '没有工单',
  'No incident was confirmed in this log, so there is nothing to file. {what}':
    '此日志中没有确认任何故障，因此无需提交工单。{what}',
  'The overview says what was looked at.': '概览说明了考察过什么。',
  Done: '完成',
  Edit: '编辑',
  'The ticket could not be made: {error}': '无法生成工单：{error}',
  'Writing the ticket …': '正在撰写工单…',
  'In your own words: see Edit.': '使用你自己的文字：见“编辑”。',
  'Times are shown in {zone}. What is copied, sent or saved is in UTC, and says so.':
    '时间以 {zone} 显示。复制、发送或保存的内容用 UTC，并会注明。',
  '{label}: failed': '{label}：失败',
} as const;
