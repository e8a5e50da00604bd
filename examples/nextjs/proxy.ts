import { NextResponse, type NextRequest } from 'next/server'
import { visitorCookie } from './cube/visitor.ts'

/**
 * Gives each browser a name of its own, in a cookie that no script can read. The signer counts by it. An app with
 * accounts has such a cookie already.
 */
export function proxy(request: NextRequest): NextResponse {
  const response = NextResponse.next()
  if (!request.cookies.has(visitorCookie)) {
    response.cookies.set(visitorCookie, crypto.randomUUID(), {
      httpOnly: true,
      sameSite: 'strict',
      secure: request.nextUrl.protocol === 'https:',
      maxAge: 30 * 24 * 3600,
    })
  }
  return response
}

export const config = { matcher: '/' }
