import { describeCases } from "./cases";

describeCases("json", ["json-component", "json-replacements"]);
