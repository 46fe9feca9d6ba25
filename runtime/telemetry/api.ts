/** The one door to OpenTelemetry's interface: the build makes a single file of it, because loading its sixty modules slows every start. */
export { context, type Context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
