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
      // Older targets make Vite rewrite light-dark(), which then follows the system instead of the story.
      build: { cssTarget: ['chrome123', 'safari17.5', 'firefox128'] },
      resolve: { conditions: ['@cubekit/source', ...defaultClientConditions] },
    }),
})
