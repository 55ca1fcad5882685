// Addresses of tfjs's .wasm files as Vite emits them: our own origin, absolute because the worker starts from a blob.

import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmPaths } from './tfjs-backend';

export async function ownWasmPaths(): Promise<WasmPaths> {
  const absolute = (url: string): string => new URL(url, import.meta.url).href;
  return {
    'tfjs-backend-wasm.wasm': absolute(plain),
    'tfjs-backend-wasm-simd.wasm': absolute(simd),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(simd),
  };
}
