import { firstLine } from "../first-line";
import { programRunner } from "./pulumi-program";

export const pulumi = programRunner("pulumi", ["pulumi"], () => firstLine("pulumi", "version"));
