import { alarmSpec } from './alarm-kinds.ts'

/** The words of an alarm's mail. `about` is ours: a mailbox, a folder, a number. */
export function alarmText(alarm: { officeName: string; kind: string; about: string; link: string }): {
  subject: string
  text: string
} {
  const { says, todo } = alarmSpec(alarm.kind)
  return {
    subject: `Waypost at ${alarm.officeName}: ${says.replace(/\.$/, '')}`,
    text: [
      says,
      '',
      ...(alarm.about === '' ? [] : [`Which: ${alarm.about}`, '']),
      todo,
      '',
      'Sign in and press “I know about this”, so that this mail stops:',
      alarm.link,
      '',
      'It is sent again, to the next person too, until it is over or somebody has said so.',
      'If someone is in danger now, call 999.',
      '',
    ].join('\n'),
  }
}
