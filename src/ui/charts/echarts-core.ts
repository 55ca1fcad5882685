// The parts of ECharts that the page uses; nothing else of it is bundled. Tooltips are not among them: they write HTML.
import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import {
  AxisPointerComponent,
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  ToolboxComponent,
} from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { measureText } from './measure-text';

use([
  BarChart,
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

setPlatformAPI({ measureText });

export const initChart = init;
