import type { ReactNode } from 'react'
import { openWorld } from './world.ts'

/** People one can sign in as, for the person at the playground. */
export function DemoPeople(): ReactNode {
  return (
    <aside lang="en" dir="ltr" className="playground-card playground-people" aria-labelledby="demo-people">
      <h2 id="demo-people">Sign in as</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Login</th>
            <th scope="col">Password</th>
          </tr>
        </thead>
        <tbody>
          {openWorld()
            .emulator.people.slice(0, 4)
            .map(({ id, full_name, login, password }) => (
              <tr key={id}>
                <td>
                  <bdi>{full_name}</bdi>
                </td>
                <td dir="ltr">
                  <code>{login}</code>
                </td>
                <td dir="ltr">
                  <code>{password}</code>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <p>Invented people, in a ConnectyCube that runs in this tab. Reload the page: you stay signed in.</p>
    </aside>
  )
}
