import MarkdownIt from 'markdown-it';
import { useMemo } from 'react';
import { styled } from 'styled-components';

/** No HTML in the text is taken as HTML, and links lead to no script. */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

/** A text of the site as its readers see it. */
export function Markdown({ text, lang }: { text: string; lang: string }) {
  const html = useMemo(() => markdown.render(text), [text]);
  return <Document lang={lang} dangerouslySetInnerHTML={{ __html: html }} />;
}

const Document = styled.div`
  font-size: 1.4rem;
  line-height: 1.7;
  color: ${({ theme }) => theme.colors.neutral800};
  overflow-wrap: anywhere;
  :is(h1, h2, h3, h4) {
    padding: 1.2rem 0 0.4rem;
    font-weight: 600;
  }
  h1 {
    font-size: 2rem;
  }
  h2 {
    font-size: 1.7rem;
  }
  :is(p, ul, ol, blockquote, table) {
    padding-bottom: 0.8rem;
  }
  :is(ul, ol) {
    padding-left: 2.4rem;
    list-style: revert;
  }
  strong {
    font-weight: 600;
  }
  em {
    font-style: italic;
  }
  a {
    color: ${({ theme }) => theme.colors.primary700};
  }
  :is(td, th) {
    padding: 0.4rem 0.8rem;
    border: 1px solid ${({ theme }) => theme.colors.neutral300};
  }
`;
