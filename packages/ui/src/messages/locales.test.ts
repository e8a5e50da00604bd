import { describe, expect, test } from 'vitest'
import { ar } from './ar.ts'
import type { CubeMessages } from './CubeMessages.ts'
import { de } from './de.ts'
import { directionOf } from './directionOf.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { he } from './he.ts'
import { ja } from './ja.ts'
import { plural, type Plural } from './Plural.ts'
import { pt } from './pt.ts'
import { uk } from './uk.ts'
import type { UsersMessages } from './UsersMessages.ts'
import { arUsers } from './users/ar.ts'
import { deUsers } from './users/de.ts'
import { enUsers } from './users/en.ts'
import { esUsers } from './users/es.ts'
import { frUsers } from './users/fr.ts'
import { heUsers } from './users/he.ts'
import { jaUsers } from './users/ja.ts'
import { ptUsers } from './users/pt.ts'
import { ukUsers } from './users/uk.ts'
import { zhUsers } from './users/zh.ts'
import { zh } from './zh.ts'

type Text = string | Plural
type Texts = CubeMessages & UsersMessages
const textsOf = (messages: Texts): [string, Text][] => Object.entries<Text>({ ...messages })
const formsOf = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text))
const usual = (text: Text): string => (typeof text === 'string' ? text : text.other)
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

const english = textsOf({ ...en, ...enUsers })

/** What is written the same way everywhere. */
const universal = /\{\w+\}|https?:\/\/[\w.]+|[\w.]*@[\w.]*|\+[\d ]+|SMS|JPEG|PNG|WebP|GIF|HEIC|MB|\d/g

const latin = /^[\p{Script=Latin}\p{Mark}\s.,…?!¿:;’–-]+$/u

interface Language {
  messages: Texts
  /** What its texts are made of. */
  script: RegExp
  /** Words that are the same in English. */
  sameAsEnglish?: readonly string[]
}

const languages: Record<string, Language> = {
  de: {
    messages: { ...de, ...deUsers },
    script: latin,
    sameAsEnglish: ['Code', 'Website', 'Optional', 'Person', 'Online', 'Offline'],
  },
  es: { messages: { ...es, ...esUsers }, script: latin },
  fr: { messages: { ...fr, ...frUsers }, script: latin, sameAsEnglish: ['Code'] },
  pt: { messages: { ...pt, ...ptUsers }, script: latin, sameAsEnglish: ['Online', 'Offline'] },
  uk: { messages: { ...uk, ...ukUsers }, script: /^[\p{Script=Cyrillic}\s.,…?:’–-]+$/u },
  ar: { messages: { ...ar, ...arUsers }, script: /^[\p{Script=Arabic}\p{Mark}\s.:–…،؟]+$/u },
  he: { messages: { ...he, ...heUsers }, script: /^[\p{Script=Hebrew}\s.,…?:־]+$/u },
  zh: { messages: { ...zh, ...zhUsers }, script: /^[\p{Script=Han}\s。，、：；？…“”]+$/u },
  ja: {
    messages: { ...ja, ...jaUsers },
    script: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\s。、：？…～「」]+$/u,
  },
}

describe.each(Object.entries(languages))('%s', (code, { messages, script, sameAsEnglish = [] }) => {
  const texts = new Map(textsOf(messages))

  test('has every text, and none too many', () => {
    expect([...texts.keys()].sort()).toEqual(english.map(([key]) => key).sort())
  })

  test('fills in what English fills in', () => {
    for (const [key, text] of english) {
      const translated = texts.get(key) ?? ''
      expect([key, placeholders(usual(translated))]).toEqual([key, placeholders(usual(text))])
    }
  })

  test('is written in its own script, and leaves nothing in English', () => {
    const strange = english.flatMap(([key, text]) =>
      formsOf(texts.get(key) ?? '').filter((form) => {
        const own = form.replaceAll(universal, '').trim()
        return (own !== '' && !script.test(own)) || (form === usual(text) && !sameAsEnglish.includes(form))
      }),
    )
    expect(strange).toEqual([])
  })

  test('has the plural forms that its grammar has', () => {
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions()
    for (const [key, text] of texts) {
      if (typeof text === 'string') continue
      expect([key, Object.keys(text).sort()]).toEqual([key, [...pluralCategories].sort()])
    }
  })

  test('ends sentences as English does', () => {
    for (const [key, text] of english) {
      const ends = (form: string): boolean => /[.。]$/.test(form)
      expect.soft(ends(usual(texts.get(key) ?? '')), key).toBe(ends(usual(text)))
    }
  })

  test('asks for a word that can be typed into one input', () => {
    expect(messages['deletion.word']).toMatch(/^\S+$/)
    expect(messages['deletion.confirm']).toContain('{word}')
  })
})

test('numbers are counted as people count', () => {
  const few = (messages: CubeMessages, locale: string): string[] =>
    [1, 2, 3, 5, 11, 21].map((count) => plural(messages['field.tagsTooMany'], count, locale))
  expect(few(en, 'en').slice(0, 2)).toEqual(['Use 1 tag at most.', 'Use 2 tags at most.'])
  expect(few(uk, 'uk')).toEqual([
    'Не більше ніж 1 тег.',
    'Не більше ніж 2 теги.',
    'Не більше ніж 3 теги.',
    'Не більше ніж 5 тегів.',
    'Не більше ніж 11 тегів.',
    'Не більше ніж 21 тег.',
  ])
  expect(few(he, 'he')[1]).toBe('לכל היותר שתי תגיות.')
  expect(few(ar, 'ar')[1]).toBe('الحد الأقصى: وسمان.')
  expect(few(ja, 'ja')[0]).toBe('タグは1個までです。')
})

test('people are counted as people count', () => {
  const online = (messages: UsersMessages, locale: string, counts: number[]): string[] =>
    counts.map((count) => plural(messages['people.onlineCount'], count, locale))
  expect(online(enUsers, 'en', [1, 2])).toEqual(['1 person online', '2 people online'])
  expect(online(ukUsers, 'uk', [1, 3, 5, 21])).toEqual([
    '1 людина в мережі',
    '3 людини в мережі',
    '5 людей у мережі',
    '21 людина в мережі',
  ])
  expect(online(arUsers, 'ar', [1, 2])).toEqual(['شخص واحد متصل', 'شخصان متصلان'])
  expect(online(esUsers, 'es', [1_000_000])).toEqual(['1.000.000 de personas en línea'])
})

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['fa', 'rtl'],
  ['ur-PK', 'rtl'],
  ['ckb', 'rtl'],
  ['az-Arab', 'rtl'],
  ['en', 'ltr'],
  ['uk', 'ltr'],
  ['ja-JP', 'ltr'],
  ['ar-Latn', 'ltr'],
  ['not a locale', undefined],
])('%s is written %s', (locale, direction) => {
  expect(directionOf(locale)).toBe(direction)
})
