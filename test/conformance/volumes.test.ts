import { describeCases } from "./cases";

describeCases("volumes", ["label-change", "import", "read-volume", "protected", "failed-replacement", "options"]);
