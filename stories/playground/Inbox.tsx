import type { OutboxMail } from '@cubekit/emulator'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { openWorld } from './world.ts'

/** The e-mails that the server would have sent, with what their links lead to. Empty: nothing. */
export function Inbox(): ReactNode {
  const { emulator } = openWorld()
  const [mails, setMails] = useState<readonly OutboxMail[]>([])
  useEffect(() => {
    const read = (): void => setMails(emulator.outbox.slice(-2).toReversed())
    read()
    return emulator.subscribe(read)
  }, [emulator])
  if (mails.length === 0) return null
  return (
    <section lang="en" dir="ltr" className="playground-card" aria-labelledby="inbox">
      <h2 id="inbox">Inbox</h2>
      {mails.map((mail) => (
        <Mail key={mail.id} mail={mail} />
      ))}
    </section>
  )
}

/** A mail with a link to choose a new password. The link leads nowhere here, so its page is part of the mail. */
function Mail({ mail }: { mail: OutboxMail }): ReactNode {
  const [outcome, setOutcome] = useState('')
  const [link = ''] = /https?:\S+/.exec(mail.text) ?? []
  const choose = async (password: FormDataEntryValue | null): Promise<void> => {
    const body = new URLSearchParams({ password: typeof password === 'string' ? password : '' })
    const answer = await openWorld().emulator.fetch(link, { method: 'POST', body })
    setOutcome(
      answer.ok
        ? 'Changed. Sign in with it.'
        : 'The link is used, or the password has no 6 to 40 characters.',
    )
  }
  return (
    <form
      method="post"
      aria-label={`${mail.subject}, to ${mail.to}`}
      onSubmit={(event) => {
        event.preventDefault()
        void choose(new FormData(event.currentTarget).get('chosen'))
      }}
    >
      <p>
        To <bdi>{mail.to}</bdi>: {mail.subject}
      </p>
      <label>
        New password, as on the page behind the link
        <input name="chosen" type="text" autoComplete="off" />
      </label>
      <button type="submit">Choose it</button>
      <output>{outcome}</output>
    </form>
  )
}
