import react from '@vitejs/plugin-react';
import {defineConfig} from 'vite';

// The page is served with a strict content security policy: nothing is inlined, neither scripts nor
// styles nor small files.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'target/site',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    target: 'es2022',
    manifest: 'manifest.json',
    modulePreload: {polyfill: false},
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
  server: {port: 6388},
});
