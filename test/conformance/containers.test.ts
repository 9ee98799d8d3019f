import { describeCases } from "./cases";

describeCases("containers", [
    "volume-container",
    "data-gate",
    "fixed-name",
    "container-shapes",
    "replace-on-changes",
    "cascade",
]);
