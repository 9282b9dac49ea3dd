// usage: node tests/browser/shots.mjs PAGE FOLDER [PICTURE.png]     from the root of the repository
// Pictures of a page in every form it has, and, for the README, of its first screens.
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shoot } from './bars.mjs';
import { launch, open } from './chrome.mjs';

const [page, folder, picture] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
await shoot(browser, page, folder, basename(page, '.html'));
if (picture) {
  const shown = await open(browser, pathToFileURL(page).href, { viewport: { width: 1240, height: 1500 } });
  await shown.page.screenshot({ path: picture });
  await shown.close();
}
await browser.close();
