import { type Browser, chromium } from 'playwright'
import { findChromium } from '../../scripts/findChromium.ts'
import { installPeers } from './installPeers.ts'
import { type Page, servePages } from './servePages.ts'
import { spreadOf } from './spreadOf.ts'
import type { Row, Section } from './table.ts'

/** Nothing but React: what no form made with it can be faster than. */
const bare = `
  import { createRoot } from 'react-dom/client'
  createRoot(document.getElementById('root')).render(<form><input /><button type="submit">Sign in</button></form>)`

/** The same job as our form does, by hand: labels, errors, and a mutation of TanStack Query. */
const byHand = `
  import { QueryClient, QueryClientProvider, useMutation } from '@tanstack/react-query'
  import { createRoot } from 'react-dom/client'

  const queryClient = new QueryClient()

  function LoginForm() {
    const login = useMutation({
      mutationFn: (body) => fetch('/login', { method: 'POST', body: JSON.stringify(body) }),
    })
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault()
          login.mutate(Object.fromEntries(new FormData(event.currentTarget)))
        }}
      >
        <h2>Sign in</h2>
        <label htmlFor="login">Login or email</label>
        <input id="login" name="login" autoComplete="username" required />
        <label htmlFor="password">Password</label>
        <input id="password" name="password" type="password" autoComplete="current-password" required />
        {login.error && <p role="alert">That did not work. Try again.</p>}
        <button type="submit" disabled={login.isPending}>Sign in</button>
      </form>
    )
  }

  createRoot(document.getElementById('root')).render(
    <QueryClientProvider client={queryClient}><LoginForm /></QueryClientProvider>,
  )`

const loginForm = `
  import { createCubeClient, unsigned } from '@cubekit/core'
  import { CubeProvider } from '@cubekit/react'
  import { LoginForm } from '@cubekit/ui/login-form'
  import { createRoot } from 'react-dom/client'

  const client = createCubeClient({ appId: 1, signer: unsigned({ authKey: 'key' }) })
  createRoot(document.getElementById('root')).render(
    <CubeProvider client={client}><LoginForm /></CubeProvider>,
  )`

const authPanel = `
  import { createCubeClient, unsigned } from '@cubekit/core'
  import { CubeProvider } from '@cubekit/react'
  import { AuthPanel } from '@cubekit/ui/auth-panel'
  import { createRoot } from 'react-dom/client'

  const client = createCubeClient({ appId: 1, signer: unsigned({ authKey: 'key' }) })
  const providers = [{ id: 'google', name: 'Google', signIn: async () => null }]
  const phone = { sendCode: async () => { throw new Error() } }
  createRoot(document.getElementById('root')).render(
    <CubeProvider client={client}>
      <AuthPanel ways={['login', 'signUp', 'guest', 'reset']} providers={providers} phone={phone} />
    </CubeProvider>,
  )`

const supabase = `
  import { Auth } from '@supabase/auth-ui-react'
  import { ThemeSupa } from '@supabase/auth-ui-shared'
  import { createClient } from '@supabase/supabase-js'
  import { createRoot } from 'react-dom/client'

  const client = createClient('https://project.example', 'key')
  createRoot(document.getElementById('root')).render(
    <Auth supabaseClient={client} appearance={{ theme: ThemeSupa }} providers={[]} />,
  )`

const rounds = 21
const slowdown = 4

/** From the visit to a page until its form can be used, in Chromium on a processor slowed down to a quarter. */
export async function measureFormReady(): Promise<readonly Section[]> {
  const packages = await installPeers()
  const times = await compareVisits({
    bare: { entry: bare },
    byHand: { entry: byHand },
    loginForm: { entry: loginForm },
    styledLoginForm: { entry: loginForm, hasStyles: true },
    authPanel: { entry: authPanel, hasStyles: true },
    ...(packages !== null && { supabase: { entry: supabase, packages } }),
  })
  const timesOf = (name: string): readonly number[] => times.get(name) ?? []
  const row = (
    what: string,
    column: 'cubekit' | 'official' | 'floor',
    name: string,
    goal?: string,
  ): Row[] => {
    const { median, least, most } = spreadOf(timesOf(name))
    const ratio = spreadOf(timesOf(name).map((time, round) => time / (timesOf('bare')[round] ?? Number.NaN)))
    const whole = [median, least, most].map((ms) => ms.toFixed(0))
    return [
      { what: `${what}: ms`, [column]: `${whole[0]} (${whole[1]} to ${whole[2]})` },
      {
        what: '– times React alone, in the same round',
        [column]: ratio.median.toFixed(2),
        ...(goal && { goal }),
      },
    ]
  }
  return [
    {
      title: `From a visit to a form that takes keys, at ${slowdown}× CPU throttle, median of ${rounds} (least to most)`,
      beside: 'Supabase Auth UI 0.4.7',
      rows: [
        ...row('an input and a button, React alone', 'floor', 'bare').slice(0, 1),
        ...row('a form written by hand with TanStack Query, no styles', 'floor', 'byHand'),
        ...row('LoginForm with client, hooks and TanStack Query, no styles', 'cubekit', 'loginForm', '1.30'),
        ...row('the same with its stylesheet', 'cubekit', 'styledLoginForm', '1.30'),
        ...row('AuthPanel with all its ways and its stylesheet', 'cubekit', 'authPanel'),
        ...(packages === null ? [] : row('a form to sign in, with its client', 'official', 'supabase')),
      ],
    },
  ]
}

/** A new browser profile per visit, taking turns, so that a busy machine is busy for all. */
async function compareVisits(
  candidates: Readonly<Record<string, Page>>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(Object.keys(candidates).map((name) => [name, []]))
  const site = await servePages('form', candidates)
  const browser = await chromium.launch(findChromium())
  try {
    // The first visits warm the browser up and count for nobody.
    for (const name of times.keys()) await visit(browser, `${site.url}/${name}/`)
    for (let round = 0; round < rounds; round++) {
      for (const [name, measured] of times) measured.push(await visit(browser, `${site.url}/${name}/`))
    }
  } finally {
    await browser.close()
    site.stop()
  }
  return times
}

/**
 * Milliseconds from the start of the navigation to the frame in which the form's button is enabled, and from a key
 * to the frame in which the first input shows it. What this program needs to press the key does not count.
 */
async function visit(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.addInitScript(watchForm)
    await page.goto(url, { waitUntil: 'commit' })
    const ready = await page.waitForFunction(() => window.formReady).then((handle) => handle.jsonValue())
    await page.keyboard.press('a')
    const typed = await page.waitForFunction(() => window.keyShown).then((handle) => handle.jsonValue())
    if (ready === undefined || typed === undefined) throw new Error('The form was never ready.')
    const value = await page.locator('input').first().inputValue()
    if (value !== 'a') throw new Error(`The input holds “${value}” after the key “a”.`)
    return ready + typed
  } finally {
    await context.close()
  }
}

declare global {
  interface Window {
    formReady?: number
    keyShown?: number
  }
}

/** Runs in the page before its own scripts. */
function watchForm(): void {
  const afterPaint = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = then
      port2.postMessage(null)
    })
  }
  const observer = new MutationObserver(() => {
    const input = document.querySelector('input')
    if (!input || !document.querySelector('button[type=submit]:enabled')) return
    observer.disconnect()
    input.focus()
    input.addEventListener('keydown', ({ timeStamp }) =>
      input.addEventListener('input', () =>
        afterPaint(() => {
          window.keyShown = performance.now() - timeStamp
        }),
      ),
    )
    afterPaint(() => {
      window.formReady = performance.now()
    })
  })
  observer.observe(document, { subtree: true, childList: true, attributes: true })
}
