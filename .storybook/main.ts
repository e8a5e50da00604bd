import { defineMain } from '@storybook/react-vite/node'
import { defaultClientConditions, mergeConfig } from 'vite'

export default defineMain({
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: {
    disableTelemetry: true,
    disableWhatsNewNotifications: true,
    enableCrashReports: false,
  },
  typescript: {
    // The other reader of prop types needs the compiler's old programming interface.
    reactDocgen: 'react-docgen',
  },
  viteFinal: (config) =>
    mergeConfig(config, {
      // Relative, so that the static site works under any path.
      base: './',
      resolve: { conditions: ['@cubekit/source', ...defaultClientConditions] },
    }),
})
