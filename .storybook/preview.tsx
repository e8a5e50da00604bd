import { CubeProvider } from '@cubekit/react'
import { CubeLocaleProvider } from '@cubekit/ui'
import './layers.css'
import '@cubekit/ui/styles.css'
import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { extractComponentDescription } from 'storybook/internal/docs-tools'
import './preview.css'
import { languages, rightToLeft } from '../stories/languages.ts'
import { wordsOf } from '../stories/wordsOf.ts'
import { createScene } from './scenarios.ts'
import type { Scene } from './scenarios.ts'

/** Docs pages tell the prose alone: Markdown would make a muddle of what follows the first tag, as `@example`. */
const proseOnly = {
  extractComponentDescription: (component: unknown): string | undefined =>
    extractComponentDescription(component).split(/^\s*@/m)[0]?.trim(),
}

type Scheme = 'system' | 'light' | 'dark'

export default definePreview({
  addons: [addonDocs(), addonA11y()],
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    layout: 'centered',
    controls: { expanded: true },
    docs: { codePanel: false, ...proseOnly },
    backgrounds: { disable: true },
    options: { storySort: { order: ['Playground', ['Sign in', 'Guest', 'Session'], 'Components'] } },
    viewport: {
      options: {
        small: { name: 'Small phone, 320 px', styles: { width: '320px', height: '640px' } },
        phone: { name: 'Phone, 360 px', styles: { width: '360px', height: '740px' } },
        tablet: { name: 'Tablet, 768 px', styles: { width: '768px', height: '1024px' } },
      },
    },
  },
  globalTypes: {
    scheme: {
      description: 'Colour scheme',
      toolbar: {
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'system', title: 'Scheme of the system' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    locale: {
      description: 'Language and direction',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: languages.map(({ code, title }) => ({
          value: code,
          title,
          right: rightToLeft.has(code) ? 'right to left' : 'left to right',
        })),
      },
    },
    colours: {
      description: 'Forced colours',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'normal', title: 'Colours of the theme' },
          { value: 'forced', title: 'Forced colours: how to see them' },
        ],
      },
    },
  },
  initialGlobals: { scheme: 'system', locale: 'en', colours: 'normal' },
  loaders: [async ({ parameters }) => ({ scene: await createScene(parameters['scenario']) })],
  decorators: [
    (Story, { globals, loaded }) => (
      <Surroundings
        scheme={globals['scheme'] as Scheme}
        locale={globals['locale'] as string}
        forcedColours={globals['colours'] === 'forced'}
        scene={loaded['scene'] as Scene | null}
      >
        <Story />
      </Surroundings>
    ),
  ],
})

interface SurroundingsProps {
  scheme: Scheme
  locale: string
  forcedColours: boolean
  scene: Scene | null
  children: ReactNode
}

function Surroundings({ scheme, locale, forcedColours, scene, children }: SurroundingsProps): ReactNode {
  const dir = rightToLeft.has(locale) ? 'rtl' : 'ltr'
  useEffect(() => {
    const page = document.documentElement
    page.style.colorScheme = scheme === 'system' ? 'light dark' : scheme
    page.lang = locale
    page.dir = dir
  }, [scheme, locale, dir])
  const localised = (
    <CubeLocaleProvider locale={locale} messages={wordsOf({ locale })}>
      {forcedColours && <ForcedColoursHint />}
      {children}
    </CubeLocaleProvider>
  )
  if (scene === null) return localised
  return <CubeProvider client={scene.client}>{localised}</CubeProvider>
}

function ForcedColoursHint(): ReactNode {
  if (window.matchMedia('(forced-colors: active)').matches) return null
  return (
    <p className="hint">
      Forced colours belong to the browser: in Chromium’s DevTools choose Rendering, then “Emulate CSS media
      feature forced-colors: active”; on Windows choose a contrast theme.
    </p>
  )
}
