import { describeCases } from "./cases";

describeCases("targets", ["targets", "untargeted", "transforms", "explicit-provider"]);
