import { createToken, hashToken } from '../db/tokens.ts'
import { newSession } from '../rules/newSession.ts'
import { requireApplication } from '../rules/requireApplication.ts'
import { sessionAnswer } from '../rules/sessionAnswer.ts'
import { defineRoute, type Route } from './route.ts'

/**
 * POST /session/web (JS SDK 3): a session that waits for somebody who is signed in elsewhere to take it over.
 * The code to show them is a guess: it is the web token itself, where the service may draw a picture of it.
 */
export const createWebSession: Route = defineRoute({
  method: 'POST',
  path: '/session/web',
  access: 'anyone',
  handle(call) {
    requireApplication(call.world, call.body)
    const webToken = createToken()
    const { session, token } = call.world.db.sessions.create({
      ...newSession(call),
      webTokenHash: hashToken(webToken),
    })
    return { status: 201, body: { ...sessionAnswer(session, token, null), qr_code: webToken }, session }
  },
})
