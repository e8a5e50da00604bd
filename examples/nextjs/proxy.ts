import { NextResponse, type NextRequest } from 'next/server'
import { visitorCookie } from './cube/visitor.ts'

/**
 * Gives each browser a name of its own, in a cookie that other sites do not send. The signer counts by it. A script
 * can make one up: limit addresses in front of it as well. An app with accounts returns who is signed in to it.
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
