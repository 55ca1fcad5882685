// Of src/ui/problems: English, which is the key, and simplified Chinese.
export const PROBLEMS = {
  'No problem was met': '没有遇到问题',
  'Every file was read to its end, and nothing had to be guessed that would be worth a word.':
    '每个文件都读到了末尾，没有需要说明的猜测。',
  'It changed while it was read: copy it first ({span}) and drop the copy.':
    '它在读取时发生了变化：请先复制（{span}），再拖入副本。',
  'line {lineNum}': '第 {lineNum} 行',
  'byte {byteOffset}': '字节 {byteOffset}',
} as const;
