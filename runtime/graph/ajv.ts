/** The one door to ajv: like TypeBox, made a single file by the build. */
export { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
