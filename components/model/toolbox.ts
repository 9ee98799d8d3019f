/** The image whose containers touch the data, where nothing names another. */
export const DEFAULT_TOOLBOX_IMAGE = "docker-storage/toolbox:2";
