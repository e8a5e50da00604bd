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
  // The sidebar is for the stories, not for Storybook's own lessons.
  features: { sidebarOnboardingChecklist: false },
  typescript: {
    // The other reader of prop types needs the compiler's old programming interface.
    reactDocgen: 'react-docgen',
  },
  viteFinal: (config) =>
    mergeConfig(config, {
      // Relative, so that the static site works under any path.
      base: './',
      // A build beside a running playground must not make it load again and again.
      server: { watch: { ignored: ['**/storybook-static/**'] } },
      // Older targets make Vite rewrite light-dark(), which then follows the system instead of the story.
      build: { cssTarget: ['chrome123', 'safari17.5', 'firefox128'] },
      resolve: { conditions: ['@cubekit/source', ...defaultClientConditions] },
      // Found when the first story wants it, or the first key is in a new password, Vite would load the page again.
      optimizeDeps: {
        include: [
          '@cubekit/ui > @zxcvbn-ts/core',
          '@cubekit/ui > @zxcvbn-ts/language-common',
          '@cubekit/ui > react-easy-crop',
          'react-hook-form',
        ],
      },
    }),
})
