/** What this project uses of markdown-it, which has no types of its own. */
declare module 'markdown-it' {
  export default class MarkdownIt {
    constructor(options?: {
      readonly html?: boolean;
      readonly linkify?: boolean;
      readonly breaks?: boolean;
    });
    render(markdown: string): string;
  }
}
