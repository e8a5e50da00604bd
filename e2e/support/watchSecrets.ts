import type { Page } from 'playwright'
import { everythingStored } from './everythingStored.ts'

/** Where to look. The last holds what went to anywhere but the site and the API. */
export const sinkNames = [
  'URLs and referrers',
  'DOM',
  'console',
  'thrown errors',
  'resource timing',
  'history',
  'web storage and cookies',
  'messages to other tabs',
  'query and mutation caches',
  'HTML of a server',
  'bundle',
  'requests to other origins',
] as const

/** Everything that comes to light while a page lives. */
export interface SecretWatch {
  readonly found: Map<string, string[]>
  /** All session tokens that the page was given. */
  readonly tokens: Set<string>
  readonly violations: string[]
  add(sink: (typeof sinkNames)[number], text: string): void
  /** In which of the twelve places this came to light. */
  placesOf(secret: string): string[]
  /** Looks at all that can be looked at in this moment, and returns what is stored. */
  look(): ReturnType<typeof everythingStored>
}

/** Watches a page from before its first script on. What goes to other origins than these is noted as well. */
export async function watchSecrets(page: Page, origins: readonly string[]): Promise<SecretWatch> {
  const found = new Map<string, string[]>()
  const tokens = new Set<string>()
  const violations: string[] = []
  const add = (sink: string, text: string): void => {
    const texts = found.get(sink) ?? []
    found.set(sink, texts)
    texts.push(text)
    if (sink === 'violation') violations.push(text)
  }
  const answers: Promise<void>[] = []
  page.on('request', (request) => {
    add('URLs and referrers', request.url())
    add('URLs and referrers', request.headers()['referer'] ?? '')
    const { origin } = new URL(request.url())
    if (!origins.includes(origin))
      add('requests to other origins', JSON.stringify([request.url(), request.headers(), request.postData()]))
  })
  page.on('response', (response) => {
    if (!/\/(?:session|broker)$/.test(response.url())) return
    const reading = response.text().then(
      (text) => noteToken(tokens, text),
      () => {},
    )
    answers.push(reading)
  })
  page.on('console', (message) => {
    add('console', `${message.type()} ${message.text()}`)
    const { url } = message.location()
    if (/content security policy|trusted ?type/i.test(message.text()))
      violations.push(`${message.text()} ${url}`)
  })
  page.on('pageerror', (error) => add('console', `${String(error)} ${error.stack ?? ''}`))
  await page.addInitScript(spy)

  const drain = async (): Promise<void> => {
    for (const [sink, text] of await page.evaluate(() => sinks.splice(0))) add(sink, text)
  }
  page.on('framenavigated', (frame) => add('URLs and referrers', frame.url()))
  return {
    found,
    tokens,
    violations,
    add,
    placesOf: (secret) => sinkNames.filter((name) => found.get(name)?.some((text) => text.includes(secret))),
    async look() {
      await drain()
      add('DOM', await page.content())
      add('resource timing', await page.evaluate(() => JSON.stringify(performance.getEntries())))
      add(
        'history',
        await page.evaluate(() => JSON.stringify([location.href, history.state, document.referrer])),
      )
      const stored = await everythingStored(page)
      for (const { where, value } of stored)
        if (!where.startsWith('indexedDB')) add('web storage and cookies', `${where} ${value}`)
      await Promise.all(answers)
      return stored
    },
  }
}

/** Runs in the page before its own scripts: notes what leaves it by ways that can be overheard. */
function spy(): void {
  globalThis.sinks = []
  const note = (sink: string, values: unknown): void => {
    try {
      sinks.push([sink, JSON.stringify(values) ?? String(values)])
    } catch {
      sinks.push([sink, String(values)])
    }
  }
  const overhear = (target: object, name: string, sink: string): void => {
    const original = Reflect.get(target, name) as (...all: unknown[]) => unknown
    Reflect.set(target, name, function (this: unknown, ...all: unknown[]) {
      note(sink, all)
      return original.apply(this, all)
    })
  }
  overhear(BroadcastChannel.prototype, 'postMessage', 'messages to other tabs')
  overhear(globalThis, 'postMessage', 'messages to other tabs')
  overhear(Storage.prototype, 'setItem', 'web storage and cookies')
  overhear(history, 'pushState', 'history')
  overhear(history, 'replaceState', 'history')
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    note('violation', [violatedDirective, blockedURI, sample]),
  )
  for (const name of ['error', 'unhandledrejection'])
    addEventListener(name, (event) => note('console', [name, String(Reflect.get(event, 'reason') ?? '')]))
  new MutationObserver((mutations) => {
    for (const { addedNodes, target, attributeName } of mutations) {
      for (const node of addedNodes) note('DOM', node instanceof Element ? node.outerHTML : node.textContent)
      if (attributeName !== null && target instanceof Element) note('DOM', target.getAttribute(attributeName))
      if (target instanceof Text) note('DOM', target.data)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
}

/** Notes the session token in an answer, if there is one. */
export function noteToken(tokens: Set<string>, answer: string): void {
  const token = /"token":\s*"(?<token>[^"]+)"/.exec(answer)?.groups?.['token']
  if (token !== undefined) tokens.add(token)
}
