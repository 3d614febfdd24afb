import type { VerifyStep } from '../target.ts';
import { bulkResult } from './bulkResult.ts';
import { abortJob, deleteSession, freezeUser, removePermissionSets, revokeToken } from './levers.ts';
import { mirrorDeployment } from './mirror.ts';
import { threatFlow } from './threatFlow.ts';
import { publishBeforeCallout, publishInSetupTransaction } from './transactions.ts';
import { conditionJob, countQuery, watchedUserPublishes } from './watchedQuery.ts';

/** In the order in which they run: the one that ends the service user's login comes last. */
export const VERIFY_STEPS: readonly VerifyStep[] = [
    threatFlow,
    conditionJob,
    watchedUserPublishes,
    freezeUser,
    deleteSession,
    abortJob,
    removePermissionSets,
    publishBeforeCallout,
    publishInSetupTransaction,
    mirrorDeployment,
    bulkResult,
    countQuery,
    revokeToken
];
