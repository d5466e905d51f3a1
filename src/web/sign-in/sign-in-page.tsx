import { Page } from '../parts/layout.tsx'
import { roleName } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import type { DemoPost } from './demo-sign-in.ts'

type Shown = { signedIn?: SignedIn | undefined; next: string }

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

type SignInProps = Shown & { oidc: boolean; demo: DemoPost[]; emergency: boolean }

/** Where somebody signs in: their organisation's account, and on an embedded start the demo posts. */
export const SignInPage = ({ oidc, demo, emergency, signedIn, next }: SignInProps) => (
  <Page title="Sign in">
    <h1 class="govuk-heading-l">Sign in to Waypost</h1>
    {oidc && (
      <p class="govuk-body">
        <a class="govuk-button" href={`/sign-in/oidc?next=${encodeURIComponent(next)}`}>
          Sign in with your organisation’s account
        </a>
      </p>
    )}
    {demo.length > 0 && <DemoPosts demo={demo} signedIn={signedIn} next={next} />}
    {emergency && (
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/emergency">
          Sign in with a key for emergencies
        </a>
        , where that does not answer and something cannot wait.
      </p>
    )}
    {!oidc && demo.length === 0 && (
      <p class="govuk-body">
        No way to sign in has been set up. The people who run this service need to give it the OIDC setting.
      </p>
    )}
  </Page>
)

const DemoPosts = ({ demo, signedIn, next }: Shown & { demo: DemoPost[] }) => (
  <>
    <p class="govuk-body">
      This copy runs on one computer with invented letters. Choose an office and a post; nobody needs a
      password.
    </p>
    {[...new Set(demo.map(({ office }) => office))].map((office) => (
      <section>
        <h2 class="govuk-heading-m">{office.name}</h2>
        <div class="govuk-button-group">
          {demo
            .filter((post) => post.office === office)
            .map((post) => (
              <PostButton action="/sign-in/demo" post={post} signedIn={signedIn} next={next} secondary />
            ))}
        </div>
      </section>
    ))}
  </>
)

/** The page behind a demo link: one button, because opening a link signs nobody in. */
export const DemoPostPage = ({ post, signedIn, next }: Shown & { post: DemoPost }) => (
  <Page title="Sign in">
    <h1 class="govuk-heading-l">Sign in as the demo {roleName(post.role)}</h1>
    <p class="govuk-body">You will work in {post.office.name}, with invented letters.</p>
    <PostButton action="/sign-in/demo" post={post} signedIn={signedIn} next={next} />
    <p class="govuk-body">
      <a class="govuk-link" href="/sign-in">
        Choose another post
      </a>
    </p>
  </Page>
)

/** For somebody with more than one post: a session is for one of them. */
export const ChoosePostPage = ({ posts, signedIn, next }: Shown & { posts: DemoPost[] }) => (
  <Page title="Choose where to work">
    <h1 class="govuk-heading-l">Choose where to work</h1>
    <p class="govuk-body">You can change this at any time. You see one office’s cases at a time.</p>
    {posts.map((post) => (
      <PostButton action="/sign-in/office" post={post} signedIn={signedIn} next={next} naming />
    ))}
  </Page>
)

type PostButtonProps = Shown & { action: string; post: DemoPost; secondary?: boolean; naming?: boolean }

const PostButton = ({ action, post, signedIn, next, secondary, naming }: PostButtonProps) => (
  <form method="post" action={action}>
    <input type="hidden" name="office" value={post.office.id} />
    <input type="hidden" name="role" value={post.role} />
    <input type="hidden" name="next" value={next} />
    {signedIn && <input type="hidden" name="token" value={signedIn.formToken} />}
    <button type="submit" class={`govuk-button${secondary ? ' govuk-button--secondary' : ''}`}>
      {capital(roleName(post.role))}
      {naming ? <>, {post.office.name}</> : <span class="govuk-visually-hidden">, {post.office.name}</span>}
    </button>
  </form>
)
