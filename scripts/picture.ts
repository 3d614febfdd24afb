import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/chromium.ts';
import { ConsolePage } from '../test/consolePage.ts';
import { runDrill } from './drill/drill.ts';
import { LocalStage } from './drill/localStage.ts';
import { loadScenario } from './drill/scenario.ts';
import { PROJECT, startFirebreakOrg } from './firebreakOrg.ts';

// Takes the README's picture: the console as it stands after the drift drill.
const scenario = loadScenario(fileURLToPath(new URL('./drill/scenarios/drift.yaml', import.meta.url)));
const print = (line: string): void => console.error(line);

const browser = await launchChromium();
const org = await startFirebreakOrg({ port: 0, stateDir: null, withPages: true, print });
try {
    const viewer = await ConsolePage.open(browser, org.url, 'Ada Admin');
    const outcome = await runDrill(new LocalStage(org), scenario, print);
    if (!outcome.passed) throw new Error('The drill failed, so there is nothing to show.');
    await viewer.page.getByText('Contained: every required lever is proven.').waitFor();
    await viewer.page.setViewportSize({ width: 1280, height: 1150 });
    await viewer.page.screenshot({ path: `${PROJECT}docs/images/console.png` });
} finally {
    await org.close();
    await browser.close();
}
