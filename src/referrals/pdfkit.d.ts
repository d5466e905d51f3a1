/** What we use of pdfkit, which brings no types. */
declare module 'pdfkit' {
  export class StructureElement {
    add(child: StructureElement): this
    end(): void
  }
  type TextOptions = {
    width?: number
    align?: 'left' | 'right'
    lineBreak?: boolean
    lineGap?: number
    paragraphGap?: number
    structParent?: StructureElement
    structType?: string
  }
  export class PDFDocument {
    constructor(options: {
      size: 'A4'
      margins: { top: number; bottom: number; left: number; right: number }
      pdfVersion: '1.7'
      tagged: true
      lang: string
      displayTitle: true
      bufferPages: true
      autoFirstPage: false
      font: import('fontkit').Font
      info: Record<string, string | Date>
      subset?: 'PDF/UA'
    })
    page: { width: number; height: number; margins: { bottom: number; left: number; right: number } }
    y: number
    addPage(): this
    bufferedPageRange(): { start: number; count: number }
    switchToPage(page: number): this
    fontSize(size: number): this
    fillColor(colour: string): this
    text(text: string, options?: TextOptions): this
    text(text: string, x: number, y: number, options?: TextOptions): this
    moveDown(lines?: number): this
    struct(type: string): StructureElement
    addStructure(element: StructureElement): this
    markContent(tag: 'Artifact', options: { type: string; attached?: string[] }): this
    endMarkedContent(): this
    file(
      bytes: Uint8Array,
      options: {
        name: string
        type: string
        description: string
        relationship: string
        creationDate: Date
        modifiedDate: Date
      },
    ): unknown
    on(event: 'data', heard: (chunk: Uint8Array) => void): this
    on(event: 'end', heard: () => void): this
    on(event: 'error', heard: (error: Error) => void): this
    end(): void
  }
  export default PDFDocument
}

declare module 'fontkit' {
  export type Font = { hasGlyphForCodePoint(codePoint: number): boolean }
  export function create(bytes: Uint8Array): Font
}
