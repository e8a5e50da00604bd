import { AccountDeletion, LoginForm } from '@cubekit/ui'
import { useState } from 'react'
import type { CSSProperties, ReactNode } from 'react'

type Variable = readonly [name: `--cube-${string}`, label: string, start: string]

const colours: readonly Variable[] = [
  ['--cube-accent', 'Accent', '#3a57e0'],
  ['--cube-raised', 'Card', '#ffffff'],
  ['--cube-background', 'Inputs', '#ffffff'],
  ['--cube-sunken', 'Sunken', '#f3f4f7'],
  ['--cube-text', 'Text', '#15171c'],
  ['--cube-text-muted', 'Quiet text', '#585d69'],
  ['--cube-border', 'Border of the card', '#e2e4ea'],
  ['--cube-border-strong', 'Border of inputs', '#868b98'],
  ['--cube-danger', 'Danger', '#c11f2c'],
]

/** In pixels, written down in rem. */
const sizes: readonly (readonly [...Variable, min: number, max: number])[] = [
  ['--cube-radius', 'Corners of controls', '8', 0, 24],
  ['--cube-radius-card', 'Corners of the card', '12', 0, 32],
  ['--cube-control-height', 'Height of controls', '40', 32, 56],
  ['--cube-text-base', 'Size of text', '14', 12, 20],
  ['--cube-form-width', 'Width', '384', 280, 560],
]

const fonts: Readonly<Record<string, string>> = {
  'The page’s': '',
  Serif: 'Georgia, serif',
  Mono: 'ui-monospace, monospace',
  Rounded: 'ui-rounded, "Arial Rounded MT Bold", sans-serif',
}

const themes = ['', 'graphite', 'coral', 'evergreen']
const schemes = ['light', 'dark'] as const

/** Forms beside their variables, and the CSS to take away. */
export function ThemeEditor(): ReactNode {
  const [theme, setTheme] = useState('')
  const [scheme, setScheme] = useState<(typeof schemes)[number]>('light')
  const [font, setFont] = useState('')
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const set = (name: string, value: string): void => setValues((last) => ({ ...last, [name]: value }))
  const style: CSSProperties & Record<string, string> = {
    colorScheme: scheme,
    ...(font && { fontFamily: font }),
    ...values,
  }
  return (
    <div className="theme-editor">
      <div className="theme-controls">
        <fieldset>
          <legend>Begin with</legend>
          <Choice label="Theme" options={themes} value={theme} onChange={setTheme} />
          <Choice label="Scheme" options={schemes} value={scheme} onChange={setScheme} />
          <label>
            Font
            <select value={font} onChange={({ currentTarget }) => setFont(currentTarget.value)}>
              {Object.entries(fonts).map(([name, family]) => (
                <option key={name} value={family}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </fieldset>
        <fieldset>
          <legend>Colours</legend>
          {colours.map(([name, label, start]) => (
            <label key={name}>
              {label}
              <input
                type="color"
                value={values[name] ?? start}
                onInput={({ currentTarget }) => set(name, currentTarget.value)}
                onChange={() => {}}
              />
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>Shape and density</legend>
          {sizes.map(([name, label, start, min, max]) => (
            <label key={name}>
              {label}
              <input
                type="range"
                min={min}
                max={max}
                value={values[name] ? Number.parseFloat(values[name]) * 16 : start}
                onInput={({ currentTarget }) => set(name, `${Number(currentTarget.value) / 16}rem`)}
                onChange={() => {}}
              />
            </label>
          ))}
        </fieldset>
        <output aria-label="CSS">
          <pre dir="ltr">{cssOf(theme, { ...(font && { 'font-family': font }), ...values })}</pre>
        </output>
        <button type="button" onClick={() => setValues({})}>
          Start over
        </button>
      </div>
      <div className={`theme-stage ${theme && `cube-theme-${theme}`}`} style={style}>
        <LoginForm forgotPassword={<a href="#reset">Forgot password?</a>} />
        <AccountDeletion />
      </div>
      <style>{styles}</style>
    </div>
  )
}

interface ChoiceProps<Option extends string> {
  label: string
  options: readonly Option[]
  value: Option
  onChange: (value: Option) => void
}

function Choice<Option extends string>({ label, options, value, onChange }: ChoiceProps<Option>): ReactNode {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option === currentTarget.value)
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {option || 'default'}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What to put into one's own stylesheet. */
function cssOf(theme: string, values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(([name, value]) => `  ${name}: ${value};`)
  const selector = theme ? `.cube-theme-${theme}` : ':root'
  const imported = theme ? [`@import '@cubekit/ui/themes/${theme}.css';`, ''] : []
  const rule = lines.length > 0 ? [`${selector} {`, ...lines, '}'] : ['/* Nothing changed yet. */']
  return [...imported, ...rule].join('\n')
}

const styles = `
  .theme-editor { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 2rem; inline-size: 100%; }
  .theme-controls { display: grid; gap: 1.25rem; align-content: start; font-size: .875rem; }
  .theme-editor fieldset { display: grid; gap: .5rem; border: 0; margin: 0; padding: 0; }
  .theme-editor legend { padding: 0 0 .5rem; font-weight: 600; }
  .theme-editor pre { margin: 0; overflow-x: auto; }
  .theme-editor label { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
  .theme-stage { display: grid; gap: 1.5rem; align-content: start; padding: 2rem; border-radius: .75rem; background: light-dark(#eceef2, #0a0b0d); color: light-dark(#15171c, #eceef3); }
`
