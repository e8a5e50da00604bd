import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { join } from 'node:path'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import type { TestUserConfig } from 'vitest/config'
import { findChromium } from './scripts/findChromium.ts'
import { root } from './scripts/root.ts'
import { emulatorCommands } from './vitest.commands.ts'

/** The packages are tested from their sources, without a build. */
const fromSource = {
  resolve: { conditions: ['@cubekit/source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['@cubekit/source', ...defaultServerConditions] } },
}

const domTests = ['packages/{react,ui}/{src,test}/**/*.test.tsx']
const browserTests = '**/*.browser.test.{ts,tsx}'
const nodeOnlyEndToEnd = 'e2e/{bridge,officialSdk,ssr}*.test.ts'

const chromium = findChromium()

// A factory, because vitest writes into the object: two projects cannot share one.
const inChromium = (): NonNullable<TestUserConfig['browser']> => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: chromium }),
  instances: [{ browser: 'chromium' }],
})

const react18 = (name: string): string => join(root, 'internal/react-18/node_modules', name)

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          name: 'node',
          include: [
            'packages/*/{src,test}/**/*.test.ts',
            'internal/*/{src,test}/**/*.test.ts',
            nodeOnlyEndToEnd,
          ],
          exclude: [browserTests],
        },
      },
      {
        ...fromSource,
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: domTests,
          exclude: [browserTests],
          setupFiles: ['vitest.console.setup.ts', 'vitest.dom.setup.ts'],
        },
      },
      {
        ...fromSource,
        plugins: [react()],
        resolve: {
          ...fromSource.resolve,
          alias: Object.fromEntries(
            ['react', 'react-dom', 'react-hook-form', '@testing-library/react', '@tanstack/react-query'].map(
              (name) => [name, react18(name)],
            ),
          ),
        },
        test: {
          name: 'react18',
          environment: 'jsdom',
          include: domTests,
          exclude: [browserTests],
          setupFiles: ['vitest.react18.setup.ts', 'vitest.console.setup.ts', 'vitest.dom.setup.ts'],
        },
      },
      {
        ...fromSource,
        plugins: [react()],
        optimizeDeps: {
          // All of them, or Vite finds one later and loads the page, with two copies of React, again.
          include: [
            '@cubekit/core > @noble/hashes/hmac.js',
            '@cubekit/core > @noble/hashes/legacy.js',
            '@cubekit/ui > @zxcvbn-ts/core',
            '@cubekit/ui > @zxcvbn-ts/language-common',
            '@cubekit/firebase > firebase > @firebase/app',
            '@cubekit/firebase > firebase > @firebase/auth',
            '@cubekit/ui > libphonenumber-js/min',
            '@cubekit/ui > react-easy-crop',
            '@tanstack/react-query',
            '@testing-library/jest-dom/vitest',
            '@testing-library/react',
            'react',
            'react-dom/client',
            'react-dom/server',
            'react/jsx-dev-runtime',
            '@cubekit/core > zustand/vanilla',
            '@cubekit/ui > tailwindcss',
          ],
        },
        test: {
          name: 'browser',
          include: [`packages/*/{src,test}/${browserTests}`, `internal/*/src/${browserTests}`],
          setupFiles: ['vitest.console.setup.ts', 'vitest.dom.setup.ts'],
          browser: { ...inChromium(), commands: emulatorCommands },
        },
      },
      {
        ...fromSource,
        plugins: [react(), storybookTest({ configDir: join(root, '.storybook') })],
        test: {
          name: 'storybook',
          setupFiles: ['vitest.console.setup.ts'],
          browser: inChromium(),
        },
      },
      {
        ...fromSource,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: [nodeOnlyEndToEnd],
          fileParallelism: false,
          globalSetup: ['e2e/support/globalSetup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        ...fromSource,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['packages/*/{src,test}/**/*.test-d.{ts,tsx}'],
            tsconfig: 'tsconfig.json',
          },
        },
      },
    ],
  },
})
