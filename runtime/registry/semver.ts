/** The one door to semver: like TypeBox and ajv, made a single file by the build. */
import satisfies from "semver/functions/satisfies.js";

export { satisfies };
