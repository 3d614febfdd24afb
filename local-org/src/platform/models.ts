import { ApexException } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { definePlatformRecord } from './platformRecord.ts';

/**
 * What is sent to and comes from the models of the platform, as values: nothing here asks a model. Names and properties are those of
 * the Models API's Apex classes, and of the Connect in Apex classes of prompt templates.
 */

const MODELS = 'AiPlatform.ModelsAPI';
const REFUSAL = `${MODELS}.createGenerations_ResponseException`;

definePlatformRecord(`${MODELS}.createGenerations_Request`, { properties: ['modelName', 'body'] });
definePlatformRecord(`${MODELS}.createGenerations_Response`, { properties: ['Code200', 'responseCode'] });
definePlatformRecord('AiPlatform.ModelsAPI_GenerationRequest', { properties: ['prompt', 'localization', 'tags'] });
definePlatformRecord('AiPlatform.ModelsAPI_GenerationResponse', {
    properties: ['id', 'generation', 'moreGenerations', 'prompt', 'parameters']
});
definePlatformRecord('AiPlatform.ModelsAPI_GenerationRepresentation', {
    properties: ['id', 'generatedText', 'contentQuality', 'parameters']
});
definePlatformType(REFUSAL, {
    properties: {
        responseCode: {
            get: (refusal: ApexException) => refusal.detail,
            set: (refusal: ApexException, code: number | null) => {
                refusal.detail = code;
            }
        }
    }
});

definePlatformRecord('ConnectApi.WrappedValue', { properties: ['value'] });
definePlatformRecord('ConnectApi.EinsteinLlmAdditionalConfigInput', {
    properties: ['applicationName', 'enablePiiMasking']
});
definePlatformRecord('ConnectApi.EinsteinPromptTemplateGenerationsInput', {
    properties: ['additionalConfig', 'citationMode', 'inputParams', 'isPreview', 'outputLanguage', 'tags']
});
definePlatformRecord('ConnectApi.EinsteinPromptTemplateGenerationsRepresentation', {
    properties: ['generations', 'parameters', 'prompt', 'promptTemplateDevName', 'requestId']
});
definePlatformRecord('ConnectApi.EinsteinLlmGenerationItemOutput', { properties: ['text'] });
