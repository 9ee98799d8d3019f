export interface Operation {
    command: string[];
    folder: string;
    environment: NodeJS.ProcessEnv;
}
