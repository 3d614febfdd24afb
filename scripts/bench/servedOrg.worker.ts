import { startFirebreakOrg } from '../firebreakOrg.ts';
import { answerMessages } from './servedOrgMessages.ts';

// What `npm start` does, told by messages instead of signals.
const org = await startFirebreakOrg({
    port: 0,
    stateDir: process.argv[2] ?? null,
    withPages: true,
    print: () => undefined
});
answerMessages({ url: org.url, stateDir: org.stateDir, close: () => org.close() });
