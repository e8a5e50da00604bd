import { LoginForm } from '@cubekit/ui'
import { useState, type CSSProperties, type ReactNode } from 'react'
import { expect, fireEvent } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { hasForcedColours } from './hasForcedColours.ts'
import { wordsOf } from './wordsOf.ts'

const variables = [
  { name: '--cube-accent', label: 'Accent', type: 'color', start: '#3a57e0' },
  { name: '--cube-raised', label: 'Card', type: 'color', start: '#ffffff' },
  { name: '--cube-text', label: 'Text', type: 'color', start: '#15171c' },
  { name: '--cube-radius', label: 'Corners of controls', type: 'range', start: '8' },
  { name: '--cube-radius-card', label: 'Corners of the card', type: 'range', start: '12' },
  { name: '--cube-control-height', label: 'Height of controls', type: 'range', start: '40' },
] as const

/** A form beside its variables, and the CSS to take away. */
function ThemeEditor(): ReactNode {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const style: CSSProperties & Record<string, string> = { colorScheme: 'light', ...values }
  const css = Object.entries(values).map(([name, value]) => `  ${name}: ${value};`)
  return (
    <div className="theme-editor">
      <fieldset>
        <legend>Variables</legend>
        {variables.map(({ name, label, type, start }) => (
          <label key={name}>
            {label}
            <input
              type={type}
              max={64}
              defaultValue={start}
              onInput={({ currentTarget: { value } }) =>
                setValues((last) => ({
                  ...last,
                  [name]: type === 'range' ? `${Number(value) / 16}rem` : value,
                }))
              }
            />
          </label>
        ))}
        <output>
          <pre dir="ltr">{css.length > 0 ? `:root {\n${css.join('\n')}\n}` : 'Nothing changed yet.'}</pre>
        </output>
      </fieldset>
      <div style={style}>
        <LoginForm forgotPassword={<a href="#reset">Forgot password?</a>} />
      </div>
      <style>{`
        .theme-editor { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 2rem; inline-size: 100%; }
        .theme-editor fieldset { display: grid; gap: .75rem; align-content: start; border: 0; padding: 0; font-size: .875rem; }
        .theme-editor legend { padding: 0 0 .75rem; font-weight: 600; }
        .theme-editor pre { margin: 0; overflow-x: auto; }
        .theme-editor label { display: flex; justify-content: space-between; align-items: center; }
      `}</style>
    </div>
  )
}

const meta = preview.meta({
  title: 'Components/Theme',
  component: ThemeEditor,
  parameters: { layout: 'padded' },
})

/** Move a slider or pick a colour; the rest follows by itself. */
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
    await expect(button.borderRadius).toBe('20px')
  },
})
