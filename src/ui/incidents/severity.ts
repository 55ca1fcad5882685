// Severities and confidences as tones of the page.
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Severity } from '../../contracts/incident';

export function severityTone(severity: Severity): 'alarm' | 'warning' | 'hand' {
  if (severity === 'critical' || severity === 'error') return 'alarm';
  return severity === 'warning' ? 'warning' : 'hand';
}

export function confidenceTone(confidence: Hypothesis['confidence']): 'calm' | 'warning' | 'hand' {
  if (confidence === 'high') return 'calm';
  return confidence === 'medium' ? 'warning' : 'hand';
}
