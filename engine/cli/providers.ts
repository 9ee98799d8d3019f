import type { ProviderFactory } from "../providers/provider";

/** The packages that this engine has, by name. Loaded when something is deployed, not at every start. */
export async function builtInProviders(): Promise<Record<string, ProviderFactory>> {
    const [{ commandProvider }, { dockerProvider }] = await Promise.all([
        import("../providers/command"),
        import("../providers/docker"),
    ]);
    return { command: commandProvider, docker: dockerProvider };
}
