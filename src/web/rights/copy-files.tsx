/** The copy that a person is handed: one paper of all parts, as a page, a PDF, or files in one archive. */
import type { Paper } from '../../referrals/paper-pdf.ts'
import { paperPdf } from '../../referrals/paper-pdf.ts'
import type { Decided } from '../../rights/bundle.ts'
import { type BundleFile, zipBundle } from '../../rights/zip-bundle.ts'
import { sayMoment } from '../parts/dates.ts'
import type { SignedIn } from '../web-deps.ts'

type About = { office: SignedIn['office']; reference: string; decided: readonly Decided[]; madeAt: Date }

const titleOf = ({ part }: Decided): string =>
  `${part.part === 'message' ? 'Letter' : 'Note'} of ${sayMoment(part.at)}, ${part.reference}`

const wordsOf = (one: Decided): string =>
  one.outcome === 'released' ? one.words : `[All of this is kept back: ${one.law}]`

/** What, why, who and where from (C-02) stand first; then each part in the order of time. */
export function copyPaper({ office, reference, decided, madeAt }: About): Paper {
  return {
    title: `What ${office.name} holds about you`,
    parts: [
      {
        heading: 'About this copy',
        text: [
          `Our reference: ${reference}. It was made for you and for nobody else.`,
          'It holds the letters and notes of the office in which you are named. What is about other people, or what the law lets us keep back, is taken out and the law is named in its place.',
          `Why we hold it, whom we may tell and how long we keep it: ${office.notice.url}. It came from you or from whoever each letter names as its writer.`,
          `If something is wrong, or if you object to how it is used, write to ${office.dataProtection.email}. You can complain to us and to the Information Commissioner, ico.org.uk, 0303 123 1113.`,
        ].join('\n'),
      },
      ...decided.map((one) => ({ heading: titleOf(one), text: wordsOf(one) })),
    ],
    mark: reference,
    foot: `Made ${sayMoment(madeAt)} by ${office.shortName}.`,
    madeAt,
  }
}

/** A page that stands by itself, so that it can be opened years later without this service. */
export async function copyHtml(paper: Paper): Promise<string> {
  const body = (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>{paper.title}</title>
      </head>
      <body>
        <h1>{paper.title}</h1>
        {paper.parts.map(({ heading, text = '' }) => (
          <section>
            <h2>{heading}</h2>
            {text.split('\n').map((line) => (
              <p>{line}</p>
            ))}
          </section>
        ))}
        <p>
          {paper.mark}. {paper.foot}
        </p>
      </body>
    </html>
  )
  return `<!DOCTYPE html>${await body.toString()}`
}

export async function copyZip(about: About): Promise<{ zip: Uint8Array<ArrayBuffer>; sha256: string }> {
  const paper = copyPaper(about)
  const bytes = (text: string) => new TextEncoder().encode(text)
  const files: BundleFile[] = [
    { name: 'copy.html', bytes: bytes(await copyHtml(paper)) },
    { name: 'copy.pdf', bytes: await paperPdf(paper) },
    ...about.decided.map((one, at) => ({
      name: `parts/${String(at + 1).padStart(4, '0')}.txt`,
      bytes: bytes(`${titleOf(one)}\n\n${wordsOf(one)}\n`),
    })),
  ]
  return zipBundle(files)
}
