import { defineConfig } from 'vitest/config';

// The program says where its build wants the files; `npm run build` by hand leaves them in dist/.
const outDir = process.env.PORTAL_OUT_DIR ?? 'dist';
const platform = process.env.PLATFORM_URL ?? 'http://localhost:7071';

export default defineConfig({
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // MapLibre alone is about 1.1 MB and is needed on the first page.
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': platform, '/health': platform } },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
