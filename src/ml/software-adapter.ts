const NAMES = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i;

/** Whether this names a graphics processor that is a program on the CPU: far slower than computing there at once. */
export const isSoftware = (names: string): boolean => NAMES.test(names);
