/** A plain mail as a mail program sends it. */
export const plainMail = (mail: {
  subject?: string
  text?: string
  from?: string
  to?: string
  headers?: string
}): string =>
  [
    `From: ${mail.from ?? 'A Writer <writer@example.net>'}`,
    `To: ${mail.to ?? 'enquiries@mopac.example.org'}`,
    `Subject: ${mail.subject ?? 'A question'}`,
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    `Message-ID: <${Math.random().toString(36).slice(2)}@example.net>`,
    ...(mail.headers ? [mail.headers] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    mail.text ?? 'What are your opening hours?',
    '',
  ].join('\n')
