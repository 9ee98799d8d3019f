/** Types of resources, as states and previews have them. */
export const VOLUME_TYPE = "docker:index/volume:Volume";
export const CONTAINER_TYPE = "docker:index/container:Container";
export const COMMAND_TYPE = "command:local:Command";
