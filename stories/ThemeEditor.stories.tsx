import { LoginForm, ProfileForm } from '@cubekit/ui'
import '@cubekit/ui/themes/coral.css'
import '@cubekit/ui/themes/evergreen.css'
import '@cubekit/ui/themes/graphite.css'
import { expect, fireEvent, userEvent } from 'storybook/test'
import shadcn from '@cubekit/ui/themes/shadcn.css?inline'
import preview from '../.storybook/preview.tsx'
import type { Scenario } from '../.storybook/scenarios.ts'
import { hasForcedColours } from './hasForcedColours.ts'
import { shadcnVariables } from './shadcnVariables.ts'
import { compileTailwind } from './compileTailwind.ts'
import { ThemeEditor } from './ThemeEditor.tsx'
import { wordsOf } from './wordsOf.ts'

const signedIn: Scenario = { signedIn: 'user' }

const meta = preview.meta({
  title: 'Components/Theme',
  component: ThemeEditor,
  parameters: {
    layout: 'padded',
    scenario: signedIn,
    // The same form many times on one page is a landmark many times.
    a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
  },
})

/** Move a slider or pick a colour; the rest follows by itself. The CSS to take away stands below. */
export const Editor = meta.story({
  play: async ({ canvas, globals }) => {
    await fireEvent.input(canvas.getByLabelText('Accent'), { target: { value: '#ffd24a' } })
    await expect(canvas.getByText(/--cube-accent: #ffd24a;/)).toBeVisible()
    const submit = canvas.getByRole('button', { name: wordsOf(globals)['login.submit'] })
    const button = getComputedStyle(submit)
    if (!hasForcedColours()) {
      await expect(button.backgroundColor).toBe('rgb(255, 210, 74)')
      await expect(button.color).toBe('lch(0 0 0)')
    }
    await fireEvent.input(canvas.getByLabelText('Accent'), { target: { value: '#0a7c4a' } })
    await fireEvent.input(canvas.getByLabelText('Corners of controls'), { target: { value: '20' } })
    await fireEvent.input(canvas.getByLabelText('Height of controls'), { target: { value: '48' } })
    await expect(button.borderRadius).toBe('20px')
    await expect(button.minBlockSize).toBe('48px')
    await userEvent.selectOptions(canvas.getByLabelText('Font'), 'Serif')
    await userEvent.selectOptions(canvas.getByLabelText('Theme'), 'coral')
    await expect(button.fontFamily).toBe('Georgia, serif')
    await expect(canvas.getByLabelText('CSS').textContent).toBe(
      [
        "@import '@cubekit/ui/themes/coral.css';",
        '',
        '.cube-theme-coral {',
        '  font-family: Georgia, serif;',
        '  --cube-accent: #0a7c4a;',
        '  --cube-radius: 1.25rem;',
        '  --cube-control-height: 3rem;',
        '}',
      ].join('\n'),
    )
    await userEvent.click(canvas.getByRole('button', { name: 'Start over' }))
    await userEvent.selectOptions(canvas.getByLabelText('Scheme'), 'dark')
    if (!hasForcedColours()) await expect(button.backgroundColor).toBe('rgb(242, 138, 79)')
  },
})

const themes = ['graphite', 'coral', 'evergreen'] as const

/** The three that come along, each in light and dark. */
export const ReadyThemes = meta.story({
  tags: ['!autodocs'],
  render: () => (
    <div className="ready">
      {themes.flatMap((theme) =>
        ['light', 'dark'].map((scheme) => (
          <section
            key={theme + scheme}
            aria-label={`${theme}, ${scheme}`}
            className={`cube-theme-${theme}`}
            style={{ colorScheme: scheme }}
          >
            <ProfileForm
              title={theme}
              fields={['full_name', 'email']}
              footer={<a href="#more">More settings</a>}
            />
          </section>
        )),
      )}
      <style>{`
        .ready { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
        .ready section { padding: 1.5rem; background: light-dark(#e9eaee, #08090b); }
      `}</style>
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('form')).toHaveLength(6)
    const [button] = canvas.getAllByRole('button')
    if (button && !hasForcedColours()) {
      await expect(getComputedStyle(button).backgroundColor).toBe('rgb(24, 24, 27)')
    }
  },
})

/** In the colours of shadcn/ui, light and under `.dark`: one import. */
export const Shadcn = meta.story({
  tags: ['!autodocs'],
  render: () => (
    <div className="shadcn-pair">
      <style>{shadcn + shadcnVariables}</style>
      {['', 'dark'].map((scheme) => (
        <div key={scheme} className={scheme}>
          <div className="shadcn-page">
            <LoginForm forgotPassword={<a href="#reset">Forgot password?</a>} />
          </div>
        </div>
      ))}
      <style>{`
        .shadcn-pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); }
        .shadcn-page { padding: 2rem; background: var(--background); color: var(--foreground); }
      `}</style>
    </div>
  ),
  play: async ({ canvas, globals }) => {
    const [light, dark] = canvas.getAllByRole('button', { name: wordsOf(globals)['login.submit'] })
    if (!light || !dark) throw new Error('There are not two forms.')
    if (hasForcedColours()) return
    await expect(getComputedStyle(light).backgroundColor).toBe('oklch(0.205 0 0)')
    await expect(getComputedStyle(dark).backgroundColor).toBe('oklch(0.922 0 0)')
    await expect(getComputedStyle(dark).borderRadius).toBe('8px')
  },
})

const utilities =
  'mx-auto max-w-sm text-3xl font-semibold mb-4 text-emerald-700 rounded-none border-2 border-emerald-700 shadow-none'

/** On a page with Tailwind 4 and its reset: the form keeps its looks, and takes utilities. */
export const Tailwind = meta.story({
  tags: ['!autodocs'],
  loaders: [
    async () => ({
      css: await compileTailwind(utilities.split(' ')),
    }),
  ],
  render: (_, { loaded }) => (
    <div className="mx-auto max-w-sm">
      <style>{String(loaded['css'])}</style>
      <h1 className="mb-4 text-3xl font-semibold text-emerald-700">Acme</h1>
      <LoginForm className="rounded-none border-2 border-emerald-700 shadow-none" />
    </div>
  ),
  globals: { scheme: 'light' },
  play: async ({ canvas, globals }) => {
    const form = getComputedStyle(canvas.getByRole('form'))
    await expect(form.borderRadius).toBe('0px')
    await expect(form.borderTopWidth).toBe('2px')
    const input = getComputedStyle(canvas.getByLabelText(wordsOf(globals)['field.identifier']))
    await expect(input.borderTopWidth).toBe('1px')
    await expect(input.paddingInlineStart).toBe('12px')
  },
})
