import { CubeProvider } from '@cubekit/react'
import type { ReactElement } from 'react'
import { createScene } from '../../.storybook/scenarios.ts'
import { everyForm } from './everyForm.tsx'

/** A form as an app shows it, on a server that knows who is there. */
export async function renderForm(name: string): Promise<ReactElement> {
  const form = everyForm.find((form) => form.name === name)
  const scene = await createScene(form?.scenario)
  if (!form || !scene) throw new Error(`There is no form ${name}.`)
  const session = scene.client.getSession()
  return (
    <CubeProvider
      client={scene.client}
      initialSession={
        session.status === 'user' || session.status === 'guest' ? session : { status: 'signed-out' }
      }
    >
      {form.show({})}
    </CubeProvider>
  )
}
