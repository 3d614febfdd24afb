import { expect, it } from 'vitest';
import { apexTests } from '../async/orgUnderTest.ts';

it('given what models are sent and answer, when Apex fills it, then it holds that, and a refusal its status', async () => {
    const outcomes = await apexTests({
        'app/classes/ModelsTest.cls': `@IsTest private class ModelsTest {
            @IsTest static void it_holds_the_models_api() {
                aiplatform.ModelsAPI.createGenerations_Response answer = new aiplatform.ModelsAPI.createGenerations_Response();
                Assert.isNull(answer.Code200);
                answer.Code200 = new aiplatform.ModelsAPI_GenerationResponse();
                answer.Code200.generation = new aiplatform.ModelsAPI_GenerationRepresentation();
                answer.Code200.generation.generatedText = 'Hello';
                Assert.areEqual('Hello', answer.Code200.generation.generatedText);
            }
            @IsTest static void it_catches_a_refusal() {
                aiplatform.ModelsAPI.createGenerations_ResponseException refusal = new aiplatform.ModelsAPI.createGenerations_ResponseException();
                refusal.responseCode = 429;
                try {
                    throw refusal;
                } catch (aiplatform.ModelsAPI.createGenerations_ResponseException caught) {
                    Assert.areEqual(429, caught.responseCode);
                }
            }
            @IsTest static void it_holds_a_prompt_template() {
                ConnectApi.EinsteinPromptTemplateGenerationsInput input = new ConnectApi.EinsteinPromptTemplateGenerationsInput();
                ConnectApi.WrappedValue wrapped = new ConnectApi.WrappedValue();
                wrapped.value = 'Mustermann';
                input.inputParams = new Map<String, ConnectApi.WrappedValue>{ 'Input:name' => wrapped };
                Assert.areEqual('Mustermann', input.inputParams.get('Input:name').value);
            }
        }`
    });
    expect(outcomes).toEqual({
        it_holds_the_models_api: 'pass',
        it_catches_a_refusal: 'pass',
        it_holds_a_prompt_template: 'pass'
    });
});

it('given a model of the platform, when Apex asks it, then the local org says that it has none', async () => {
    const outcomes = await apexTests({
        'app/classes/AskTest.cls': `@IsTest private class AskTest {
            @IsTest static void it_asks() {
                new aiplatform.ModelsAPI().createGenerations(new aiplatform.ModelsAPI.createGenerations_Request());
            }
        }`
    });
    expect(Object.values(outcomes)).toEqual([expect.stringMatching(/LOC-002.*ModelsAPI/)]);
});
