import * as grpc from "@grpc/grpc-js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import type { Diagnostics } from "./diagnostics";
import { engineService } from "./engine-service";
import { goalFromRequest, readGoalFromRequest } from "./goal-from-request";
import { Inheritance } from "./inheritance";
import { containsSecret, containsUnknown, revealAll } from "./property";
import type { Registrar } from "./registrar";
import { markKeys } from "./secrets-marking";
import { Transforms } from "./transforms";
import { forProgram, fromStruct, ShutDown, unary } from "./wire";

const SUPPORTED = {
    secrets: proto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
    resourceReferences: proto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
    aliasSpecs: proto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
    deletedWith: proto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
    replaceWith: proto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
    transforms: proto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
    invokeTransforms: proto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
};

/** With `--continue-on-error`, the program learns that a resource failed, and goes on. */
class StepFailed extends Error {}

export interface MonitorOptions {
    project: string;
    root: string;
    stack: string;
    organization: string;
    config: Record<string, string>;
    secretKeys: string[];
    preview: boolean;
    parallel: number;
}

/** The deployment engine's two services, which the program's SDK talks to: `ResourceMonitor` and `Engine`. */
export class Monitor {
    private readonly server = new grpc.Server({
        "grpc.max_receive_message_length": -1,
        "grpc.max_send_message_length": -1,
    });
    private readonly transforms = new Transforms();
    private readonly inheritance = new Inheritance();
    private shutDown!: () => void;
    private readonly shuttingDown = new Promise<void>((resolve) => (this.shutDown = resolve));
    /** Settles when the program says that it has registered everything. */
    readonly programDone: Promise<void>;
    private signalProgramDone!: () => void;

    constructor(
        private readonly options: MonitorOptions,
        private readonly registrar: Registrar,
        diagnostics: Diagnostics,
    ) {
        this.programDone = new Promise((resolve) => (this.signalProgramDone = resolve));
        this.server.addService(ResourceMonitorService, this.monitorMethods());
        this.server.addService(EngineService, engineService(diagnostics));
    }

    /** Listens on a port of its own choice on the loopback interface; returns the address. */
    listen(): Promise<string> {
        return new Promise((resolve, reject) => {
            this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
                error ? reject(error) : resolve(`127.0.0.1:${port}`),
            );
        });
    }

    /** Lets waiting calls of the program end, and takes no more. */
    close(): void {
        this.shutDown();
        this.server.forceShutdown();
        this.transforms.close();
    }

    private monitorMethods(): grpc.UntypedServiceImplementation {
        return {
            getDeploymentInfo: unary(async () => this.deploymentInfo()),
            supportsFeature: unary(async (request: proto.SupportsFeatureRequest) => {
                const response = new proto.SupportsFeatureResponse();
                response.setHassupport(Object.hasOwn(SUPPORTED, request.getId()));
                return response;
            }),
            registerResource: unary((request: proto.RegisterResourceRequest) => this.registerResource(request)),
            registerResourceOutputs: unary(async (request: proto.RegisterResourceOutputsRequest) => {
                await this.registrar.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
                return new Empty();
            }),
            readResource: unary((request: proto.ReadResourceRequest) => this.readResource(request)),
            invoke: unary((request: proto.ResourceInvokeRequest) => this.invoke(request)),
            call: unary(() => unsupported("methods of remote components")),
            existsResource: unary(() => unsupported("existsResource")),
            registerStackTransform: unary(async (transform: Callback) => {
                this.transforms.addToStack(transform);
                return new Empty();
            }),
            registerStackInvokeTransform: unary(async (transform: Callback) => {
                this.transforms.addToInvokes(transform);
                return new Empty();
            }),
            registerResourceHook: unary(() => unsupported("resource hooks")),
            registerErrorHook: unary(() => unsupported("resource hooks")),
            registerPackage: unary(() => unsupported("parameterized packages")),
            signalAndWaitForShutdown: unary(async () => {
                this.signalProgramDone();
                return new Empty();
            }),
        };
    }

    private deploymentInfo(): proto.DeploymentInfo {
        const info = new proto.DeploymentInfo();
        info.setProject(this.options.project);
        info.setStack(this.options.stack);
        info.setOrganization(this.options.organization);
        for (const [key, value] of Object.entries(this.options.config)) info.getConfigMap().set(key, value);
        info.setConfigsecretkeysList(this.options.secretKeys);
        info.setDryrun(this.options.preview);
        info.setParallel(this.options.parallel);
        info.setSupportedfeaturesList(Object.values(SUPPORTED));
        return info;
    }

    /** After a failed step a call is answered only when all that runs has ended, as the SDK then takes the program down. */
    private async untilShutDown<T>(work: Promise<T>): Promise<T> {
        try {
            return await work;
        } catch (error) {
            if (!(error instanceof ShutDown)) throw error;
            if (this.registrar.isStopping) await this.shuttingDown;
            throw this.registrar.isStopping ? error : new StepFailed(error.message);
        }
    }

    private async registerResource(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
        this.inheritance.complete(request);
        await this.transforms.apply(request);
        this.inheritance.completeProviders(request);
        const goal = goalFromRequest(request, this.options.root);
        const response = new proto.RegisterResourceResponse();
        const registered = await this.untilShutDown(this.registrar.register(goal)).catch((error: unknown) => {
            if (!(error instanceof StepFailed)) throw error;
            return undefined;
        });
        if (!registered) {
            response.setUrn(this.registrar.urn(goal));
            response.setResult(proto.Result.FAIL);
            return response;
        }
        const { state, unknown } = registered;
        this.transforms.registered(state.urn, request);
        this.inheritance.registered(state.urn, request, state.provider);
        response.setUrn(state.urn);
        response.setId(state.id ?? "");
        // A component's old outputs may name resources that the program has not registered yet.
        response.setObject(forProgram((state.custom && state.outputs) || {}, request.getAcceptsecrets()));
        response.setUnknown(unknown);
        return response;
    }

    private async readResource(request: proto.ReadResourceRequest): Promise<proto.ReadResourceResponse> {
        const goal = readGoalFromRequest(request, this.options.root);
        const state = await this.untilShutDown(this.registrar.read(goal));
        const response = new proto.ReadResourceResponse();
        response.setUrn(state.urn);
        response.setProperties(forProgram(state.outputs ?? {}, request.getAcceptsecrets()));
        return response;
    }

    private async invoke(request: proto.ResourceInvokeRequest): Promise<proto.ResourceInvokeResponse> {
        await this.transforms.applyToInvoke(request);
        const args = fromStruct(request.getArgs());
        const response = new proto.ResourceInvokeResponse();
        if (containsUnknown(args)) {
            response.setUnknown(true);
            return response;
        }
        const options = {
            provider: request.getProvider(),
            version: request.getVersion(),
            preview: this.options.preview,
        };
        const result = await this.untilShutDown(this.registrar.invoke(request.getTok(), revealAll(args), options));
        const isSecret = containsSecret(args);
        const outputs = isSecret ? markKeys(result.outputs, Object.keys(result.outputs)) : result.outputs;
        response.setReturn(forProgram(outputs, true));
        response.setFailuresList(
            result.failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
        );
        return response;
    }
}

function unsupported(what: string): Promise<never> {
    return Promise.reject(
        new Error(
            `the embedded engine does not support ${what}: install the Pulumi CLI and run this program with \`pulumi\``,
        ),
    );
}
