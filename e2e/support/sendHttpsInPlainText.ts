import http from 'node:http'
import https from 'node:https'
import { vi } from 'vitest'

/**
 * The official SDKs before version 6 can only speak https. What they hand to Node as an https request is
 * sent in plain text instead, until the mocks are restored.
 */
export function sendHttpsInPlainText(): void {
  vi.spyOn(https, 'request').mockImplementation((options: unknown, callback: unknown) => {
    if (typeof options !== 'object' || typeof callback === 'string')
      throw new TypeError('An unexpected call.')
    const listener =
      typeof callback === 'function' ? (message: http.IncomingMessage): void => callback(message) : undefined
    return http.request({ ...options, agent: undefined, protocol: 'http:' }, listener)
  })
}
