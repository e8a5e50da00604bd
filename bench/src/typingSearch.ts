import { type CubeUser, login, searchUsers } from '@cubekit/core'
import { createEmulator, type Emulator, type SeedUser } from '@cubekit/emulator'
import { mock } from 'node:test'
import { createElement, useState, type ReactNode } from 'react'
import { installPeers } from './installPeers.ts'
import { signInToOfficialReact } from './officialReact.ts'
import { randomOf } from './people.ts'
import { loadCubekitReact, openDocument, type ReactPage, show } from './reactPage.ts'
import { clientOf, credentialsAt } from './scene.ts'
import { spreadOf } from './spreadOf.ts'
import type { Row, Section } from './table.ts'

const word = 'alexander'
const stepMs = 5
const frameMs = 15
/** After so long, every answer has come: two in a row, of the slowest. */
const waitMs = 1500
const runs = 50

/** As much of a user as the list shows. */
type Shown = Pick<CubeUser, 'id' | 'full_name' | 'login'>

/** What came of typing the word once. */
interface Run {
  readonly rounds: number
  readonly requests: number
  readonly refused: number
  readonly staleFrames: number
  readonly isWrong: boolean
  /** From the last key until the final list is there; `NaN` if it never was. */
  readonly answeredMs: number
}

/** Typing a name, key by key, on a clock of our own: the same in each run on each machine. */
export async function measureTypingSearch(): Promise<readonly Section[]> {
  openDocument()
  const packages = await installPeers()
  const sections: Section[] = []
  const steady = () => 50
  const jittery = (run: number): (() => number) => {
    const next = randomOf(run + 1)
    return () => 50 + Math.round(next() * 550)
  }
  for (const [keyMs, title, delaysOf] of [
    [80, 'answers after 50 ms', () => steady],
    [80, 'answers after 50 to 600 ms', jittery],
    [250, 'answers after 50 to 600 ms', jittery],
  ] as const) {
    const ours: Run[] = []
    const theirs: Run[] = []
    for (let run = 0; run < runs; run++) {
      ours.push(await typeOnce(cubekit, keyMs, delaysOf(run)))
      if (packages !== null)
        theirs.push(await typeOnce((scene) => official(scene, packages), keyMs, delaysOf(run)))
    }
    const heading = `Typing “${word}” at ${keyMs} ms a key, ${title}, ${runs} runs`
    sections.push(sectionOf(keyMs, heading, ours, theirs))
  }
  return sections
}

function sectionOf(keyMs: number, title: string, ours: readonly Run[], theirs: readonly Run[]): Section {
  const row = (
    what: string,
    value: (runs: readonly Run[]) => string | number,
    goal: string | number | undefined,
    floor?: number,
  ): Row => ({
    what,
    cubekit: value(ours),
    ...(theirs.length > 0 && { official: value(theirs) }),
    ...(floor !== undefined && { floor }),
    ...(goal !== undefined && { goal }),
  })
  /** Too fast to be asked about in between. */
  const isFast = keyMs < 150
  const most = (runs: readonly Run[], of: (run: Run) => number): number => Math.max(...runs.map(of))
  const total = (runs: readonly Run[], of: (run: Run) => number): number =>
    runs.reduce((sum, run) => sum + of(run), 0)
  return {
    title,
    beside: 'useUsers of @connectycube/react 6.1.2',
    rows: [
      row(
        'rounds of requests, at most',
        (all) => most(all, ({ rounds }) => rounds),
        isFast ? 2 : undefined,
        isFast ? 1 : undefined,
      ),
      row('requests, at most', (all) => most(all, ({ requests }) => requests), undefined),
      row('requests that the server refused, at most', (all) => most(all, ({ refused }) => refused), 0, 0),
      row(
        'frames with somebody who does not match, in all runs',
        (all) => total(all, ({ staleFrames }) => staleFrames),
        0,
        0,
      ),
      row('final lists that are wrong', (all) => total(all, ({ isWrong }) => Number(isWrong)), 0, 0),
      row(
        'from the last key to the final list, median ms (most)',
        (all) => {
          const { median, most: slowest } = spreadOf(
            all.map(({ answeredMs }) => answeredMs).filter((ms) => !Number.isNaN(ms)),
          )
          return `${median} (${slowest})`
        },
        '200 + the answer',
      ),
    ],
  }
}

/** A server, and what was asked of it. */
interface Scene {
  readonly emulator: Emulator
  readonly fetch: typeof globalThis.fetch
}

async function typeOnce(
  open: (scene: Scene) => Promise<ReactNode>,
  keyMs: number,
  delay: () => number,
): Promise<Run> {
  const emulator = createEmulator({ users: peopleWithSimilarNames() })
  const requests: { at: number; status: number }[] = []
  let isTyping = false
  let now = 0
  const server = { answering: 0 }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    server.answering++
    const sent = now
    const response = await emulator.fetch(request).finally(() => server.answering--)
    if (!isTyping) return response
    requests.push({ at: sent, status: response.status })
    await new Promise<void>((resolve, reject) => {
      setTimeout(resolve, delay())
      request.signal.addEventListener('abort', () => reject(request.signal.reason))
    })
    return response
  }
  try {
    const app = await open({ emulator, fetch })
    const client = clientOf(emulator, { fetch })
    await login(client, credentialsAt(emulator, 0))
    const { items: expected } = await searchUsers(client, word)
    if (expected.length === 0) throw new Error(`Nobody is called ${word}.`)
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.now() })
    const page = await show(app)
    const settle = async (): Promise<void> => {
      do for (let turn = 0; turn < 8; turn++) await new Promise(setImmediate)
      while (server.answering > 0)
    }
    await page.after(settle)
    isTyping = true
    let staleFrames = 0
    let answeredAt = Number.NaN
    const lastKeyAt = (word.length - 1) * keyMs
    for (; now <= lastKeyAt + waitMs; now += stepMs) {
      if (now % keyMs === 0 && now <= lastKeyAt) {
        await page.after(async () => type(page, word.slice(0, now / keyMs + 1)))
      }
      await page.after(async () => {
        mock.timers.tick(stepMs)
        await settle()
      })
      const shown = shownOn(page)
      const text = inputOf(page).value
      if (now % frameMs === 0 && shown.some((user) => !matches(user, text))) staleFrames++
      const isFinal = text === word && isRight(shown, expected)
      if (!isFinal) answeredAt = Number.NaN
      else if (Number.isNaN(answeredAt)) answeredAt = now + stepMs
    }
    const isWrong = !isRight(shownOn(page), expected)
    page.close()
    return {
      rounds: new Set(requests.map(({ at }) => at)).size,
      requests: requests.length,
      refused: requests.filter(({ status }) => status >= 400).length,
      staleFrames,
      isWrong,
      answeredMs: answeredAt - lastKeyAt,
    }
  } finally {
    mock.timers.reset()
  }
}

async function cubekit({ emulator, fetch }: Scene): Promise<ReactNode> {
  const { CubeProvider, useUsersSearch } = await loadCubekitReact()
  const client = clientOf(emulator, { fetch })
  await login(client, credentialsAt(emulator, 0))
  function App(): ReactNode {
    const [text, setText] = useState('')
    const { data } = useUsersSearch(text)
    return createElement(SearchBox, { text, setText, users: data.items })
  }
  return createElement(CubeProvider, { client }, createElement(App))
}

/** As one uses it in an input: each key searches, and what comes is shown. */
async function official({ emulator, fetch }: Scene, packages: string): Promise<ReactNode> {
  const { useUsers } = await signInToOfficialReact(emulator, fetch, packages)
  function App(): ReactNode {
    const { searchUsers } = useUsers()
    const [text, setText] = useState('')
    const [users, setUsers] = useState<readonly Shown[]>([])
    const change = (next: string): void => {
      setText(next)
      searchUsers(next).then(setUsers, () => setUsers([]))
    }
    return createElement(SearchBox, { text, setText: change, users })
  }
  return createElement(App)
}

interface SearchBoxProps {
  readonly text: string
  readonly setText: (text: string) => void
  readonly users: readonly Shown[]
}

function SearchBox({ text, setText, users }: SearchBoxProps): ReactNode {
  const input = createElement('input', {
    value: text,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => setText(currentTarget.value),
  })
  const rows = users.map(({ id, full_name, login }) =>
    createElement('li', { key: id, 'data-id': id, 'data-login': login }, full_name),
  )
  return createElement('div', null, input, createElement('ul', null, rows))
}

function inputOf({ root }: ReactPage): HTMLInputElement {
  const input = root.querySelector('input')
  if (!input) throw new Error('There is no input.')
  return input
}

/** What a browser does for a key, in a page that has none. */
function type(page: ReactPage, text: string): void {
  const input = inputOf(page)
  // React looks at what it has set itself, and would miss this.
  Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new window.Event('input', { bubbles: true }))
}

function shownOn({ root }: ReactPage): readonly Shown[] {
  return [...root.querySelectorAll('li')].map((row) => ({
    id: Number(row.dataset['id']),
    full_name: row.textContent,
    login: row.dataset['login'] ?? null,
  }))
}

function matches({ full_name, login }: Shown, text: string): boolean {
  const begins = (words: string | null | undefined): boolean =>
    ` ${words ?? ''}`.toLowerCase().includes(` ${text.toLowerCase()}`)
  return begins(full_name) || begins(login)
}

function isRight(shown: readonly Shown[], expected: readonly Shown[]): boolean {
  const ids = new Set(shown.map(({ id }) => id))
  return expected.every(({ id }) => ids.has(id)) && shown.every((user) => matches(user, word))
}

/** Six people for each way in which the name may go on, so that each text finds others. */
function peopleWithSimilarNames(): SeedUser[] {
  const names = [
    'Grace',
    'Alex',
    'Alexa',
    'Alexan',
    'Alexand',
    'Alexande',
    'Alexander',
    'Alexandra',
    'Alexei',
  ]
  return names.flatMap((name, at) =>
    Array.from({ length: 6 }, (_, other) => ({
      login: `${name.toLowerCase()}.${at}${other}`,
      full_name: `${name} ${'BCDEFG'.charAt(other)}.`,
      password: 'a-long-password',
    })),
  )
}
