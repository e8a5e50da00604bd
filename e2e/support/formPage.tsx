import { getUser } from '@cubekit/core'
import type { Fault, LogEntry, SeedUser } from '@cubekit/emulator'
import { CubeProvider } from '@cubekit/react'
import { createRoot, type Root } from 'react-dom/client'
import { createScene, type Scenario, type Scene } from '../../.storybook/scenarios.ts'
import { everyForm } from './everyForm.tsx'
import { everyView } from './everyView.tsx'

// The page on which end-to-end tests show one form or view after the other, each with a server of its own in the page.

/** What a test can do in the page. */
export interface FormPage {
  /** Takes the last form off and shows this one: to somebody with these properties, with this text of the host. */
  show(name: string, person?: Partial<SeedUser>, text?: string): Promise<void>
  addFault(fault: Fault): void
  /** The requests since the form is shown. */
  log(): readonly LogEntry[]
}

declare global {
  var formPage: FormPage
}

let root: Root | undefined
let scene: Scene | null = null
let before = 0

globalThis.formPage = {
  async show(name, person = {}, text) {
    root?.unmount()
    const form = [...everyForm, ...everyView].find((form) => form.name === name)
    if (!form) throw new Error(`There is neither a form nor a view ${name}.`)
    scene = await createScene(withPerson(form.scenario ?? {}, person))
    if (!scene) throw new Error('The form has no server.')
    const { client, emulator } = scene
    const { user } = client.getSession()
    // Somebody notices that the session is over.
    if (form.scenario?.expired && user) await getUser(client, user.id).catch(() => {})
    emulator.faults.clear()
    before = emulator.log.length
    for (const fault of form.scenario?.faults ?? []) emulator.faults.add(fault)
    const place = document.querySelector('#root')
    if (!place) throw new Error('The page has no place for the form.')
    root = createRoot(place)
    root.render(<CubeProvider client={client}>{form.show({ text })}</CubeProvider>)
  },
  addFault: (fault) => void scene?.emulator.faults.add(fault),
  log: () => (scene?.emulator.log ?? []).slice(before),
}

/** The scenario, with other properties for whoever is there. */
function withPerson(scenario: Scenario, changes: Partial<SeedUser>): Scenario {
  const { signedIn } = scenario
  if (typeof signedIn === 'object')
    return { ...scenario, signedIn: { guest: changes.full_name ?? signedIn.guest } }
  const { users } = scenario.emulator ?? {}
  if (typeof users !== 'object') return scenario
  const [first, ...others] = users
  return { ...scenario, emulator: { ...scenario.emulator, users: [{ ...first, ...changes }, ...others] } }
}
