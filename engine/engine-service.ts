import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import type { Diagnostics } from "./diagnostics";
import type { Severity } from "./providers/provider";
import { unary } from "./wire";

const SEVERITIES: Severity[] = ["debug", "info", "warning", "error"];

/** The `Engine` service, by which the program says things to the user and knows what its outputs belong to. */
export function engineService(diagnostics: Diagnostics): UntypedServiceImplementation {
    let rootUrn = "";
    return {
        log: unary(async (request: engine.LogRequest) => {
            const options = {
                urn: request.getUrn(),
                ephemeral: request.getEphemeral(),
                streamId: request.getStreamid(),
            };
            const severity = SEVERITIES[request.getSeverity()];
            if (severity !== "debug") diagnostics.report(severity, request.getMessage(), options);
            return new Empty();
        }),
        getRootResource: unary(async () => new engine.GetRootResourceResponse().setUrn(rootUrn)),
        setRootResource: unary(async (request: engine.SetRootResourceRequest) => {
            rootUrn = request.getUrn();
            return new engine.SetRootResourceResponse();
        }),
        startDebugging: unary(async () => new Empty()),
        requirePulumiVersion: unary(async () => new engine.RequirePulumiVersionResponse()),
    };
}
