import type { Config } from './config.ts'
import type { Running } from './start-node.ts'

/** What an embedded start says: where the dashboard is, how to sign in, where to send a mail. */
export function welcome(running: Running, config: Config): string {
  const lines = ['', 'Waypost is running.', '', `  Dashboard    ${running.url}`]
  if (config.mode === 'production') return [...lines, '', '  Stop with Ctrl-C.', ''].join('\n')
  for (const office of running.service.offices.all) {
    const link = (role: string) => `${running.url}/sign-in/demo?office=${office.id}&role=${role}`
    lines.push('', `  ${office.shortName}`)
    lines.push(`    sign in as enquiries officer   ${link('enquiries-officer')}`)
    lines.push(`    sign in as duty officer        ${link('duty-officer')}`)
    lines.push(`    its mailbox                    ${office.demoMailbox}`)
  }
  if (running.smtp) {
    lines.push(
      '',
      `  Send a mail  to one of these mailboxes with any mail program:`,
      `               server ${running.smtp.host}, port ${running.smtp.port}, no encryption, no password`,
    )
  }
  lines.push('', `  Sent mail    ${running.url}/outbox`)
  if (running.outboxFolder) lines.push(`               and as .eml files in ${running.outboxFolder}`)
  lines.push(`  Data         ${config.dataDir} (kept between starts; demonstration only, invented people)`)
  lines.push('', '  Stop with Ctrl-C.', '')
  return lines.join('\n')
}
