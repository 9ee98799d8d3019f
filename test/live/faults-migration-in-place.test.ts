import { describeBreakingOff } from "./migration-that-breaks-off";

describeBreakingOff("A migration to a volume of the same name in place of the old one", true);
