import { createSession, getUsers, login } from '@cubekit/core'
import type { EmulatorServer } from '@cubekit/emulator/node'
import { createFloorClient } from './floorClient.ts'
import { ConnectyCube, initOfficialSdk } from './officialSdk.ts'
import { clientOf, credentialsAt, idAt, withEmulator } from './scene.ts'
import { type Outcome, settle } from './settle.ts'
import type { Row, Section } from './table.ts'

/** What goes wrong with the server once the session has expired. */
type Trouble = (emulator: EmulatorServer) => void

const none: Trouble = () => {}
const newSessionsRefused: Trouble = ({ faults }) => void faults.add({ kind: 'rejectFreshTokens' })
const noNewSessions: Trouble = ({ faults }) =>
  void faults.add({ kind: 'status', status: 500, method: 'POST', path: '/session' })

/** 100 calls at the same time, on a session that the server has forgotten. */
export async function measureExpiredSession(): Promise<readonly Section[]> {
  return [
    {
      title: '100 concurrent calls on an expired application session',
      rows: rowsOf(await cubekit(none), await official(none), {
        floor: await floor(none),
        goal: { sessions: 1, others: 200, resolved: 100, rejected: 0, unsettled: 0, isCutOff: false },
      }),
    },
    {
      title: 'The same, and the server refuses the renewed session too',
      rows: rowsOf(await cubekit(newSessionsRefused), await official(newSessionsRefused), {
        goal: { sessions: 1, others: 200, resolved: 0, rejected: 100, unsettled: 0, isCutOff: false },
      }),
    },
    {
      title: 'The same, and the renewal fails with status 500',
      rows: rowsOf(await cubekit(noNewSessions), await official(noNewSessions), {
        goal: { sessions: 1, others: 100, resolved: 0, rejected: 100, unsettled: 0, isCutOff: false },
      }),
    },
    { title: '100 concurrent calls on the expired session of a signed-in user', rows: await ofUser() },
  ]
}

function rowsOf(ours: Outcome, theirs: Outcome, bounds: { floor?: Outcome; goal: Outcome }): Row[] {
  const row = (what: string, textOf: (outcome: Outcome) => string): Row => ({
    what,
    cubekit: textOf(ours),
    official: textOf(theirs),
    ...(bounds.floor ? { floor: textOf(bounds.floor) } : {}),
    goal: textOf(bounds.goal),
  })
  const counted = (count: number, { isCutOff }: Outcome): string =>
    isCutOff ? `${count}, then cut off` : `${count}`
  return [
    row('POST /session', (outcome) => counted(outcome.sessions, outcome)),
    row('other requests', (outcome) => counted(outcome.others, outcome)),
    row(
      'calls resolved / rejected / unsettled',
      ({ resolved, rejected, unsettled }) => `${resolved} / ${rejected} / ${unsettled}`,
    ),
  ]
}

async function cubekit(trouble: Trouble): Promise<Outcome> {
  return withEmulator(async (emulator) => {
    const client = clientOf(emulator)
    await createSession(client)
    emulator.expireSessions()
    trouble(emulator)
    return settle(emulator, (index) => getUsers(client, { id: idAt(emulator, index) }))
  })
}

async function official(trouble: Trouble): Promise<Outcome> {
  return withEmulator(async (emulator) => {
    let isOver = false
    initOfficialSdk(emulator, (giveUp, retry) => {
      if (isOver) giveUp()
      else
        ConnectyCube.createSession()
          .then(retry)
          .catch(() => {})
    })
    await ConnectyCube.createSession()
    emulator.expireSessions()
    trouble(emulator)
    const outcome = await settle(emulator, (index) => ConnectyCube.users.getV2({ id: idAt(emulator, index) }))
    isOver = true
    return outcome
  })
}

async function floor(trouble: Trouble): Promise<Outcome> {
  return withEmulator(async (emulator) => {
    const client = createFloorClient({
      apiUrl: emulator.url,
      appId: emulator.clientOptions.appId,
      ...emulator.keys,
      store: { get: () => null, set: () => {} },
    })
    const path = (index: number): string => `/users/v2?id=${idAt(emulator, index)}`
    await client.get(path(0))
    emulator.expireSessions()
    trouble(emulator)
    return settle(emulator, (index) => client.get(path(index)))
  })
}

/** Who is signed in matters here as much as what became of the calls. */
async function ofUser(): Promise<Row[]> {
  const ours = await withEmulator(async (emulator) => {
    const client = clientOf(emulator)
    const before = await login(client, credentialsAt(emulator, 0))
    emulator.expireSessions()
    const outcome = await settle(emulator, (index) => getUsers(client, { id: idAt(emulator, index) }))
    const { status, user } = client.getSession()
    const who = user?.id === before.id ? 'the same person' : 'somebody else'
    return { outcome, after: status === 'reauth-required' ? `${who}, asked to sign in again` : status }
  })
  const theirs = await withEmulator(async (emulator) => {
    initOfficialSdk(emulator)
    const { user_id } = await ConnectyCube.createSession(credentialsAt(emulator, 0))
    emulator.expireSessions()
    const outcome = await settle(emulator, (index) => ConnectyCube.users.getV2({ id: idAt(emulator, index) }))
    const after = await ConnectyCube.getSession()
    return { outcome, after: after.user_id === user_id ? 'the same person' : 'nobody, unnoticed' }
  })
  const goal = { sessions: 0, others: 100, resolved: 0, rejected: 100, unsettled: 0, isCutOff: false }
  return [
    ...rowsOf(ours.outcome, theirs.outcome, { goal }),
    {
      what: 'who is signed in afterwards',
      cubekit: ours.after,
      official: theirs.after,
      goal: 'the same person',
    },
  ]
}
