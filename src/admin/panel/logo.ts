const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#271fe0"/>
<path d="M8 10h16M8 16h16M8 22h10" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>`;

/** Lines of text: the mark of the panel, in the menu and in the browser's tab. */
export const LOGO = `data:image/svg+xml,${encodeURIComponent(SVG)}`;
