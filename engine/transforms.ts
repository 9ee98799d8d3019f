import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import {
    RegisterResourceRequest,
    ResourceInvokeRequest,
    TransformInvokeRequest,
    TransformInvokeResponse,
    TransformRequest,
    TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";

import { Callbacks } from "./callbacks";
import { asOutputValues, dependenciesIn, withDependencies } from "./output-values";
import type { Properties } from "./property";
import { invokeOptionsOf, optionsOf, setInvokeOptions, setOptions } from "./transform-options";
import { toStruct } from "./wire";

type Dependencies = Map<string, string[]>;

/**
 * Functions of the program that change what it asks for before the engine looks at it. Source: RegisterResource and
 * Invoke in source_eval.go.
 */
export class Transforms {
    private readonly callbacks = new Callbacks();
    private readonly ofStack: Callback[] = [];
    private readonly ofInvokes: Callback[] = [];
    private readonly ofResources = new Map<string, { parent: string; transforms: Callback[] }>();

    addToStack(transform: Callback): void {
        this.ofStack.push(transform);
    }

    addToInvokes(transform: Callback): void {
        this.ofInvokes.push(transform);
    }

    /** From now on the resource's children get its transforms. */
    registered(urn: string, request: RegisterResourceRequest): void {
        this.ofResources.set(urn, { parent: request.getParent(), transforms: request.getTransformsList() });
    }

    close(): void {
        this.callbacks.close();
    }

    /** Changes the request: first by its own transforms, then by those of its parents, the nearest first, then by the stack's. */
    async apply(request: RegisterResourceRequest): Promise<void> {
        const own = request.getTransformsList();
        const transforms = [...own, ...this.inherited(request.getParent()), ...this.ofStack];
        if (transforms.length === 0) return;
        const dependencies = propertyDependencies(request);
        let properties = toStruct(propertiesFor(request, dependencies));
        let options = optionsOf(request);
        for (const transform of transforms) {
            const asked = new TransformRequest()
                .setType(request.getType())
                .setName(request.getName())
                .setCustom(request.getCustom())
                .setParent(request.getParent())
                .setProperties(properties)
                .setOptions(options);
            const response = TransformResponse.deserializeBinary(await this.call(transform, asked.serializeBinary()));
            properties = response.getProperties() ?? properties;
            options = response.getOptions() ?? options;
        }
        request.setObject(properties);
        setOptions(request, options);
        const values = properties.toJavaScript();
        if (own.length === 0) {
            setPropertyDependencies(request, new Map([...dependencies, ...dependenciesOf(values, dependencies)]));
            return;
        }
        // Only a resource's own transforms change on what it depends as a whole: Pulumi keeps `dependsOn` otherwise.
        const changed = dependenciesOf(values, new Map());
        request.setDependenciesList([...options.getDependsOnList(), ...[...changed.values()].flat()]);
        setPropertyDependencies(request, changed);
    }

    async applyToInvoke(request: ResourceInvokeRequest): Promise<void> {
        for (const transform of this.ofInvokes) {
            const asked = new TransformInvokeRequest()
                .setToken(request.getTok())
                .setArgs(request.getArgs())
                .setOptions(invokeOptionsOf(request));
            const answer = await this.callbacks.call(transform, asked.serializeBinary());
            const response = TransformInvokeResponse.deserializeBinary(answer);
            request.setArgs(response.getArgs() ?? request.getArgs());
            const options = response.getOptions();
            if (options) setInvokeOptions(request, options);
        }
    }

    private inherited(parent: string): Callback[] {
        const above = this.ofResources.get(parent);
        return above ? [...above.transforms, ...this.inherited(above.parent)] : [];
    }

    private async call(transform: Callback, argument: Uint8Array): Promise<Uint8Array> {
        try {
            return await this.callbacks.call(transform, argument);
        } catch (error) {
            throw new Error(`invoke transform: ${(error as Error).message}`, { cause: error });
        }
    }
}

/** Only a resource's own transforms are told on which resources each property depends. */
function propertiesFor(request: RegisterResourceRequest, dependencies: Dependencies): Properties {
    const values = asOutputValues(request.getObject()?.toJavaScript() ?? {});
    if (request.getTransformsList().length === 0) return values;
    return Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, withDependencies(value, dependencies.get(key) ?? [])]),
    );
}

function dependenciesOf(values: Properties, before: Dependencies): Dependencies {
    return new Map(
        Object.entries(values).map(([key, value]) => [key, [...(before.get(key) ?? []), ...dependenciesIn(value)]]),
    );
}

function propertyDependencies(request: RegisterResourceRequest): Dependencies {
    const byKey: Dependencies = new Map();
    request.getPropertydependenciesMap().forEach((value, key) => byKey.set(key, value.getUrnsList()));
    return byKey;
}

function setPropertyDependencies(request: RegisterResourceRequest, dependencies: Dependencies): void {
    request.clearPropertydependenciesMap();
    for (const [key, urns] of dependencies) {
        const value = new RegisterResourceRequest.PropertyDependencies().setUrnsList(urns);
        request.getPropertydependenciesMap().set(key, value);
    }
}
