/** Platform classes that look into the org: Test, Limits, UserInfo, Http, Auth, Metadata, Messaging and their like. */

import './auth.ts';
import './businessHours.ts';
import './features.ts';
import './http/http.ts';
import './limits.ts';
import './messaging/email.ts';
import './messaging/notifications.ts';
import './metadata/operations.ts';
import './models.ts';
import './request.ts';
import './security.ts';
import './test.ts';
import './userInfo.ts';
import { RunAs } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';
import { OrgOutbox, Outbox } from './messaging/outbox.ts';
import { runAsUser } from './runAs.ts';
import type { PlatformSettings } from './settings.ts';
import { Settings } from './settings.ts';

export { OrgOutbox, Outbox, type SentEmail, type SentNotification } from './messaging/outbox.ts';
export { PrincipalSecrets, Secrets, type ClientSecret, type SecretNote } from './http/principalSecrets.ts';
export { Sessions, type RequestSession, type SessionPort } from './session.ts';
export { Settings, type PlatformSettings } from './settings.ts';
export { SetupSwitches, Switches, type SwitchNote } from './setupSwitches.ts';
export { CurrentTest, TestRun } from './testRun.ts';

/** Enters what the platform classes need into the services of an org. Whoever serves the org adds `Sessions` and `Callouts`. */
export function providePlatform(services: ServiceRegistry, settings: PlatformSettings): void {
    services.provide(Settings, settings);
    services.provide(OrgOutbox, new Outbox());
    services.provide(RunAs, runAsUser);
}
