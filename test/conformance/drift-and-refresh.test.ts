import { describeCases } from "./cases";

describeCases("drift and refresh", ["drift", "refresh-first"]);
