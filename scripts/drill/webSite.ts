import type { Connection } from 'jsforce';
import { runApex } from '../connection.ts';
import { startWebServer, type WebServer } from './webServer.ts';

/** The web site of the sample fintech: hands its inquiry form to the intake, with the rights of whoever runs the intake. */
export function startWebSite(intake: Connection): Promise<WebServer> {
    return startWebServer('127.0.0.1', async (body) => {
        const form = new URLSearchParams(body);
        const values = ['name', 'company', 'email', 'question'].map((field) => apexText(form.get(field) ?? ''));
        await runApex(intake, `ApplicationIntake.registerInquiry(${values.join(', ')});`);
    });
}

/** What strangers write must stay a text in the program that carries it. */
function apexText(text: string): string {
    return `EncodingUtil.urlDecode('${encodeURIComponent(text).replaceAll("'", '%27')}', 'UTF-8')`;
}
