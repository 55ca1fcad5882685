// The parts of ECharts that the page uses; nothing else of it is bundled. Tooltips are not among them: they write HTML.
import { CustomChart, LineChart } from 'echarts/charts';
import {
  AxisPointerComponent,
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  ToolboxComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([
  LineChart,
  CustomChart,
  GridComponent,
  TitleComponent,
  AxisPointerComponent,
  DataZoomComponent,
  ToolboxComponent,
  MarkAreaComponent,
  MarkLineComponent,
  CanvasRenderer,
]);

export const initChart = init;
