import type { SeededPerson } from '../db/seed/SeedUser.ts'
import { FlagError } from './FlagError.ts'
import { readFlags, usage, type Flags } from './readFlags.ts'
import { startEmulator, type EmulatorServer } from './startEmulator.ts'

/** Runs the command line: prints where the emulator listens and serves until it is told to stop. */
export async function main(args: readonly string[]): Promise<void> {
  const flags = readOrComplain(args)
  if (flags === null) return
  if (flags.help) {
    console.log(usage)
    return
  }
  const emulator = await startOrComplain(flags)
  if (emulator === null) return
  const stop = (): void => void emulator.stop()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Last, because whoever reads it may stop us at once.
  console.log(flags.json ? announceAsJson(emulator) : announce(emulator))
}

function complain(message: string, exitCode: number): null {
  console.error(message)
  process.exitCode = exitCode
  return null
}

function readOrComplain(args: readonly string[]): Flags | null {
  try {
    return readFlags(args)
  } catch (error) {
    if (error instanceof FlagError) return complain(`${error.message}\n\n${usage}`, 2)
    throw error
  }
}

async function startOrComplain({
  port,
  users,
  seed,
  data,
  settings,
  allowProduction,
}: Flags): Promise<EmulatorServer | null> {
  try {
    return await startEmulator({
      port,
      allowProduction,
      ...settings,
      ...(users === undefined ? {} : { users }),
      ...(seed === undefined ? {} : { seed }),
      ...(data === undefined ? {} : { data }),
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const code = 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      return complain(`Port ${port} is taken. Choose another with --port, or 0 for a free one.`, 1)
    if (code === 'EACCES')
      return complain(`Port ${port} is not yours to open. Choose one above 1023 with --port.`, 1)
    return complain(error.message, 1)
  }
}

/** The people whose passwords are still those they were given: a data file may hold others by now. */
function peopleOf({ people, db }: EmulatorServer): SeededPerson[] {
  return people.filter(({ id }) => db.users.seededPassword(id) !== null)
}

function announceAsJson(emulator: EmulatorServer): string {
  const { url, clientOptions, keys, controlToken } = emulator
  const { appId } = clientOptions
  return JSON.stringify({ url, appId, ...keys, controlToken, users: peopleOf(emulator).slice(0, 3) })
}

function announce(emulator: EmulatorServer): string {
  const { url, dashboardUrl, clientOptions, keys, controlToken } = emulator
  const people = peopleOf(emulator)
  const width = Math.max(0, ...people.slice(0, 3).map(({ login }) => login.length))
  const row = ({ login, password, full_name }: SeededPerson): string =>
    `    ${login.padEnd(width)}   ${password.padEnd(24)} ${full_name}`
  return [
    `The ConnectyCube emulator listens on ${url}`,
    ``,
    `  Dashboard     ${dashboardUrl}`,
    `  Control token ${controlToken}`,
    `  App id        ${clientOptions.appId}`,
    `  Auth key      ${keys.authKey}`,
    `  Auth secret   ${keys.authSecret}`,
    `  People        ${people.length}${people.length > 0 ? ', among them (login, password, name)' : ''}`,
    ...people.slice(0, 3).map(row),
    ``,
    `  Press Ctrl+C to stop.`,
  ].join('\n')
}
