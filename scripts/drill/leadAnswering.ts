import type { Connection } from 'jsforce';
import { runApex } from '../connection.ts';
import { showAnswer } from './collector.ts';

/** The worker of the sample fintech that has its agent answer the inquiries of the web site, and shows the answers. */
export class LeadAnswering {
    private readonly connection: Connection;
    private readonly since: string;
    /** What the registry declares for when the agent may not answer. */
    private declared: string | null = null;
    /** Answers that the agent's check let through as they were. */
    allowed = 0;
    /** Answers that the check refused because of what they would have carried out. */
    refused = 0;
    /** Inquiries that got the declared default answer, because the integration was cut or its answer refused. */
    defaults = 0;

    /** @param since inquiries from before it are none of its business */
    constructor(connection: Connection, since: Date) {
        this.connection = connection;
        // CreatedDate keeps whole seconds.
        this.since = new Date(Math.floor(since.getTime() / 1000) * 1000).toISOString();
    }

    /** Takes an ordinary inquiry in and answers all that are open. */
    async round(): Promise<void> {
        await runApex(
            this.connection,
            `ApplicationIntake.registerInquiry('Drill inquirer', 'Drill company', 'inquirer@example.invalid', 'What do loans cost?');`
        );
        const { records } = await this.connection.query<{ Id: string }>(
            `SELECT Id FROM Lead WHERE LeadSource = 'Web' AND Answer_Check__c = null AND CreatedDate >= ${this.since} ORDER BY CreatedDate`
        );
        for (const { Id: id } of records) await this.answer(id);
    }

    private async declaredAnswer(): Promise<string> {
        if (this.declared === null) {
            const { records } = await this.connection.query<{ Default_Answer__c: string }>(
                "SELECT Default_Answer__c FROM AI_Integration__mdt WHERE DeveloperName = 'Lead_Answers'"
            );
            this.declared = records[0]!.Default_Answer__c;
        }
        return this.declared;
    }

    private async answer(id: string): Promise<void> {
        await runApex(this.connection, `LeadAnsweringAgent.answer('${id}');`);
        const { records } = await this.connection.query<{ Agent_Answer__c: string | null; Answer_Check__c: string }>(
            `SELECT Agent_Answer__c, Answer_Check__c FROM Lead WHERE Id = '${id}'`
        );
        const { Agent_Answer__c: answer, Answer_Check__c: check } = records[0]!;
        if (check === 'ALLOW') this.allowed += 1;
        if (check === 'BLOCK') this.refused += 1;
        if (answer !== null && answer === (await this.declaredAnswer())) this.defaults += 1;
        await showAnswer(answer ?? '');
    }
}
