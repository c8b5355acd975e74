import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** One page application, served by the API itself; in development it stands in front of an API started beside it. */
export default defineConfig({
  root: here('.'),
  resolve: { alias: [{ find: /^#domain\/(.*)$/, replacement: `${here('../../libs/domain')}/$1.ts` }] },
  build: {
    outDir: here('../../dist/console'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // antd marks its modules for server components, which there are none of here.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\// },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component)\// },
            { name: 'rules', test: /node_modules\/(class-validator|validator|libphonenumber-js)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': process.env.JIBAN_API ?? 'http://127.0.0.1:3000',
      '/socket.io': { target: process.env.JIBAN_API ?? 'http://127.0.0.1:3000', ws: true },
    },
  },
})
