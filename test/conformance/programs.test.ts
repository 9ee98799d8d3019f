import { describeCases } from "./cases";

describeCases("programs and commands", [
    "bad-program",
    "command",
    "command-fails",
    "component",
    "ordering",
    "invoke-output",
    "renamed-component",
    "secret-outputs",
]);
