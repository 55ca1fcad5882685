// Of src/ui/charts: English, which is the key, and simplified Chinese.
export const CHARTS = {
  'square-root scale': '平方根刻度',
  baseline: '基线',
  'Timeline. Left and right arrow move from window to window, Enter opens its lines, 0 zooms out.':
    '时间线。左右方向键在窗口间移动，Enter 打开其日志行，0 缩小到全部。',
  'the highest of every {join}': '每 {join} 个中的最高值',
  'Records per window{value}': '每个窗口的记录数{value}',
  'Warnings and above{value}': '警告及以上{value}',
  '; pale: above it, but no vote': '；浅色：高于阈值但未投票',
  'votes above {threshold}{pale}': '高于 {threshold} 即投票{pale}',
} as const;
