// Of src/ui/ask: English, which is the key, and simplified Chinese.
export const ASK = {
  'How this was found: {looks}, {ms} ms': '查找过程：{looks}，{ms} 毫秒',
  'by the model': '由模型完成',
  lines: '日志行',
  'Looking for: {question}': '正在查找：{question}',
  'Answered.': '已回答。',
  'These answers last as long as this page shows this analysis; they are kept nowhere.':
    '这些回答仅在本页显示此分析期间保留，不会存到任何地方。',
  'Clear them': '清空',
  'Ask the log': '询问日志',
  'answers are made of what is found in it, and cite its lines':
    '回答由日志中找到的内容组成，并引用相应的日志行',
  Question: '问题',
  'How many errors had nova between 10:00 and 10:30?': 'How many errors had nova between 10:00 and 10:30?',
  'Questions that this log can be asked': '可以向此日志提出的问题',
  'Ask the model as well': '同时询问模型',
  'The page reads the question itself, by rules and in English; what it does not understand it says.':
    '页面自行按规则解读问题，且仅支持英文；看不懂的部分会直接说明。',
  '{alone} No language model is chosen.': '{alone}未选择语言模型。',
  'your question, and counts and lines that the tools found': '你的问题，以及各工具找到的计数和日志行',
  '{alone} {gets} What it writes is checked against these lines.':
    '{alone}{gets}模型写出的内容会对照这些日志行核对。',
  'Of an earlier result: counts, templates and incidents in it are those of then.':
    '基于较早的结果：其中的计数、模板和故障以当时为准。',
  'Looking …': '正在查找…',
  'The model: {writing}': '模型：{writing}',
  'Read as: {logtext}.': '解读为：{logtext}。',
  '{logtext} Ask for counts, the first or last line, what is new or silent, lines around a line, templates, incidents, changes or runbooks.':
    '{logtext} 可以询问计数、第一行或最后一行、新出现或沉默的内容、某行的上下文、模板、故障、变更或运行手册。',
  'Search the lines for it': '在日志行中搜索',
  'Show in Lines': '在“日志行”中显示',
  'By the model': '由模型完成',
  'By the model {model}: {sentenceHoldss}, {wass} taken out.':
    '由模型 {model} 完成：{sentenceHoldss}，{wass}。',
} as const;
