import { describe, expect, it } from 'vitest'
import { htmlToText } from '../../src/message/html-to-text.ts'

describe('the words of an HTML mail', () => {
  it.each([
    ['paragraphs apart', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['blocks on lines', '<div>One</div><div>Two</div>', 'One\nTwo'],
    ['line breaks', 'One<br>Two<br/><br>Three<br><br><br><br>Four', 'One\nTwo\n\nThree\n\nFour'],
    ['white space closed up', '<p>One \n\t two&nbsp;&nbsp;three</p>', 'One two three'],
    ['white space around tags', 'One <b> two </b> three', 'One two three'],
    ['letters joined across tags', 'k<b>ni</b>fe', 'knife'],
    ['lists', '<p>Bring:</p><ul><li>tea<li>milk</ul>now', 'Bring:\n\n- tea\n- milk\n\nnow'],
    ['tables', '<table><tr><td>Name</td><td>Ada</td></tr><tr><td>Age<td>9</table>', 'Name Ada\nAge 9'],
    ['the words of links', 'see <a href="https://example.org/x">our page</a>', 'see our page'],
    ['the text of pictures', 'my <img alt="broken arm" src=x> hurts', 'my broken arm hurts'],
    ['what was filled in', '<input type=text value="Ada">', 'Ada'],
    ['set text as it stands', '<pre>a  b\n  c</pre>', 'a  b\n  c'],
    [
      'quoted blocks behind chevrons',
      'new<blockquote>old<br>er<blockquote>oldest</blockquote></blockquote>end',
      'new\n\n> old\n> er\n\n> > oldest\n\nend',
    ],
    ['entities', '&lt;b&gt; &amp; caf&eacute; &#x1F600; &bogus;', '<b> & café 😀 &bogus;'],
    [
      'no styles, scripts, titles or comments',
      '<title>t</title><style>p{}</style><script>x()</script><!-- y -->words',
      'words',
    ],
    ['an unclosed tag', '<p>words <b>on', 'words on'],
    ['end tags of nothing', '</div></p>words</b>', 'words'],
    ['a bracket that is none', 'if a < b then', 'if a < b then'],
    ['nothing', '', ''],
  ])('sets %s', (_, html, text) => {
    expect(htmlToText(html).text).toBe(text)
  })

  it.each([
    ['display', '<span style="Display : NONE">x y</span>'],
    ['visibility', '<span style="color:red;visibility:hidden">x y</span>'],
    ['size', '<span style="font-size:0px;line-height:0">x y</span>'],
    ['opacity', '<span style="opacity:0">x y</span>'],
    ['height', '<div style="max-height:0;overflow:hidden">x y</div>'],
    ['Outlook', "<span style='mso-hide:all'>x y</span>"],
    ['attribute', '<b hidden>x y</b>'],
    ['an element around it', '<div hidden><p>x <i>y</i></p></div>'],
  ])('marks words hidden by %s', (_, html) => {
    const { text, hidden } = htmlToText(`before ${html} after`)
    expect(hidden.map(({ start, end }) => text.slice(start, end))).toEqual(['x y'])
  })

  it.each(['font-size:0.9em', 'opacity:0.8', 'max-height:100px', 'font-size:10px'])(
    'does not take %s for hiding',
    (style) => {
      expect(htmlToText(`<p style="${style}">words</p>`).hidden).toEqual([])
    },
  )

  it('shows again what comes after a hidden element', () => {
    const { text, hidden } = htmlToText('<i hidden>a</i>b<i hidden>c</i>')
    expect(hidden.map(({ start, end }) => text.slice(start, end))).toEqual(['a', 'c'])
  })

  it.each<[string, string, string]>([
    [
      '200,000 nested blocks',
      `${'<div>'.repeat(200_000)}deep${'</div>'.repeat(200_000)}after`,
      'deep\nafter',
    ],
    ['200,000 nested quotations', `${'<blockquote>'.repeat(200_000)}deep`, '> > > > > deep'],
    ['a million attributes', `<p ${'a=b '.repeat(1_000_000)}>words`, 'words'],
    ['a style of a million letters', `<p style="${'x'.repeat(1_000_000)}">words`, 'words'],
    ['a million comments', `${'<!-- x -->'.repeat(1_000_000)}words`, 'words'],
    ['a million end tags', `<div>${'</b>'.repeat(1_000_000)}words`, 'words'],
    ['a million spaces', `a${' '.repeat(1_000_000)}b`, 'a b'],
  ])('comes to an end on %s', (_, html, text) => {
    expect(htmlToText(html).text).toBe(text)
  })
})
