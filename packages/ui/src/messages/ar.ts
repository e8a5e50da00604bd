import type { CubeMessages } from './CubeMessages.ts'

const stale = 'تغيّرت جلستك في هذه الأثناء. حاول مرة أخرى.'
const refused = 'لم يُقبل ما أدخلته. راجعه ثم حاول مرة أخرى.'
const unavailable = 'تسجيل الدخول غير متاح حاليًا. حاول لاحقًا أو تواصل مع الدعم.'

/**
 * Arabic, written from right to left.
 *
 * @example
 * import { ar } from '@cubekit/ui/messages/ar'
 *
 * <CubeLocaleProvider locale="ar" dir="rtl" messages={ar}>…</CubeLocaleProvider>
 */
export const ar: CubeMessages = {
  'login.title': 'تسجيل الدخول',
  'login.titleAgain': 'مرحبًا بعودتك',
  'login.descriptionAgain': 'انتهت جلستك. أدخل كلمة المرور للمتابعة.',
  'login.identifier': 'اسم المستخدم أو البريد الإلكتروني',
  'login.identifierMissing': 'أدخل اسم المستخدم أو البريد الإلكتروني.',
  'login.identifierInvalid': 'لم يُقبل اسم المستخدم أو البريد الإلكتروني. تحقّق من كتابته.',
  'login.password': 'كلمة المرور',
  'login.passwordMissing': 'أدخل كلمة المرور.',
  'login.passwordInvalid': 'لم تُقبل كلمة المرور. تحقّق من كتابتها.',
  'login.showPassword': 'إظهار كلمة المرور',
  'login.switchUser': 'لست أنت؟',
  'login.submit': 'تسجيل الدخول',
  'login.pending': 'جارٍ تسجيل الدخول…',
  'guest.title': 'المتابعة كضيف',
  'guest.description': 'لا حاجة إلى حساب. هذا هو الاسم الذي سيراه الآخرون.',
  'guest.name': 'الاسم الكامل',
  'guest.nameMissing': 'أدخل اسمك.',
  'guest.nameInvalid': 'لم يُقبل هذا الاسم. جرّب اسمًا آخر.',
  'guest.submit': 'متابعة',
  'guest.pending': 'جارٍ تسجيل الدخول…',
  'form.tryAgain': 'حاول مرة أخرى',
  'form.retryIn': 'محاولات كثيرة جدًا. حاول مرة أخرى {time}.',
  'form.retryNow': 'يمكنك المحاولة الآن.',
  'error.unreachable': 'تعذّر الوصول إلى الخادم. تحقّق من اتصالك ثم حاول مرة أخرى.',
  'error.timeout': 'تأخّر الخادم في الرد. حاول مرة أخرى.',
  'error.aborted': 'أُلغيت العملية. حاول مرة أخرى.',
  'error.protocol': 'تعذّرت قراءة رد الخادم. حاول مرة أخرى بعد قليل.',
  'error.rate-limited': 'محاولات كثيرة جدًا. انتظر دقيقة ثم حاول مرة أخرى.',
  'error.server-error': 'يواجه الخادم مشكلة حاليًا. حاول مرة أخرى بعد قليل.',
  'error.invalid-credentials': 'اسم المستخدم وكلمة المرور غير متطابقين. تحقّق منهما ثم حاول مرة أخرى.',
  'error.validation': refused,
  'error.forbidden': 'ليس لديك إذن بدخول هذا التطبيق. تواصل مع فريق الدعم.',
  'error.not-found': refused,
  'error.rejected': refused,
  'error.session-expired': stale,
  'error.not-signed-in': stale,
  'error.session-changed': stale,
  'error.superseded': stale,
  'error.app-rejected': unavailable,
  'error.signature-rejected': unavailable,
  'error.clock-skew': 'تاريخ هذا الجهاز أو وقته غير صحيح. صحّحه ثم حاول مرة أخرى.',
  'error.nonce-rejected': stale,
  'error.invalid-argument': refused,
}
