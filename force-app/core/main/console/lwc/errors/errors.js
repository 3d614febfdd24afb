/**
 * The texts in any error that Lightning hands to a component, without repetitions.
 * @returns an empty list when the error says nothing; the caller then shows a text of its own
 */
export function reduceErrors(errors) {
    const list = Array.isArray(errors) ? errors : [errors];
    return [...new Set(list.flatMap(textsOf))];
}

function textsOf(error) {
    if (typeof error === 'string') {
        return error.trim() === '' ? [] : [error];
    }
    if (typeof error !== 'object' || error === null) {
        return [];
    }
    const { body, statusText, ...rest } = withMessage(error);
    // UI API read error: a list of bodies
    if (Array.isArray(body)) {
        return body.flatMap(textsOf);
    }
    // Apex or UI API write error: one body; a JavaScript error has none and speaks for itself
    const texts = textsOfBody(body ?? rest);
    return texts.length === 0 && typeof statusText === 'string' ? textsOf(statusText) : texts;
}

/** The message of a JavaScript error is not enumerable and would be lost in a copy. */
function withMessage(error) {
    return { ...error, message: error.message };
}

function textsOfBody(body) {
    const nested = [
        ...(body.pageErrors ?? []),
        ...Object.values(body.fieldErrors ?? {}).flat(),
        ...(body.output?.errors ?? []),
        ...Object.values(body.output?.fieldErrors ?? {}).flat()
    ].flatMap((entry) => textsOf(entry.message));
    return nested.length > 0 ? nested : textsOf(body.message);
}
