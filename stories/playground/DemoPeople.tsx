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
            <th scope="col">Login</th>
            <th scope="col">Password</th>
          </tr>
        </thead>
        {openWorld()
          .emulator.people.slice(0, 4)
          .map(({ id, full_name, login, password }) => (
            <tbody key={id}>
              <tr>
                <th scope="rowgroup" colSpan={2}>
                  <bdi>{full_name}</bdi>
                </th>
              </tr>
              <tr>
                <td>
                  <code>{login}</code>
                </td>
                <td>
                  <code>{password}</code>
                </td>
              </tr>
            </tbody>
          ))}
      </table>
      <p>Invented people, in a ConnectyCube that runs in this tab. Reload the page: you stay signed in.</p>
    </aside>
  )
}
