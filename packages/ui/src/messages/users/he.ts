import type { UsersMessages } from '../UsersMessages.ts'

/**
 * Hebrew, written from right to left, in the plural that speaks to everybody.
 *
 * @example
 * import { he } from '@cubekit/ui/messages/he'
 * import { heUsers } from '@cubekit/ui/messages/users/he'
 *
 * const messages = { ...he, ...heUsers }
 *
 * <CubeLocaleProvider locale="he" messages={messages}>…</CubeLocaleProvider>
 */
export const heUsers: UsersMessages<'one' | 'two' | 'other'> = {
  'picker.people': 'אנשים',
  'picker.person': 'אדם',
  'picker.placeholder': 'שם, שם משתמש או אימייל',
  'picker.open': 'הצגת אנשים',
  'picker.choosePeople': 'בחירת אנשים',
  'picker.choosePerson': 'בחירת אדם',
  'picker.done': 'סיום',
  'picker.chosen': 'האנשים שנבחרו',
  'picker.remove': 'הסרת {name}',
  'picker.more': { one: 'ועוד אחד', two: 'ועוד שניים', other: 'ועוד {count}' },
  'picker.unnamed': 'ללא שם',
  'picker.unknown': 'משתמש לא מוכר',
  'picker.member': 'כבר בקבוצה',
  'picker.found': { one: 'נמצא אדם אחד.', two: 'נמצאו שני אנשים.', other: 'נמצאו {count} אנשים.' },
  'picker.searching': 'מחפשים…',
  'picker.tooShort': 'הקלידו לפחות 4 אותיות.',
  'picker.none': 'לא נמצא אף אחד. בדקו את האיות, או נסו שם משתמש או אימייל.',
  'picker.start': 'הקלידו שם, שם משתמש או אימייל.',
  'picker.mayHaveMore': 'אולי יש עוד אנשים. הקלידו עוד כדי למצוא אותם.',
  'picker.offline': 'אין חיבור. מוצגים רק אנשים שכבר מוכרים כאן.',
  'picker.failed': 'החיפוש נכשל.',
  'picker.tryAgain': 'לנסות שוב',
  'picker.selectShown': { one: 'בחירת אדם אחד', two: 'בחירת שניהם', other: 'בחירת כל ה־{count}' },
  'picker.added': 'הוספתם את {name}.',
  'picker.removed': 'הסרתם את {name}.',
  'picker.addedMany': { one: 'נוסף אדם אחד.', two: 'נוספו שני אנשים.', other: 'נוספו {count} אנשים.' },
  'picker.max': {
    one: 'אפשר לבחור אדם אחד לכל היותר.',
    two: 'אפשר לבחור שני אנשים לכל היותר.',
    other: 'אפשר לבחור {count} אנשים לכל היותר.',
  },
  'picker.notFound': 'לא נמצאו: {names}.',
  'picker.required': 'בחרו מישהו.',
  'people.unnamed': 'ללא שם',
  'people.guest': 'אורח',
  'people.online': 'אונליין',
  'people.offline': 'אופליין',
  'people.justNow': 'ממש עכשיו',
  'people.lastSeen': 'פעילות אחרונה {time}',
  'people.tags': 'תגיות',
  'people.list': 'אנשים',
  'people.loading': 'טוענים אנשים…',
  'people.none': 'אין כאן עדיין אף אחד.',
  'people.failed': 'לא הצלחנו לטעון את האנשים.',
  'people.busy': 'השרת עמוס. נסו שוב {time}.',
  'people.disconnected': 'אין חיבור. האנשים יופיעו כאן כשהוא יחזור.',
  'people.onlineCount': { one: 'אדם אחד מחובר', two: 'שני אנשים מחוברים', other: '{count} אנשים מחוברים' },
  'people.nobodyOnline': 'אף אחד לא מחובר כרגע.',
}
