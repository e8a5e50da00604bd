import { CubeLocaleProvider, LoginForm, OnlineUsers, SignUpForm, UserCard, UserList } from '@cubekit/ui'
import type { CubeMessages } from '@cubekit/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { createScene } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { CubeProvider } from '@cubekit/react'
import { languages } from './languages.ts'
import { allSorts, minutesAgo, person } from './people.ts'

/** One chunk for each language, fetched when somebody chooses it. */
const load: Readonly<Record<string, () => Promise<CubeMessages>>> = {
  en: async () => (await import('@cubekit/ui/messages/en')).en,
  de: async () => (await import('@cubekit/ui/messages/de')).de,
  uk: async () => (await import('@cubekit/ui/messages/uk')).uk,
  ar: async () => (await import('@cubekit/ui/messages/ar')).ar,
  ja: async () => (await import('@cubekit/ui/messages/ja')).ja,
}

/** A form whose language can be changed while somebody fills it in. */
function LanguageSwitch(): ReactNode {
  const [{ locale, messages }, setLanguage] = useState<{ locale: string; messages?: CubeMessages }>({
    locale: 'en',
  })
  const choose = async (code: string): Promise<void> => {
    const loaded = await load[code]?.()
    if (loaded) setLanguage({ locale: code, messages: loaded })
  }
  return (
    <>
      <label style={{ display: 'flex', gap: '0.5rem', marginBlockEnd: '1rem' }}>
        Language
        <select value={locale} onChange={({ currentTarget }) => void choose(currentTarget.value)}>
          {languages
            .filter(({ code }) => code in load)
            .map(({ code, title }) => (
              <option key={code} value={code}>
                {title}
              </option>
            ))}
        </select>
      </label>
      <CubeLocaleProvider locale={locale} messages={messages}>
        <LoginForm />
      </CubeLocaleProvider>
    </>
  )
}

const meta = preview.meta({ title: 'Components/Languages', component: LanguageSwitch })

/** Loads a language on demand and keeps all that was typed, and what was said about it. */
export const Switch = meta.story({
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByLabelText('Login or email'), 'ada@example.com{Enter}')
    await expect(canvas.getByLabelText('Password')).toHaveAccessibleDescription('Enter your password.')
    await userEvent.selectOptions(canvas.getByLabelText('Language'), 'ar')
    const form = await canvas.findByRole('form', { name: 'تسجيل الدخول' })
    await expect(form).toHaveAttribute('dir', 'rtl')
    await expect(canvas.getByLabelText('كلمة المرور')).toHaveAccessibleDescription('أدخل كلمة المرور.')
    await expect(canvas.getByLabelText('اسم المستخدم أو البريد الإلكتروني')).toHaveValue('ada@example.com')
    await userEvent.selectOptions(canvas.getByLabelText('Language'), 'uk')
    await waitFor(() => expect(canvas.getByLabelText('Пароль')).toBeInvalid())
    await expect(canvas.getByRole('form')).toHaveAttribute('dir', 'ltr')
    await expect(canvas.getByLabelText('Логін або пошта')).toHaveValue('ada@example.com')
  },
})

const fields = { full_name: 'required', phone: 'optional', website: 'optional', tags: 'optional' } as const

/** The longest form in all ten, side by side in narrow columns: nothing overflows. */
export const All = meta.story({
  tags: ['!autodocs'],
  parameters: {
    layout: 'padded',
    scenario: 'none',
    a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
  },
  loaders: [async () => ({ everywhere: await createScene() })],
  render: (_, { loaded }) => (
    <CubeProvider client={(loaded['everywhere'] as Scene).client}>
      <div className="languages">
        {languages.map(({ code, messages }) => (
          <CubeLocaleProvider key={code} locale={code} messages={messages}>
            <SignUpForm identify="both" fields={fields} />
          </CubeLocaleProvider>
        ))}
        <style>
          {'.languages { display: grid; grid-template-columns: repeat(auto-fill, 20rem); gap: 1rem; }'}
        </style>
      </div>
    </CubeProvider>
  ),
  play: async ({ canvas }) => {
    const forms = canvas.getAllByRole('form')
    await expect(forms).toHaveLength(languages.length)
    for (const form of forms) {
      form.querySelector<HTMLButtonElement>('[type=submit]')?.click()
      await waitFor(() => expect(form.querySelectorAll('[aria-invalid=true]').length).toBeGreaterThan(2))
      await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
    }
  },
})

export const AllDark = All.extend({ globals: { scheme: 'dark' } })

const seen = person({ login: 'ada', last_request_at: minutesAgo(59) })

/** Who is there, and when others were, in all ten. */
export const People = meta.story({
  tags: ['!autodocs'],
  parameters: { layout: 'padded', scenario: { signedIn: 'user', online: 3 } satisfies Scenario },
  render: () => (
    <div className="languages">
      {languages.map(({ code, messages }) => (
        <CubeLocaleProvider key={code} locale={code} messages={messages}>
          <section aria-label={code} style={{ display: 'grid', gap: '1rem', minInlineSize: 0 }}>
            <OnlineUsers />
            <UserCard user={seen} presence="offline" />
            <UserList users={allSorts.slice(0, 3)} />
            <UserList users={[]} />
          </section>
        </CubeLocaleProvider>
      ))}
      <style>
        {'.languages { display: grid; grid-template-columns: repeat(auto-fill, 18rem); gap: 2rem; }'}
      </style>
    </div>
  ),
  play: async ({ canvas }) => {
    for (const { code, messages } of languages) {
      const language = within(canvas.getByRole('region', { name: code }))
      const forms = messages['people.onlineCount']
      const three = (forms[new Intl.PluralRules(code).select(3)] ?? forms.other).replace('{count}', '3')
      await expect(await language.findByText(three)).toBeVisible()
      await expect(language.getByText(messages['people.none'])).toBeVisible()
    }
  },
})
