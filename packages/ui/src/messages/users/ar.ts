import type { UsersMessages } from '../UsersMessages.ts'

/**
 * Arabic, written from right to left.
 *
 * @example
 * import { ar } from '@cubekit/ui/messages/ar'
 * import { arUsers } from '@cubekit/ui/messages/users/ar'
 *
 * const messages = { ...ar, ...arUsers }
 *
 * <CubeLocaleProvider locale="ar" messages={messages}>…</CubeLocaleProvider>
 */
export const arUsers: UsersMessages<'zero' | 'one' | 'two' | 'few' | 'many' | 'other'> = {
  'picker.people': 'الأشخاص',
  'picker.person': 'الشخص',
  'picker.placeholder': 'الاسم أو اسم المستخدم أو البريد',
  'picker.open': 'عرض الأشخاص',
  'picker.choosePeople': 'اختيار أشخاص',
  'picker.choosePerson': 'اختيار شخص',
  'picker.done': 'تم',
  'picker.chosen': 'الأشخاص المختارون',
  'picker.remove': 'إزالة {name}',
  'picker.more': {
    zero: 'و{count} غيرهم',
    one: 'وشخص آخر',
    two: 'وشخصان آخران',
    few: 'و{count} آخرون',
    many: 'و{count} آخرون',
    other: 'و{count} آخرون',
  },
  'picker.unnamed': 'مستخدم بلا اسم',
  'picker.unknown': 'مستخدم غير معروف',
  'picker.member': 'عضو بالفعل',
  'picker.found': {
    zero: 'لا نتائج.',
    one: 'عُثر على شخص واحد.',
    two: 'عُثر على شخصين.',
    few: 'عُثر على {count} أشخاص.',
    many: 'عُثر على {count} شخصًا.',
    other: 'عُثر على {count} شخص.',
  },
  'picker.searching': 'جارٍ البحث…',
  'picker.tooShort': 'اكتب 4 أحرف على الأقل.',
  'picker.none': 'لم يُعثر على أحد. تحقّق من الكتابة أو جرّب اسم المستخدم أو البريد الإلكتروني.',
  'picker.start': 'اكتب اسمًا أو اسم مستخدم أو بريدًا إلكترونيًا.',
  'picker.mayHaveMore': 'قد توجد نتائج أخرى. اكتب المزيد للعثور عليها.',
  'picker.offline': 'لا يوجد اتصال. يظهر هنا الأشخاص المعروفون فقط.',
  'picker.failed': 'تعذّر البحث.',
  'picker.tryAgain': 'حاول مرة أخرى',
  'picker.selectShown': {
    zero: 'تحديد الكل',
    one: 'تحديد شخص واحد',
    two: 'تحديد الشخصين',
    few: 'تحديد {count} أشخاص',
    many: 'تحديد {count} شخصًا',
    other: 'تحديد {count} شخص',
  },
  'picker.added': 'تمت إضافة {name}.',
  'picker.removed': 'تمت إزالة {name}.',
  'picker.addedMany': {
    zero: 'لم يُضف أحد.',
    one: 'أُضيف شخص واحد.',
    two: 'أُضيف شخصان.',
    few: 'أُضيف {count} أشخاص.',
    many: 'أُضيف {count} شخصًا.',
    other: 'أُضيف {count} شخص.',
  },
  'picker.max': {
    zero: 'لا يمكن اختيار أحد.',
    one: 'يمكنك اختيار شخص واحد فقط.',
    two: 'يمكنك اختيار شخصين فقط.',
    few: 'يمكنك اختيار {count} أشخاص فقط.',
    many: 'يمكنك اختيار {count} شخصًا فقط.',
    other: 'يمكنك اختيار {count} شخص فقط.',
  },
  'picker.notFound': 'لم يُعثر على: {names}.',
  'picker.required': 'اختر شخصًا.',
  'people.unnamed': 'مستخدم بلا اسم',
  'people.guest': 'ضيف',
  'people.online': 'متصل',
  'people.offline': 'غير متصل',
  'people.justNow': 'الآن',
  'people.lastSeen': 'آخر ظهور {time}',
  'people.tags': 'الوسوم',
  'people.list': 'الأشخاص',
  'people.loading': 'جارٍ تحميل الأشخاص…',
  'people.none': 'لا أحد هنا بعد.',
  'people.failed': 'تعذّر تحميل الأشخاص.',
  'people.busy': 'الخادم مشغول. حاول مرة أخرى {time}.',
  'people.disconnected': 'لا يوجد اتصال. سيظهر الأشخاص هنا عند عودته.',
  'people.onlineCount': {
    zero: 'لا أحد متصل',
    one: 'شخص واحد متصل',
    two: 'شخصان متصلان',
    few: '{count} أشخاص متصلون',
    many: '{count} شخصًا متصلًا',
    other: '{count} شخص متصل',
  },
  'people.nobodyOnline': 'لا أحد متصل حاليًا.',
}
