/** What the page shell says about the page and who looks at it. */
export const page = JSON.parse(document.getElementById('page-data').textContent);
export const { viewer } = page;
