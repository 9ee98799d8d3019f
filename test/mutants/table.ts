import { components } from "./table/components";
import { engine } from "./table/engine";
import { programs } from "./table/programs";
import { scripts } from "./table/scripts";
import { setup } from "./table/setup";
import { toolbox } from "./table/toolbox";
import type { Mutant } from "./mutant";

/** Every bug that the tests have to notice. */
export const mutants: Mutant[] = [...scripts, ...programs, ...toolbox, ...components, ...engine, ...setup];
