import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { GuestForm } from '../guest-form/index.ts'
import { LoginForm } from '../login-form/index.ts'
import { ar } from './ar.ts'
import { CubeLocaleProvider } from './CubeLocaleProvider.tsx'
import { en } from './en.ts'
import { relativeTime } from './relativeTime.ts'

test.each(Object.entries(en).filter(([key]) => key.startsWith('error.')))(
  '%s speaks to people: no codes, no blame, a full stop',
  (_, text) => {
    expect(text).toMatch(/^[A-Z].*\.$/)
    expect(text).not.toMatch(/\b(error|code|invalid|failed|HTTP|null|session-|oops|please)\b|\d{3}/i)
  },
)

test('a form in Arabic is right-to-left and tells times in Arabic', async () => {
  const { user, person } = await renderWithCube(
    <CubeLocaleProvider locale="ar-EG" messages={ar}>
      <LoginForm />
    </CubeLocaleProvider>,
    {
      before: ({ emulator }) =>
        emulator.faults.add({ kind: 'status', status: 429, retryAfter: 150, path: '/login' }),
    },
  )
  const form = screen.getByRole('form', { name: 'تسجيل الدخول' })
  expect(form).toHaveAttribute('dir', 'rtl')
  expect(form).toHaveAttribute('lang', 'ar-EG')
  await user.type(screen.getByLabelText('اسم المستخدم أو البريد الإلكتروني'), person.login)
  await user.type(screen.getByLabelText('كلمة المرور'), `${person.password}{Enter}`)
  const time = new Intl.RelativeTimeFormat('ar-EG').format(3, 'minute')
  expect(await screen.findByRole('alert')).toHaveTextContent(`محاولات كثيرة جدًا. حاول مرة أخرى ${time}.`)
  expect(screen.getByRole('button', { name: 'حاول مرة أخرى' })).toBeVisible()
})

test('a direction that the host gives counts more than the one of the language', async () => {
  await renderWithCube(
    <CubeLocaleProvider locale="he" dir="ltr">
      <LoginForm />
    </CubeLocaleProvider>,
  )
  expect(screen.getByRole('form')).toHaveAttribute('dir', 'ltr')
})

test('without a provider the page around a form decides on language and direction', async () => {
  await renderWithCube(<LoginForm />)
  expect(screen.getByRole('form')).not.toHaveAttribute('lang')
  expect(screen.getByRole('form')).not.toHaveAttribute('dir')
})

test('single words are replaced for all forms, and for one', async () => {
  await renderWithCube(
    <CubeLocaleProvider messages={{ 'login.submit': 'Let me in', 'guest.submit': 'Come in' }}>
      <LoginForm messages={{ 'field.identifier': 'Staff number', 'login.submit': 'Clock in' }} />
      <GuestForm />
    </CubeLocaleProvider>,
  )
  expect(screen.getByLabelText('Staff number')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Clock in' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Come in' })).toBeVisible()
  expect(screen.getByLabelText('Password')).toBeVisible()
})

test('a language that arrives later is spoken at once, and nothing typed is lost', async () => {
  const page = (language: 'en' | 'ar') => (
    <CubeLocaleProvider locale={language} messages={language === 'ar' ? ar : en}>
      <LoginForm />
    </CubeLocaleProvider>
  )
  const { user, wrap, rerender } = await renderWithCube(page('en'))
  await user.type(screen.getByLabelText('Login or email'), 'ada')
  await user.keyboard('{Enter}')
  rerender(wrap(page('ar')))
  await waitFor(() =>
    expect(screen.getByLabelText('كلمة المرور')).toHaveAccessibleDescription('أدخل كلمة المرور.'),
  )
  expect(screen.getByLabelText('اسم المستخدم أو البريد الإلكتروني')).toHaveValue('ada')
  expect(screen.getByRole('form')).toHaveAttribute('dir', 'rtl')
})

test.each([
  [1, 'in 1 second'],
  [99, 'in 99 seconds'],
  [100, 'in 2 minutes'],
  [3601, 'in 61 minutes'],
])('%d seconds are told as "%s"', (seconds, words) => {
  expect(relativeTime(seconds, 'en')).toBe(words)
})
