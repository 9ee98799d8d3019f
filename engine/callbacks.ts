import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";

/** Functions of the program that the engine calls: the program serves them at an address of its own, each under a token. */
export class Callbacks {
    private readonly clients = new Map<string, CallbacksClient>();

    /** Rejects with what the function threw. */
    call(callback: Callback, argument: Uint8Array): Promise<Uint8Array> {
        const request = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(argument);
        return new Promise((resolve, reject) => {
            this.client(callback.getTarget()).invoke(request, (error, response) =>
                error ? reject(new Error(error.details)) : resolve(response.getResponse_asU8()),
            );
        });
    }

    close(): void {
        for (const client of this.clients.values()) client.close();
    }

    private client(target: string): CallbacksClient {
        let client = this.clients.get(target);
        if (!client) {
            client = new CallbacksClient(target, grpc.credentials.createInsecure(), {
                "grpc.max_receive_message_length": -1,
                "grpc.max_send_message_length": -1,
            });
            this.clients.set(target, client);
        }
        return client;
    }
}
