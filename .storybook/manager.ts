import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming'

const dark = window.matchMedia('(prefers-color-scheme: dark)').matches

addons.setConfig({
  theme: create({ base: dark ? 'dark' : 'light', brandTitle: 'Cubekit playground', brandUrl: './' }),
  layoutCustomisations: {
    // The journeys have no controls: they get the whole height.
    showPanel: ({ storyId }, shown) => (storyId?.startsWith('playground-') ? false : shown),
  },
})
