import { engines, pulumiContender } from "./pulumi-session";

const program = "this-package.js";

export const thisPackageEmbedded = pulumiContender(
    { name: "package-embedded", title: "this package, embedded engine", program },
    engines.embedded,
);
export const thisPackagePulumi = pulumiContender(
    { name: "package-pulumi", title: "this package, pulumi", program },
    engines.pulumi,
);
