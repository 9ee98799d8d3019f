import {
    containsSecret,
    isObject,
    isSecret,
    Properties,
    PropertyValue,
    secret,
    SECRET_SIGNATURE,
    SIGNATURE,
} from "./property";
import type { Provider } from "./providers/provider";
import type { ResourceState } from "./state";

/**
 * Providers work on values in the clear. What comes back from them is secret again where the value that went in was: at the same
 * place if it has the same shape, otherwise as a whole. A list is secret as a whole, too, but for providers that keep the places
 * in it. Source: annotateSecrets in provider_plugin.go in pulumi/pulumi.
 */
export function markLike(value: PropertyValue, model: PropertyValue | undefined, inLists: boolean): PropertyValue {
    if (model === undefined || isSecret(value) || !containsSecret(model)) return value;
    if (isSecret(model)) return secret(value);
    if (isObject(value) && isObject(model)) return markAllLike(value, model, inLists);
    if (inLists && Array.isArray(value) && Array.isArray(model) && value.length === model.length) {
        return value.map((item, index) => markLike(item, model[index], inLists));
    }
    return secret(value);
}

export function markAllLike(values: Properties, models: Properties, inLists = false): Properties {
    return Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, markLike(value, models[key], inLists)]),
    );
}

export function markKeys(values: Properties, keys: Iterable<string>): Properties {
    const marked = { ...values };
    for (const key of keys) if (key in marked) marked[key] = secret(marked[key]);
    return marked;
}

export function secretKeys(properties: Properties): string[] {
    return Object.keys(properties).filter((key) => containsSecret(properties[key]));
}

/** The form in which values may be shown to anyone; secrets are still known as such, but blind. */
export function mask(value: PropertyValue): PropertyValue {
    if (isSecret(value)) return { [SIGNATURE]: SECRET_SIGNATURE, ciphertext: "[secret]" };
    if (Array.isArray(value)) return value.map(mask);
    if (isObject(value)) return maskAll(value);
    return value;
}

export function maskAll(properties: Properties | undefined): Properties {
    return Object.fromEntries(Object.entries(properties ?? {}).map(([key, value]) => [key, mask(value)]));
}

/** What came from a secret is a secret, and so is what the program says is one. */
export function protectSecrets(fresh: ResourceState, provider: Provider | undefined): void {
    if (!fresh.outputs) return;
    const inputs = fresh.inputs ?? {};
    const alsoSecret = provider?.secretOutputs?.(fresh.type, secretKeys(inputs)) ?? [];
    const named = (fresh.additionalSecretOutputs ?? []).filter((key) => key !== "id");
    fresh.outputs = markKeys(markAllLike(fresh.outputs, inputs, provider?.marksSecretsInLists), [
        ...alsoSecret,
        ...named,
    ]);
}
