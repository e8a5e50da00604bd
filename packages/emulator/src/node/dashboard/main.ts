import { keepToken, pull, readState, readToken, TokenRefused, type DashboardState } from './controls.ts'
import { byId, element, showRows } from './elements.ts'
import { faultChoices } from './faultChoices.ts'
import { faultRow, mailRow, requestRow, sessionRow, userRow, type RowActions } from './rows.ts'

const connection = byId('connection', HTMLElement)
const unlock = byId('unlock', HTMLElement)
const dashboard = byId('dashboard', HTMLElement)
const problem = byId('problem', HTMLElement)
const now = byId('now', HTMLTimeElement)
const search = byId('search', HTMLInputElement)
const kind = byId('fault-kind', HTMLSelectElement)
const path = byId('fault-path', HTMLInputElement)
const times = byId('fault-times', HTMLInputElement)
const clockSet = byId('clock-set', HTMLInputElement)
const token = byId('token', HTMLInputElement)

let watching = new AbortController()
/** How far the emulator's clock is ahead of this machine's, in milliseconds. */
let ahead = 0

const rowActions: RowActions = {
  endSession: (sessionId) => act('POST', 'expire', { sessionId }),
  removeFault: (id) => act('DELETE', `faults/${id}`),
}

kind.append(...faultChoices.map(([label], index) => element('option', { value: String(index) }, label)))

onClick('real-time', () => act('POST', 'clock', { skew: 0 }))
onClick('clear-faults', () => act('DELETE', 'faults'))
onClick('expire-all', () => act('POST', 'expire', {}))
onClick('clear-outbox', () => act('DELETE', 'outbox'))
onClick('clear-log', () => act('DELETE', 'log'))
onClick('reset', () => act('POST', 'reset', {}))
for (const button of document.querySelectorAll<HTMLElement>('[data-advance]')) {
  button.addEventListener('click', () => act('POST', 'clock', { advance: Number(button.dataset['advance']) }))
}
onSubmit('clock-form', () => act('POST', 'clock', { set: `${clockSet.value}Z` }))
onSubmit('fault-form', () => {
  const [, fault] = faultChoices[Number(kind.value)] ?? []
  act('POST', 'faults', {
    ...fault,
    ...(path.value.trim() === '' ? {} : { path: path.value.trim() }),
    ...(times.value === '' ? {} : { times: times.valueAsNumber }),
  })
})
onSubmit('unlock-form', () => {
  keepToken(token.value.trim())
  void watch()
})
search.addEventListener('input', () => void watch())
window.addEventListener('hashchange', () => {
  readToken()
  void watch()
})
setInterval(showTime, 1000)

readToken()
void watch()

function onClick(id: string, run: () => void): void {
  byId(id, HTMLElement).addEventListener('click', run)
}

function onSubmit(id: string, run: () => void): void {
  byId(id, HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    run()
  })
}

function act(method: 'POST' | 'DELETE', controlPath: string, body?: object): void {
  problem.textContent = ''
  pull(method, controlPath, body).then(
    // Not every control is announced as a change.
    () => watch(),
    (error: unknown) => {
      problem.textContent = `That did not work. ${error instanceof Error ? error.message : ''}`
    },
  )
}

/** Shows the state now and after each change, until somebody else watches. */
async function watch(): Promise<void> {
  watching.abort()
  watching = new AbortController()
  const { signal } = watching
  let revision: number | null = null
  while (!signal.aborted) {
    try {
      const state = await readState(search.value, revision, signal)
      revision = state.revision
      show(state)
      // A busy emulator changes more often than anybody can read.
      await wait(100)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof TokenRefused) {
        askForToken()
        return
      }
      tellConnection('lost', 'The emulator does not answer. Trying again…')
      revision = null
      await wait(1000)
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

function askForToken(): void {
  tellConnection('locked', 'Locked')
  byId('unlock-error', HTMLElement).textContent =
    token.value === '' ? '' : 'That is not the control token of this emulator.'
  unlock.hidden = false
  dashboard.hidden = true
}

function tellConnection(state: string, text: string): void {
  connection.dataset['state'] = state
  if (connection.textContent !== text) connection.textContent = text
}

function show(state: DashboardState): void {
  tellConnection('live', `Live at ${location.host}`)
  unlock.hidden = true
  dashboard.hidden = false
  ahead = state.now - Date.now()
  showTime()
  byId('users-count', HTMLElement).textContent = state.users.total.toLocaleString('en')
  byId('sessions-count', HTMLElement).textContent = state.sessions.total.toLocaleString('en')
  byId('outbox-count', HTMLElement).textContent = state.outbox.length.toLocaleString('en')
  showRows(byId('users', HTMLElement), state.users.shown.map(userRow), 'Nobody fits.')
  showRows(
    byId('sessions', HTMLElement),
    state.sessions.shown.map((session) => sessionRow(session, rowActions)),
    'Nobody is signed in.',
  )
  showRows(
    byId('faults', HTMLElement),
    state.faults.map((fault) => faultRow(fault, rowActions)),
    'Everything works as it should.',
  )
  showRows(
    byId('outbox', HTMLElement),
    state.outbox.map(mailRow),
    'No mail yet. Reset a password to get one.',
  )
  showRows(byId('log', HTMLElement), requestRows(state), 'No requests yet.')
}

/** Requests look alike: those that do are counted, from the oldest on, so that each keeps its key. */
function requestRows({ log }: DashboardState): ReturnType<typeof requestRow>[] {
  const seen = new Map<string, number>()
  return log
    .toReversed()
    .map((entry) => {
      const text = JSON.stringify(entry)
      const count = (seen.get(text) ?? 0) + 1
      seen.set(text, count)
      return requestRow(entry, `${text} ${count}`)
    })
    .toReversed()
}

function showTime(): void {
  const time = new Date(Date.now() + ahead).toISOString()
  now.dateTime = time
  now.textContent = `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  const hours = `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  byId('offset', HTMLElement).textContent =
    minutes === 0 ? 'As on this machine.' : `${hours} ${ahead > 0 ? 'ahead of' : 'behind'} this machine.`
}
