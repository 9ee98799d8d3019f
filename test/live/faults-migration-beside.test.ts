import { describeBreakingOff } from "./migration-that-breaks-off";

describeBreakingOff("A migration to a new volume beside the old one", false);
