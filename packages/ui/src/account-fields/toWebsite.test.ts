import { expect, test } from 'vitest'
import { toTags } from './toTags.ts'
import { toWebsite } from './toWebsite.ts'

test.each([
  ['https://example.com', 'https://example.com'],
  ['http://example.com/a?b=c#d', 'http://example.com/a?b=c#d'],
  ['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
  ['example.com', 'https://example.com'],
  ['example.com:8080/path', 'https://example.com:8080/path'],
  ['münchen.example', 'https://münchen.example'],
])('%s is the website %s', (text, website) => {
  expect(toWebsite(text)).toBe(website)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'javascript://example.com/%0aalert(1)',
  'javascript:1',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'vbscript:msgbox',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  'https://example.com@evil.example',
  'https://user:password@example.com',
  'https://',
  'localhost',
  'http://javascript:alert(1)',
  'not a website',
])('%s is none', (text) => {
  expect(toWebsite(text)).toBeNull()
})

test.each([
  ['a, b,c', ['a', 'b', 'c']],
  [' chess ,, chess,', ['chess']],
  ['شطرنج، موسيقى', ['شطرنج', 'موسيقى']],
  ['音楽、囲碁，茶', ['音楽', '囲碁', '茶']],
  ['', []],
])('%j are the tags %j', (text, tags) => {
  expect(toTags(text)).toEqual(tags)
})
