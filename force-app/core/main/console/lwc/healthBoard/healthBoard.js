import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getHealth from '@salesforce/apex/ConsoleController.getHealth';
import asOf from '@salesforce/label/c.Console_AsOf';
import about from '@salesforce/label/c.Health_About';
import alerts from '@salesforce/label/c.Health_Alerts';
import inOrder from '@salesforce/label/c.Health_Fine';
import loading from '@salesforce/label/c.Health_Loading';
import noAlerts from '@salesforce/label/c.Health_NoAlerts';
import title from '@salesforce/label/c.Health_PageTitle';
import problemCount from '@salesforce/label/c.Health_Problems';
import registry from '@salesforce/label/c.Health_Registry';
import registryFine from '@salesforce/label/c.Health_RegistryFine';
import rules from '@salesforce/label/c.Health_Rules';
import rulesFine from '@salesforce/label/c.Health_RulesFine';
import { fillIn } from 'c/labelText';

/** Whether Firebreak itself is sound: rules, registry, and what the health checks found. */
export default class HealthBoard extends LightningElement {
    health;
    error;
    labels = { about, alerts, asOf, loading, noAlerts, title };

    result;

    @wire(getHealth)
    receiveHealth(result) {
        this.result = result;
        this.error = result.error;
        this.health = result.data ?? this.health;
    }

    get isLoading() {
        return !this.health && !this.error;
    }

    get checks() {
        if (!this.health) {
            return [];
        }
        const { rules: active, ruleProblems, integrations, registryProblems } = this.health;
        return [
            toCheck('rules', rules, 'utility:rules', ruleProblems, fillIn(rulesFine, active)),
            toCheck('registry', registry, 'utility:apps', registryProblems, fillIn(registryFine, integrations))
        ];
    }

    get hasAlerts() {
        return (this.health?.alerts.length ?? 0) > 0;
    }

    async handleRetry() {
        // What cannot be read shows itself through the wire.
        await Promise.allSettled([refreshApex(this.result)]);
    }
}

function toCheck(name, heading, icon, problems, fine) {
    const hasProblems = problems.length > 0;
    return {
        name,
        title: heading,
        icon,
        problems,
        hasProblems,
        fine,
        badge: hasProblems ? fillIn(problemCount, problems.length) : inOrder,
        badgeClass: `slds-badge ${hasProblems ? 'slds-theme_error' : 'slds-theme_success'}`
    };
}
